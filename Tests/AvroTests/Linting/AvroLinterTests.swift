import SchemaCore
import Testing

@testable import Avro

@Suite struct AvroLinterTests {
  private static func findings(_ text: String, since earlier: String? = nil) throws -> [LintFinding] {
    let before = try earlier.map { try AvroFormat().parse($0) }
    return try AvroFormat().parse(text).lintFindings(in: text, since: before)
      .filter { $0.severity != .off }
  }

  private static func field(_ field: String) -> String {
    #"{"type":"record","name":"Order","namespace":"shop","doc":"An order.","fields":[{"name":"id","type":"long"},\#(field)]}"#
  }

  @Test("a schema as it should be has no findings")
  func clean() throws {
    #expect(try Self.findings(Self.field(#"{"name":"note","type":["null","string"],"default":null}"#)).isEmpty)
  }

  @Test(
    "what is valid and costs somebody time is found",
    arguments: [
      (#"{"name":"Note","type":"string"}"#, "field-name-case"),
      (#"{"name":"class","type":"string"}"#, "reserved-word"),
      (#"{"name":"price","type":"double"}"#, "money-as-float"),
      (#"{"name":"price","type":["null","float"],"default":null}"#, "money-as-float"),
      (#"{"name":"createdAt","type":"string"}"#, "timestamp-as-string"),
      (#"{"name":"createdAt","type":"long"}"#, "timestamp-as-number"),
      (#"{"name":"orderUuid","type":"string"}"#, "uuid-as-string"),
      (#"{"name":"day","type":{"type":"string","logicalType":"date"}}"#, "ignored-logical-type"),
      (#"{"name":"day","type":{"type":"int","logicalType":"Date"}}"#, "ignored-logical-type"),
      (#"{"name":"note","type":["null","string"]}"#, "nullable-without-default"),
      (#"{"name":"note","type":["string","null"]}"#, "null-not-first"),
      (#"{"name":"x","type":["string","long"]}"#, "wide-union"),
      (#"{"name":"s","type":{"type":"enum","name":"S","doc":"d","symbols":["A"]}}"#, "enum-without-default"),
      (
        #"{"name":"s","type":{"type":"enum","name":"S","doc":"d","symbols":["Aa"],"default":"Aa"}}"#, "symbol-name-case"
      ),
      (#"{"name":"s","type":{"type":"record","name":"S","fields":[]}}"#, "missing-documentation"),
      (#"{"name":"s","type":{"type":"fixed","name":"s_t","size":1}}"#, "type-name-case"),
      (#"{"name":"s","type":{"type":"fixed","name":"S","namespace":"Other","size":1}}"#, "namespace-case"),
      (#"{"name":"s","type":{"type":"fixed","name":"S","namespace":"shop","size":1}}"#, "redundant-namespace"),
      (#"{"name":"s","type":"int","aliases":[]}"#, "redundant-attribute"),
      (#"{"name":"s","type":"int","order":"ascending"}"#, "redundant-attribute"),
      (#"{"name":"s","type":"int","defualt":1}"#, "misspelled-attribute"),
    ])
  func rules(_ field: String, _ rule: String) throws {
    #expect(try Self.findings(Self.field(field)).map(\.rule.name) == [rule])
  }

  @Test(
    "values that only look alike are not found",
    arguments: [
      #"{"name":"priceCount","type":"double"}"#, #"{"name":"day","type":{"type":"int","logicalType":"date"}}"#,
      #"{"name":"x","type":{"type":"string","logicalType":"own-type"}}"#,
      #"{"name":"createdAt","type":{"type":"long","logicalType":"timestamp-millis"}}"#,
      #"{"name":"note","type":["string","null"],"default":"x"}"#,
    ])
  func unsuspicious(_ field: String) throws {
    #expect(try Self.findings(Self.field(field)).isEmpty)
  }

  @Test("a type without a namespace is found")
  func namespace() throws {
    #expect(try Self.findings(#"{"type":"fixed","name":"H","size":2}"#).map(\.rule.name) == ["missing-namespace"])
  }

  @Test("a new field without a default is found, if the version before is at hand")
  func requiredFieldAdded() throws {
    let new = Self.field(#"{"name":"total","type":"long"}"#)
    let old = Self.field(#"{"name":"sum","type":"long"}"#)
    #expect(try Self.findings(new, since: old).map(\.rule.name) == ["required-field-added"])
    let renamed = Self.field(#"{"name":"total","type":"long","aliases":["sum"]}"#)
    #expect(try Self.findings(renamed, since: old).isEmpty)
  }

  @Test("a finding has its path and its place, in JSON and in IDL")
  func places() throws {
    let text = Self.field("\n\n  {\"name\": \"price\", \"type\": \"double\"}")
    let finding = try #require(try Self.findings(text).first)
    #expect(finding.path == "shop.Order.price")
    #expect(finding.position == TextPosition(line: 3, column: 21))
    let idl = "namespace shop;\n/** d */ record Order {\n  string id;\n  double price;\n}"
    let document = try AvroIDL(.init(name: "a", text: idl)).document()
    let found = document.lintFindings(in: idl, since: nil).filter { $0.severity != .off }
    #expect(found.map(\.rule.name) == ["money-as-float"])
    #expect(found.first?.position == TextPosition(line: 4, column: 10))
  }

  @Test("fixes keep the schema and its comments, and leave nothing to be fixed")
  func fixes() throws {
    let text = """
      {"type": "record", "name": "R", "namespace": "n", "aliases": [], // mine
       "fields": [{"name": "h", "order": "ascending", "type": {"type": "fixed", "name": "H", "namespace": "n", "size": 1}}]}
      """
    let edits = try AvroFormat().parse(text).lintFindings(in: text, since: nil).flatMap(\.fix)
    let fixed = TextEdit.applied(edits, to: text)
    #expect(edits.count == 2)
    #expect(fixed.contains(#"{"name": "h", "type": {"type": "fixed", "name": "H", "size": 1}}"#))
    #expect(fixed.contains("// mine"))
    #expect(try AvroFormat().parse(fixed).isEquivalent(to: AvroFormat().parse(text)))
  }

  @Test("every rule has a name of its own, a reason and an example")
  func catalog() {
    #expect(Set(AvroLintRules.all.map(\.name)).count == AvroLintRules.all.count)
    for rule in AvroLintRules.all { #expect(rule.reason.hasSuffix(".") && !rule.example.isEmpty, "\(rule.name)") }
  }
}
