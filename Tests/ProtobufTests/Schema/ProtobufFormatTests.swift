import Protobuf
import SchemaCore
import Testing

@Suite("Parsing Protobuf schemas")
struct ProtobufFormatTests {
  private static let syntax = "syntax = \"proto3\";"

  /// A schema and what is wrong with it, if anything.
  struct Case: Sendable, CustomTestStringConvertible {
    let words: String
    let text: String
    let problem: String?

    var testDescription: String { words }

    init(_ words: String, _ text: String, _ problem: String? = nil) {
      self.words = words
      self.text = text
      self.problem = problem
    }
  }

  static let newSchemas = [
    Case("types of the file", "message M { N n = 1; message N { M m = 1; } }"),
    Case("well-known types without an import", "message M { google.protobuf.Timestamp t = 1; }"),
    Case("common types without an import", "message M { google.type.Money m = 1; confluent.type.Decimal d = 2; }"),
    Case(
      "options that nobody declares", "import \"x.proto\"; option (x.y) = 1; message M { int32 a = 1 [(a.b).c = 2]; }"),
    Case("two fields with one number, which registries take", "message M { int32 a = 1; int32 b = 1; }"),
    Case("a field whose type is not there", "message M { X x = 1; }", "1:32: unknown type \"X\""),
    Case("a type in a map", "message M { map<int32, X> x = 1; }", "1:43: unknown type \"X\""),
    Case("a type in a oneof", "message M { oneof o { X x = 1; } }", "1:42: unknown type \"X\""),
    Case(
      "a type of another scope", "message M { T t = 1; } message N { message T {} }",
      "1:32: unknown type \"T\"; there is \"N.T\""),
    Case(
      "a built-in type without its package", "message M { Timestamp t = 1; }",
      "1:32: unknown type \"Timestamp\"; there is \"google.protobuf.Timestamp\""),
    Case(
      "requests and responses", "message M {} service S { rpc F (M) returns (X); }", "1:64: unknown type \"X\""),
    Case("what is extended", "extend X { int32 a = 1; }", "1:27: unknown type \"X\""),
    Case(
      "an import that nothing stands behind", "import \"x.proto\"; message M { X x = 1; }",
      "1:50: unknown type \"X\"; the import \"x.proto\" is neither among the schema's references nor built in"),
    Case(
      "all problems at once", "message M { X x = 1;\n Y y = 2; }", "1:32: unknown type \"X\"\n2:2: unknown type \"Y\""),
  ]

  @Test("new schemas may use what they and the built-in files define", arguments: newSchemas)
  func newSchema(_ row: Case) {
    #expect(Self.problem { try ProtobufFormat().parse("\(Self.syntax) \(row.text)") } == row.problem)
  }

  @Test("stored schemas are read by the grammar alone")
  func stored() {
    #expect(Self.problem { try ProtobufFormat().parse("\(Self.syntax) message M { X x = 1; }", rules: .stored) } == nil)
    #expect(Self.problem { try ProtobufFormat().parse("message M { int32 }", rules: .stored) } != nil)
  }

  @Test("strict rules refuse what protoc refuses")
  func strict() {
    let text = "\(Self.syntax) message M { int32 a = 1; int32 a = 2; }"
    #expect(Self.problem { try ProtobufFormat().parse(text, rules: .new) } == nil)
    #expect(Self.problem { try ProtobufFormat().parse(text, rules: .strict) }?.hasPrefix("1:") == true)
    let unimported = "\(Self.syntax) message M { google.protobuf.Timestamp t = 1; }"
    #expect(Self.problem { try ProtobufFormat().parse(unimported, rules: .strict) } != nil)
  }

  @Test("references are the imports, by their names")
  func references() throws {
    let reference = ResolvedReference(
      SchemaReference(name: "a/b.proto", subject: "s", version: 3), text: "\(Self.syntax) package a.b; message B {}")
    let text = "\(Self.syntax) import \"a/b.proto\"; message M { a.b.B b = 1; }"
    let schema = try ProtobufFormat().parse(text, references: [reference], rules: .strict)
    #expect(schema.incompatibilities(reading: schema).isEmpty)
    #expect(Self.problem { try ProtobufFormat().parse(text) } != nil)
  }

  @Test("a reference stands in for the built-in file of its name")
  func replaced() {
    let reference = ResolvedReference(
      SchemaReference(name: "google/type/money.proto", subject: "s", version: 1),
      text: "\(Self.syntax) package google.type; message Cash {}")
    func parse(_ type: String) -> String? {
      Self.problem {
        try ProtobufFormat().parse(
          "\(Self.syntax) import \"google/type/money.proto\"; message M { google.type.\(type) m = 1; }",
          references: [reference])
      }
    }
    #expect(parse("Cash") == nil)
    #expect(parse("Money") != nil)
  }

  @Test("what is wrong with a reference is told with its name")
  func badReference() {
    let reference = ResolvedReference(SchemaReference(name: "a.proto", subject: "s", version: 1), text: "message {")
    let problem = Self.problem { try ProtobufFormat().parse("message M {}", references: [reference]) }
    #expect(problem?.hasPrefix("In a reference: a.proto:1:9: ") == true)
  }

  @Test(
    "text that is neither a file nor a descriptor is refused with what is wrong with the text",
    arguments: [
      "", "not a schema", "AAAA", "{\"type\": \"string\"}", "CgZz====", "----",
    ])
  func nonsense(_ text: String) {
    let problem = Self.problem { try ProtobufFormat().parse(text) }
    if text.isEmpty { #expect(problem == nil) } else { #expect(problem?.hasPrefix("1:1: ") == true) }
  }

  @Test(
    "the first comment is found, and nothing that only looks like one",
    arguments: [
      ("message M {} // a", "1:14"), ("message M {\n  /* é */ // b\n}", "2:3"), ("/", nil), ("", nil),
      ("option java_package = \"//\"; option go_package = '/*';", nil),
    ])
  func comments(_ text: String, _ place: String?) {
    #expect(ProtobufFormat.firstComment(in: text)?.description == place)
  }

  private static func problem(_ parse: () throws -> ProtobufSchema) -> String? {
    do {
      _ = try parse()
      return nil
    } catch {
      return "\(error)"
    }
  }
}
