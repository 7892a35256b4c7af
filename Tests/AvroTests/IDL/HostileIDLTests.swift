import Avro
import RegistryTesting
import SchemaCore
import Testing

@Suite("Hostile Avro IDL")
struct HostileIDLTests {
  @Test(
    "nesting without end is refused",
    arguments: [
      "schema " + String(repeating: "array<", count: 100_000),
      "schema " + String(repeating: "map<@a(1) ", count: 100_000),
      "schema " + String(repeating: "union{", count: 100_000),
      "@a(" + String(repeating: "[", count: 100_000), "@a(" + String(repeating: "{\"a\":", count: 100_000),
      "record R { int a = " + String(repeating: "[", count: 100_000),
    ])
  func nesting(_ text: String) throws {
    let error = try #require(throws: SchemaError.self) { try IDLFixtures.parse(text) }
    #expect(error.kind == .limit)
    #expect(error.position != nil)
  }

  @Test("nesting up to the limit is read")
  func deepest() throws {
    let text = "schema " + String(repeating: "array<", count: 200) + "int" + String(repeating: ">", count: 200) + ";"
    #expect(try IDLFixtures.parse(text).document().canonicalText.utf8.count > 200)
  }

  @Test("records that go ever deeper into one another are refused where they would have to be written in")
  func chain() throws {
    let records = (0..<2000).map { "record R\($0) { R\($0 + 1) next; }" }.joined() + "record R2000 {}"
    let idl = try IDLFixtures.parse(records)
    #expect(idl.typeNames.count == 2001)
    let error = try #require(throws: SchemaError.self) { try idl.document() }
    #expect(error.kind == .limit)
    #expect(try idl.document(of: AvroName(name: "R1999"))?.canonicalText.contains("R2000") == true)
  }

  @Test("a file of 10 MB is refused, and so are imports that come to as much")
  func size() throws {
    let large = "/*" + String(repeating: " ", count: 10 << 20) + "*/"
    #expect(throws: SchemaError.self) { try IDLFixtures.parse(large) }
    let half = "/*" + String(repeating: " ", count: 3 << 20) + "*/"
    let error = try #require(throws: SchemaError.self) {
      try IDLFixtures.parse("import idl \"a\";\nimport idl \"b\";", imports: ["a": half, "b": half])
    }
    #expect(error.kind == .limit)
    #expect(error.position?.description == "2:1")
  }

  @Test(
    "a long type or documentation is not repeated for endless names",
    arguments: [
      "@a([" + String(repeating: "1,", count: 20_000) + "1]) int",
      "/**" + String(repeating: "a", count: 40_000) + "*/ int",
    ])
  func repetition(_ type: String) throws {
    let names = (0..<2000).map { "f\($0)" }
    let error = try #require(throws: SchemaError.self) {
      try IDLFixtures.parse("record R { \(type) \(names.joined(separator: ",")); }")
    }
    #expect(error.kind == .limit)
    #expect(
      try IDLFixtures.parse("record R { \(type) \(names.prefix(5).joined(separator: ",")); }").typeNames.count == 1)
    #expect(try IDLFixtures.parse("record R { int? \(names.joined(separator: ",")); }").typeNames.count == 1)
  }

  @Test("a file that imports itself, or is imported twice, is read once")
  func cycles() throws {
    let idl = try IDLFixtures.parse(
      "import idl \"a\"; import idl \"b\"; import idl \"main.avdl\"; record M { A a; B b; }",
      imports: [
        "a": "import idl \"b\"; import idl \"a\"; record A { B? b; }", "b": "import idl \"a\"; record B { A? a; }",
      ])
    #expect(idl.typeNames.map(\.name) == ["B", "A", "M"])
    #expect(try idl.document().recordName == "M")
  }

  @Test("imports without end are refused")
  func endlessImports() throws {
    let file = AvroIDL.File(name: "0", text: "import idl \"next\";")
    let error = try #require(throws: SchemaError.self) {
      try AvroIDL(file) { (_, importer) throws(SchemaError) in
        AvroIDL.File(name: importer + "0", text: "import idl \"next\";")
      }
    }
    #expect(error.kind == .limit)
    let many = (0..<1500).map { "import schema \"\($0)\";\n" }.joined()
    let wide = try #require(throws: SchemaError.self) {
      try AvroIDL(AvroIDL.File(name: "main", text: many)) { (path, _) throws(SchemaError) in
        AvroIDL.File(name: path, text: "\"int\"")
      }
    }
    #expect(wide.kind == .limit)
    #expect(wide.position?.description == "1000:1")
  }

  @Test("a text cut off at any byte is read or refused, never more")
  func truncated() throws {
    let text = """
      /** d */ @namespace("n") protocol P { @a({"b": [1, -2.5e3f, 0x1F]}) record R { union { null, `array`, F } /* c */
      @order("ignore") a = null, b; decimal(4, 2)? d = "\\u00ff\\12"; } // e
      enum `array` { A, B } = A; fixed F(16); void m(R? r = null) throws R; }
      """
    #expect(try IDLFixtures.parse(text).document().recordName == "n.R")
    let bytes = Array(text.utf8)
    for count in bytes.indices {
      let part = String(decoding: bytes[..<count], as: UTF8.self)
      #expect(throws: SchemaError.self) { try IDLFixtures.parse(part).document() }
    }
  }

  @Test("random tokens are read or refused, never more")
  func randomTokens() {
    let words = [
      "record", "R", "{", "}", "int", "a", ";", ",", "=", "\"x\"", "1", "@b", "(", ")", "[", "]", "?", "<", ">",
      "array",
      "union", "enum", "fixed", "protocol", "schema", "namespace", "import", "idl", "/** d */", "null", "-", "`e`",
      "\n",
    ]
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<3000 {
      let count = Int.random(in: 1...24, using: &generator)
      let text = (0..<count).map { _ in words.randomElement(using: &generator) ?? "" }.joined(separator: " ")
      do throws(SchemaError) {
        _ = try IDLFixtures.parse(text)
      } catch {
        #expect(!error.message.isEmpty)
      }
    }
  }
}
