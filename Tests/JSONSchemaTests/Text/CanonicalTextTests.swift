import JSONSchema
import SchemaCore
import Testing

@Suite struct CanonicalTextTests {
  @Test(
    "numbers are printed as Java prints decimals",
    arguments: [
      ("1", "1"), ("-0", "0"), ("-0.0", "0.0"), ("1.50", "1.50"), ("1e10", "1E+10"), ("2.5e3", "2.5E+3"),
      ("0.0000001", "1E-7"), ("0.000001", "0.000001"), ("0.00000012", "1.2E-7"), ("1e0", "1"), ("12e-1", "1.2"),
      ("0e5", "0E+5"), ("0.00", "0.00"), ("-1.5E-9", "-1.5E-9"), ("100e-2", "1.00"), ("1e-6", "0.000001"),
      ("123456789012345678901234567890.5", "123456789012345678901234567890.5"), ("0e-7", "0E-7"), ("1E400", "1E+400"),
    ])
  func numbers(written: String, printed: String) throws {
    let schema = try JSONSchemaFormat().parse("{\"const\": \(written)}", rules: .stored)
    #expect(schema.canonicalText == "{\"const\":\(printed)}")
  }

  @Test("canonical text is its own canonical text")
  func idempotence() throws {
    let text = #"{ "b" : [1.50, 1E+3, -0.0], "a": {"é": "\/", "c": null}, "b": 2 }"#
    let schema = try JSONSchemaFormat().parse(text, rules: .stored)
    #expect(schema.canonicalText == #"{"b":2,"a":{"é":"/","c":null}}"#)
    #expect(try JSONSchemaFormat().parse(schema.canonicalText, rules: .stored).canonicalText == schema.canonicalText)
    #expect(try schema.rendered(as: .normalized) == #"{"a":{"c":null,"é":"/"},"b":2}"#)
  }

  @Test("what is referred to stands among the definitions, with its URI, and is meant by it")
  func resolved() throws {
    let references = [
      ("common.json", #"{"$id": "http://x.test/common", "definitions": {"id": {"type": "integer"}}}"#),
      ("plain.json", #"{"items": {"$ref": "common.json#/definitions/id"}}"#), ("unused.json", "{}"),
    ].map { ResolvedReference(SchemaReference(name: $0, subject: $0, version: 1), text: $1) }
    let schema = try JSONSchemaFormat().parse(
      #"{"properties": {"a": {"$ref": "plain.json"}, "b": {"const": {"$ref": "plain.json"}}}}"#, references: references)
    let text = try schema.rendered(as: .resolved)
    #expect(
      text == """
        {"properties":{"a":{"$ref":"mem://input/plain.json"},"b":{"const":{"$ref":"plain.json"}}},"definitions":\
        {"plain.json":{"$id":"mem://input/plain.json","items":{"$ref":"http://x.test/common#/definitions/id"}},\
        "common":{"$id":"http://x.test/common","definitions":{"id":{"type":"integer"}}}}}
        """)
    let bundled = try JSONSchemaFormat().parse(text)
    // The definition has an identifier now, and that is all.
    #expect(bundled.differences(from: schema).map(\.name) == ["ID_CHANGED"])
    #expect(schema.differences(from: bundled).map(\.name) == ["ID_CHANGED"])
  }
}
