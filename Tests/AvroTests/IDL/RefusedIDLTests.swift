import Avro
import SchemaCore
import Testing

@Suite("Avro IDL that is refused")
struct RefusedIDLTests {
  @Test(
    "what is wrong is explained with kind, place and what to do", arguments: CaseRow.fixture("avro/idl/refused.json"))
  func refused(_ row: CaseRow) throws {
    let error = try #require(throws: SchemaError.self) { try IDLFixtures.parse(row.string("text") ?? "") }
    #expect(error.kind.rawValue == row.string("kind"))
    #expect(error.position?.description == row.string("position"))
    #expect(error.message == row.string("message"))
  }

  @Test(
    "what is wrong in an imported file is told with its name and place",
    arguments: [
      (#"import idl "a";"#, "record R {\n int 1; }", "syntax", "2:6: Expected the field's name"),
      (#"import idl "a";"#, "record R {\n  Missing m; }", "unknownName", "2:3: Type Missing is not defined"),
      (#"import idl "a";"#, "record R {\n  int m = \"\"; }", "invalid", "2:11: The default"),
      (#"import schema "a";"#, "{\n  \"type\": \"enum\"}", "invalid", "1:1: The type declaration has no"),
      (#"import schema "a";"#, "{\n  \"type\": ", "syntax", "2:11: the text ends"),
      (#"import schema "a";"#, #"{"type": "array", "items": "Missing"}"#, "unknownName", "1:28: Type Missing"),
      (#"import protocol "a";"#, #"{"type": "int"}"#, "invalid", "1:1: A protocol has an attribute"),
      (#"import protocol "a";"#, #"{"protocol": "P", "types": ["x"]}"#, "unknownName", "1:29: Type x"),
    ])
  func imported(_ main: String, _ file: String, _ kind: String, _ message: String) throws {
    let error = try #require(throws: SchemaError.self) { try IDLFixtures.parse(main, imports: ["a": file]) }
    #expect(error.kind.rawValue == kind)
    #expect(error.position == nil)
    #expect(error.message.hasPrefix("In the imported file \"a\": \(message)"), "\(error.message)")
  }

  @Test("a type that an import defines cannot be declared again")
  func redefined() throws {
    let error = try #require(throws: SchemaError.self) {
      try IDLFixtures.parse(
        "import schema \"a\";\nrecord R {}", imports: ["a": #"{"type": "record", "name": "R", "fields": []}"#])
    }
    #expect(error.description.hasPrefix("2:8: R is defined twice"))
  }

  @Test("a missing import is told where it is imported, also from an import")
  func missingImport() throws {
    let direct = try #require(throws: SchemaError.self) { try IDLFixtures.parse("record R {}\nimport idl \"x\";") }
    #expect(direct.description == "2:1: There is no file \"x\"")
    let indirect = try #require(throws: SchemaError.self) {
      try IDLFixtures.parse("import idl \"a\";", imports: ["a": "\nimport idl \"x\";"])
    }
    #expect(indirect.description == "In the imported file \"a\": 2:1: There is no file \"x\"")
  }
}
