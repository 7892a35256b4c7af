import SchemaCore
import Testing

@testable import JSONSchema

@Suite struct JSONSchemaLinterTests {
  private static func findings(_ text: String, since earlier: String? = nil) throws -> [LintFinding] {
    let before = try earlier.map { try JSONSchemaFormat().parse($0) }
    return try JSONSchemaFormat().parse(text, rules: .stored).lintFindings(in: text, since: before)
      .filter { $0.severity != .off }
  }

  private static func schema(_ rest: String) -> String {
    #"{"$schema":"http://json-schema.org/draft-07/schema#","title":"Order","description":"An order.",\#(rest)}"#
  }

  private static func property(_ property: String) -> String {
    schema(#""type":"object","additionalProperties":false,"properties":{\#(property)}"#)
  }

  @Test("a schema as it should be has no findings")
  func clean() throws {
    #expect(try Self.findings(Self.property(#""orderId":{"type":"string","format":"uuid"}"#)).isEmpty)
  }

  @Test(
    "what is valid in a property and costs somebody time is found",
    arguments: [
      (#""OrderId":{"type":"string"}"#, "field-name-case"), (#""price":{"type":"number"}"#, "money-as-float"),
      (#""createdAt":{"type":"string"}"#, "timestamp-as-string"),
      (#""createdAt":{"type":"integer"}"#, "timestamp-as-number"), (#""note":{"title":"Note"}"#, "missing-type"),
      (#""note":{"type":"string","maxlength":5}"#, "misspelled-keyword"),
      (#""count":{"type":"integer","maxLength":5}"#, "keyword-without-effect"),
      (#""lines":{"type":"array"}"#, "array-without-items"), (#""x":{"enum":["1",1]}"#, "mixed-enum"),
      (##""x":{"$ref":"#/definitions/X","minimum":1}"##, "reference-with-siblings"),
      (#""x":{"type":"string","minLength":0}"#, "redundant-keyword"),
      (#""x":{"type":["string"]}"#, "redundant-keyword"),
      (#""x":{"type":"object","properties":{}}"#, "open-content-model"),
    ])
  func properties(_ property: String, _ rule: String) throws {
    #expect(try Self.findings(Self.property(property)).map(\.rule.name) == [rule])
  }

  @Test(
    "what is valid in a schema and costs somebody time is found",
    arguments: [
      (#"{"title":"T","description":"d","type":"string"}"#, "missing-draft"),
      (#"{"$schema":"http://json-schema.org/draft-07/schema#","description":"d","type":"string"}"#, "missing-title"),
      (#"{"$schema":"http://json-schema.org/draft-07/schema#","title":"T","type":"string"}"#, "missing-documentation"),
      (schema(#""definitions":{"order_line":{"type":"string"}}"#), "type-name-case"),
      (property(#""id":{"type":"string"}},"required":["ID"],"x":{"#), "undeclared-required"),
      (property(#""id":{"type":"string","default":""}},"required":["id"],"x":{"#), "required-with-default"),
    ])
  func schemas(_ text: String, _ rule: String) throws {
    #expect(try Self.findings(text).map(\.rule.name) == [rule])
  }

  @Test("parts of combinations are open on purpose")
  func parts() throws {
    #expect(
      try Self.findings(Self.schema(#""allOf":[{"properties":{"a":{"type":"string"}},"required":["b"]}]"#)).isEmpty)
  }

  @Test("a property that is required now is found, if the version before is at hand")
  func requiredFieldAdded() throws {
    let old = Self.property(#""id":{"type":"string"}"#)
    let new = Self.property(#""id":{"type":"string"}},"required":["id"],"x":{"#)
    #expect(try Self.findings(new, since: old).map(\.rule.name) == ["required-field-added"])
  }

  @Test("a finding has its path and its place")
  func places() throws {
    let finding = try #require(try Self.findings(Self.property("\n  \"price\": {\"type\": \"number\"}")).first)
    #expect(finding.path == "price")
    #expect(finding.position == TextPosition(line: 2, column: 13))
  }

  @Test("fixes accept what was accepted, and are compatible both ways")
  func fixes() throws {
    let text = Self.property(
      #""x":{"type":["string"], "minLength":0},"y":{"type":"array","items":{"type":"string"},"uniqueItems":false}"#)
    let edits = try Self.findings(text).flatMap(\.fix)
    #expect(edits.count == 2)
    let fixed = TextEdit.applied(edits, to: text)
    #expect(fixed.contains(#""x":{"type":"string", "minLength":0},"y":{"type":"array","items":{"type":"string"}}"#))
    let (old, new) = (try JSONSchemaFormat().parse(text), try JSONSchemaFormat().parse(fixed))
    #expect(new.incompatibilities(reading: old).isEmpty && old.incompatibilities(reading: new).isEmpty)
  }

  @Test("every rule has a name of its own, a reason and an example")
  func catalog() {
    #expect(Set(JSONSchemaLintRules.all.map(\.name)).count == JSONSchemaLintRules.all.count)
    for rule in JSONSchemaLintRules.all { #expect(rule.reason.hasSuffix(".") && !rule.example.isEmpty, "\(rule.name)") }
  }
}
