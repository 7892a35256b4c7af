import Testing

@testable import Protobuf

@Suite("Files that import each other")
struct LinkerTests {
  private static let protoc = Linker(rules: LinkRules(visibility: .imports, isStrict: true))
  private static let registry = Linker(rules: LinkRules(visibility: .references, isStrict: false))

  private static func parse(_ name: String, _ text: String) -> ParsedFile {
    ProtoParser.parse("syntax = \"proto3\"; " + text, name: name)
  }

  private func problems(_ linker: Linker, _ files: [ParsedFile], references: [ParsedFile] = []) -> [String] {
    do {
      _ = try linker.link(files, references: references)
      return []
    } catch {
      return error.problems.map(\.description)
    }
  }

  @Test("every file comes after those that it imports, with the built-in ones that are used")
  func order() throws {
    let files = [
      Self.parse("a.proto", "import \"b.proto\"; message A { B b = 1; }"),
      Self.parse("b.proto", "import \"c.proto\"; import \"google/protobuf/api.proto\"; message B { C c = 1; }"),
      Self.parse("c.proto", "message C {}"),
    ]
    let names = try Self.protoc.link(files).files.map(\.name)
    #expect(
      names == [
        "google/protobuf/any.proto", "google/protobuf/source_context.proto", "google/protobuf/type.proto",
        "google/protobuf/api.proto", "c.proto", "b.proto", "a.proto",
      ])
  }

  @Test("a type can be used if its file is imported, or imported publicly by one that is")
  func imports() {
    let types = Self.parse("types.proto", "package t; message T {}")
    let open = Self.parse("open.proto", "import public \"types.proto\";")
    let closed = Self.parse("closed.proto", "import \"types.proto\"; message X { t.T t = 1; }")
    let user = "message U { t.T t = 1; }"
    #expect(problems(Self.protoc, [Self.parse("u.proto", "import \"open.proto\"; " + user), open, types]) == [])
    #expect(
      problems(Self.protoc, [Self.parse("u.proto", "import \"closed.proto\"; " + user), closed, types]) == [
        "u.proto:1:55: The name 't.T' is defined in 'types.proto', which is not imported: import it"
      ])
  }

  @Test("for registries all references and built-in files are imported")
  func references() throws {
    let types = Self.parse("types.proto", "package t; message T {}")
    let user = Self.parse(
      "u.proto", "message U { t.T t = 1; google.protobuf.Timestamp at = 2; confluent.type.Decimal d = 3; }")
    let set = try Self.registry.link([user], references: [types])
    #expect(
      set.message(named: "U")?.fields.map(\.type.name) == [
        "t.T", "google.protobuf.Timestamp", "confluent.type.Decimal",
      ])
    #expect(set.message(named: "google.protobuf.Timestamp") != nil && set.message(named: "t.T") != nil)
    #expect(set.files.last?.dependencies == [])
  }

  @Test("for registries an import that is no reference matters only if something of it is used")
  func missingReference() {
    let unused = Self.parse("u.proto", "import \"gone.proto\"; message U { int32 a = 1; }")
    let used = Self.parse("u.proto", "import \"gone.proto\"; message U { gone.T a = 1; }")
    #expect(problems(Self.registry, [unused]) == [])
    #expect(problems(Self.registry, [used]).map { $0.prefix(37) } == ["u.proto:1:53: The name 'gone.T' is no"])
    #expect(
      problems(Self.protoc, [unused]).map { $0.prefix(46) }
        == ["u.proto:1:20: There is no file 'gone.proto': gi"].map { $0.prefix(46) })
  }

  @Test("for registries only names that are unknown are refused, and options that are unknown are left out")
  func lenient() throws {
    let text = """
      option (nowhere) = 1;
      message M { int32 a = 0 [(gone).b = 2, deprecated = true]; int32 a = 0; enum E { X = 1; Y = 1; } reserved "a"; }
      """
    let set = try Self.registry.link([Self.parse("u.proto", text)])
    let message = try #require(set.message(named: "M"))
    #expect(message.fields.map(\.number) == [0, 0])
    #expect(message.fields[0].options.bytes == [0x18, 1])
    #expect(set.files.last?.options.bytes == [])
    #expect(
      problems(Linker(rules: LinkRules(visibility: .references, isStrict: true)), [Self.parse("u.proto", text)]).count
        > 5)
  }

  @Test("references are not held to the rules, the files that are linked are")
  func strictness() {
    let reference = Self.parse("r.proto", "message R { int32 a = 0; }")
    let file = Self.parse("f.proto", "import \"r.proto\"; message F { R r = 0; }")
    #expect(
      problems(Self.protoc, [file], references: [reference]).map { $0.prefix(30) } == ["f.proto:1:56: The number 0 of "]
    )
  }

  @Test("a file takes the place of the built-in one of its name")
  func replaced() throws {
    let own = Self.parse(
      "google/protobuf/timestamp.proto", "package google.protobuf; message Timestamp { string text = 1; }")
    let user = Self.parse(
      "u.proto", "import \"google/protobuf/timestamp.proto\"; message U { google.protobuf.Timestamp at = 1; }")
    for linker in [Self.protoc, Self.registry] {
      let set = try linker.link([user], references: [own])
      #expect(set.message(named: "google.protobuf.Timestamp")?.fields.map(\.name) == ["text"])
    }
  }

  @Test("files that import each other are refused with the way around")
  func cycles() {
    let files = ["a", "b", "c"].map { name in
      Self.parse("\(name).proto", "import \"\(["a": "b", "b": "c", "c": "a"][name] ?? "").proto\";")
    }
    for linker in [Self.protoc, Self.registry] {
      #expect(
        problems(linker, files) == [
          "c.proto:1:20: The file imports itself: a.proto imports b.proto imports c.proto imports a.proto"
        ])
    }
    #expect(problems(Self.protoc, [Self.parse("a.proto", "import \"a.proto\";")]).count == 1)
  }

  @Test("problems of all files are told, by file and place")
  func allProblems() {
    let files = [
      Self.parse("b.proto", "message B { X x = 1; }\nmessage B2 { Y y = 0; }"),
      Self.parse("a.proto", "message A { Z z = 1; }"),
    ]
    #expect(
      problems(Self.protoc, files).map { String($0.prefix(12)) } == [
        "a.proto:1:32", "b.proto:1:32", "b.proto:2:14", "b.proto:2:20",
      ])
  }

  @Test("texts that break the grammar are told alone")
  func syntaxFirst() {
    let files = [Self.parse("a.proto", "message A { X x 1; }"), Self.parse("b.proto", "message B { Y y = 1; }")]
    #expect(problems(Self.protoc, files).allSatisfy { $0.hasPrefix("a.proto") })
  }

  @Test("a found file is asked for once")
  func found() throws {
    let text = "import \"x.proto\"; message A { X x = 1; }"
    var asked: [String] = []
    let set = try Self.protoc.link([Self.parse("a.proto", text), Self.parse("b.proto", text.replacing("A", with: "B"))])
    { name in
      asked.append(name)
      return Self.parse(name, "message X {}")
    }
    #expect(asked == ["x.proto"])
    #expect(set.files.map(\.name) == ["x.proto", "a.proto", "b.proto"])
  }

  @Test("one name of two files is refused, with the other file")
  func twice() {
    let files = [
      Self.parse("a.proto", "package p; message A {}"),
      Self.parse("b.proto", "package p; import \"a.proto\"; message A {}"),
    ]
    #expect(
      problems(Self.protoc, files) == [
        "b.proto:1:57: The name 'A' is declared in 'p' by 'a.proto' already, as a message"
      ])
    let package = [Self.parse("a.proto", "message p {}"), Self.parse("b.proto", "package p.q;")]
    #expect(
      problems(Self.protoc, package).map { $0.prefix(46) } == [
        "b.proto:1:28: Something else than a package ha".prefix(46)
      ])
  }
}
