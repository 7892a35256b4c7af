import AvroSwiftGenerator
import FoundationEssentials
import RegistryTesting
import SwiftSource
import Testing

@Suite("Swift from schemas")
struct SwiftGeneratorTests {
  private func source(
    _ texts: String..., access: SwiftGenerator.Access = .internal, prefix: String = ""
  ) throws -> String {
    let files = texts.enumerated().map { SchemaFile(name: "schemas/file-\($0).avsc", text: $1) }
    return try SwiftGenerator(access: access, prefix: prefix).source(of: files)
  }

  @Test("the source is the one in the fixtures", arguments: ["order"])
  func golden(_ name: String) throws {
    let file = SchemaFile(name: "\(name).avsc", text: try Fixtures.fixture("generated/\(name).avsc"))
    let expected = try Fixtures.fixture("generated/\(name).swift.txt")
    #expect(try SwiftGenerator(access: .public).source(of: [file]) == expected)
  }

  @Test("files may use each other's types in any order")
  func severalFiles() throws {
    let user = #"{"type":"record","name":"a.User","fields":[{"name":"level","type":"a.Level"}]}"#
    let group =
      #"{"type":"record","name":"a.Group","fields":[{"name":"users","type":{"type":"array","items":"a.User"}}]}"#
    let level = #"{"type":"enum","name":"a.Level","symbols":["LOW"]}"#
    let text = try source(group, user, level)
    for declaration in ["struct Group", "struct User", "enum Level"] {
      #expect(text.components(separatedBy: declaration).count == 2, "\(declaration)")
    }
    // A schema is complete in itself, whatever file its parts are from.
    #expect(text.contains(#"{"type":"record","name":"Group","namespace":"a","fields":[{"name":"users""#))
    #expect(text.contains(#""items":{"type":"record","name":"User""#))
  }

  @Test("a type that several files define alike is generated once")
  func sameTypes() throws {
    let level = #"{"type":"enum","name":"a.Level","symbols":["LOW"]}"#
    let one = #"{"type":"record","name":"a.One","fields":[{"name":"level","type":\#(level)}]}"#
    let two = #"{"type":"record","name":"a.Two","fields":[{"name":"level","type":\#(level)}]}"#
    #expect(try source(one, two).components(separatedBy: "enum Level").count == 2)
  }

  @Test(
    "what cannot be generated is refused with the file's name",
    arguments: [
      (#"{"type":"record"}"#, "1:1: "),
      (#""string""#, "nothing to generate"),
      (#"{"type":"record","name":"R","fields":[{"name":"f","type":"Unknown"}]}"#, "Unknown"),
      (
        #"{"type":"record","name":"R","fields":[{"name":"f","type":{"type":"enum","name":"E","symbols":[]}}]}"#,
        "no values"
      ),
      (#"{"type":"record","name":"R","fields":[{"name":"f","type":[]}]}"#, "no values"),
    ])
  func refusals(_ text: String, _ message: String) throws {
    let error = #expect(throws: SwiftGeneratorError.self) { try source(text) }
    #expect(error?.file == "schemas/file-0.avsc")
    #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
  }

  @Test("two different types of one name are refused")
  func differentTypes() throws {
    let one = #"{"type":"enum","name":"a.Level","symbols":["LOW"]}"#
    let other = #"{"type":"enum","name":"a.Level","symbols":["HIGH"]}"#
    let error = #expect(throws: SwiftGeneratorError.self) { try source(one, other) }
    #expect(error?.description == "schemas/file-1.avsc: a.Level is defined differently in another schema")
  }

  @Test("types of one name in several namespaces are told apart by these")
  func namespaces() throws {
    let text = try source(
      #"{"type":"enum","name":"com.one.Level","symbols":["A"]}"#,
      #"{"type":"enum","name":"com.two.Level","symbols":["A"]}"#,
      #"{"type":"enum","name":"Level","symbols":["A"]}"#)
    for name in ["OneLevel", "TwoLevel", "Level"] { #expect(text.contains("enum \(name): String")) }
  }

  @Test("access and prefix are as asked for")
  func options() throws {
    let text = try source(
      #"{"type":"record","name":"R","fields":[{"name":"x","type":["int","string"]}]}"#, access: .package, prefix: "My")
    #expect(text.contains("package struct MyR: Hashable, Sendable {"))
    #expect(text.contains("package import Avro\n"))
    #expect(text.contains("  package enum X: AvroSerializable"))
    #expect(try source(#"{"type":"enum","name":"E","symbols":["A"]}"#).contains("\nenum E: String"))
  }

  @Test(
    "names become Swift's, and differ where they must",
    arguments: [
      (["UNIT_PRICE", "unitPrice"], ["UNIT_PRICE", "unitPrice"]), (["unit_price"], ["unitPrice"]),
      (["URL", "URLPath", "userID", "ID"], ["url", "urlPath", "userID", "id"]),
      (["IN_TRANSIT", "PAID", "A1"], ["inTransit", "paid", "a1"]), (["_id", "x_"], ["id", "x"]),
      (["v1_2", "v12"], ["v1_2", "v12"]), (["_1"], ["_1"]), (["init", "self"], ["initValue", "selfValue"]),
    ])
  func names(_ names: [String], _ expected: [String]) throws {
    let fields = names.map { #"{"name":"\#($0)","type":"int"}"# }.joined(separator: ",")
    let text = try source(#"{"type":"record","name":"R","fields":[\#(fields)]}"#)
    for name in expected { #expect(text.contains("  var \(name): Int32\n"), "\(name)") }
  }

  @Test(
    "defaults that are very small or large numbers are written so that the compiler does not mind",
    arguments: [
      ("float", "1e-45", "Float(bitPattern: 1)"), ("float", "-1e-50", "-0.0"), ("float", "-0", "-0.0"),
      ("float", "0.1", "0.1"), ("double", "5e-324", "Double(bitPattern: 1)"), ("double", "1e-45", "1e-45"),
      ("float", "16777217", "16777217.0"), ("float", "1000", "1000"),
      ("double", "-9007199254740993", "-9007199254740993.0"),
    ])
  func numbers(type: String, number: String, literal: String) throws {
    let text = try source(
      #"{"type":"record","name":"R","fields":[{"name":"x","type":"\#(type)","default":\#(number)}]}"#)
    #expect(text.contains(" = \(literal))"), "\(text)")
  }

  @Test("a map's default with keys that are the same text to Swift is no default argument")
  func equivalentKeys() throws {
    let text = try source(
      #"""
      {"type":"record","name":"R","fields":[
        {"name":"m","type":{"type":"map","values":"int"},"default":{"\u00e9":1,"e\u0301":2}}]}
      """#)
    #expect(text.contains("  init(m: AvroMap<Int32>) {"), "\(text)")
  }

  @Test("text in a schema cannot end its literal or begin something in it")
  func literals() throws {
    let text = try source(##"{"type":"record","name":"R","doc":"\\#(x) \"\"\"# \u2028*/","fields":[]}"##)
    #expect(text.contains("literal: ##\""))
    #expect(text.contains("/// \\#(x) \"\"\"#\n/// */\n"))
  }
}
