import SchemaCore
import SchemaSets
import Testing

/// References that nobody wrote down.
@Suite struct SetUsesTests {
  private static func references(_ yaml: String, _ files: [String: String], of subject: String) throws -> [String] {
    let member = try Sets.set(yaml, files).subjects[SubjectName(name: subject)]?.last
    return try #require(member).references.map { "\($0.name) \($0.subject)" }
  }

  private static let avro = [
    "order.avsc": #"{"type":"record","name":"Order","namespace":"shop","fields":[{"name":"m","type":"Money"}]}"#,
    "common/money.avsc": #"{"type":"fixed","name":"shop.Money","size":1}"#,
  ]

  @Test("an Avro type is the schema of the set that defines it")
  func avroTypes() throws {
    #expect(try Self.references("schemas: [{path: '**/*.avsc'}]", Self.avro, of: "order") == ["shop.Money money"])
  }

  @Test("a type that two subjects define, or none, is left to be written down")
  func ambiguous() throws {
    var files = Self.avro
    files["other.avsc"] = files["common/money.avsc"]
    #expect(try Self.references("schemas: [{path: '**/*.avsc'}]", files, of: "order").isEmpty)
    #expect(try Self.references("schemas: [{path: order.avsc}]", files, of: "order").isEmpty)
  }

  @Test("references that are written down are all that there are, of a format whose schemas bring what they use")
  func written() throws {
    let yaml = "schemas: [{path: order.avsc, references: [{name: Price, subject: price}]}, {path: common/money.avsc}]"
    #expect(try Self.references(yaml, Self.avro, of: "order") == ["Price price"])
  }

  @Test("a type without namespace may be meant from within one, and a version of the own subject never is")
  func namespaces() throws {
    let files = [
      "o/1.avsc": #"{"type":"record","name":"n.O","fields":[]}"#,
      "o/2.avsc": #"{"type":"record","name":"n.O","fields":[{"name":"p","type":["null","n.O","P"]}]}"#,
      "p.avsc": #"{"type":"enum","name":"P","symbols":[]}"#,
    ]
    let yaml = "schemas: [{path: 'o/{version}.avsc', subject: o}, {path: p.avsc}]"
    #expect(try Self.references(yaml, files, of: "o") == ["P p"])
  }

  @Test(
    "a JSON schema is meant by its path from the file that uses it, or by its own URI",
    arguments: ["../common/money.json", "https://example.com/money", "money", "money.json#/properties/units"])
  func json(_ reference: String) throws {
    let files = [
      "orders/order.json":
        ##"{"$id":"https://example.com/order","properties":{"a":{"$ref":"\##(reference)"},"b":{"$ref":"#/properties/a"}}}"##,
      "common/money.json": #"{"$id":"https://example.com/money","type":"object"}"#,
    ]
    let name = reference.split(separator: "#")[0]
    #expect(try Self.references("schemas: [{path: '**/*.json'}]", files, of: "order") == ["\(name) money"])
  }

  @Test("what is found in the set is registered before what uses it, and both fit together")
  func check() async throws {
    let set = try Sets.set("schemas: [{path: '**/*.avsc'}]", Self.avro)
    let verdicts = try await SetCheck(set, against: RecordedBaseline.empty).verdicts()
    #expect(verdicts.map(\.word) == ["new", "new"])
    #expect(try set.ordered().map(\.subject.name) == ["money", "order"])
  }
}
