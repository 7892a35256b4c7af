import JSONSchema
import SchemaCore
import Testing

@Suite struct JSONSchemaFormatTests {
  @Test(
    "a schema whose keywords are not what they must be is refused, with its place",
    arguments: [
      (#"[]"#, "1:1"), (#"1"#, "1:1"), (#"{"type": "text"}"#, "1:10"), (#"{"properties": []}"#, "1:16"),
      (#"{"required": ["a", 1]}"#, "1:20"), (#"{"multipleOf": 0}"#, "1:16"), (#"{"minLength": -1}"#, "1:15"),
      (#"{"maxItems": 1.5}"#, "1:14"), (#"{"pattern": "("}"#, "1:13"), (#"{"properties": {"a": 1}}"#, "1:22"),
      (##"{"$ref": "#/definitions/a"}"##, "1:10"), (#"{"$ref": "http://x.test/unknown"}"#, "1:10"),
      (#"{"oneOf": {}}"#, "1:11"), (#"{"title": 1}"#, "1:11"), (#"{"patternProperties": {"[": {}}}"#, "1:23"),
      ("{\n  \"items\": {\n    \"uniqueItems\": 1}}", "3:20"), (#"{"if": {"type": 1}}"#, "1:17"),
      (#"{"$schema": "https://json-schema.org/draft/2020-12/schema", "dependentRequired": {"a": 1}}"#, "1:88"),
      (#"{"a": }"#, "1:7"),
    ])
  func refused(text: String, place: String) throws {
    let error = #expect(throws: SchemaError.self) { try JSONSchemaFormat().parse(text) }
    #expect(error?.position?.description == place, "\(error?.description ?? "")")
  }

  @Test(
    "what is stored is read even if it is no valid schema, and compared with nothing",
    arguments: [#"{"type": "text"}"#, #"{"$ref": "http://x.test/unknown"}"#])
  func stored(text: String) throws {
    let schema = try JSONSchemaFormat().parse(text, rules: .stored)
    let found = try JSONSchemaFormat().parse("{}").incompatibilities(reading: schema)
    #expect(found.count == 1)
    #expect(
      found.first?.message.text(reader: "new", writer: "old")
        == "A previous schema version contains an unsupported external reference")
  }

  @Test("text after the schema is ignored, but not under strict rules")
  func rest() throws {
    #expect(try JSONSchemaFormat().parse("{} text").canonicalText == "{}")
    #expect(throws: SchemaError.self) { try JSONSchemaFormat().parse("{} text", rules: .strict) }
  }

  @Test("under strict rules no property of the root begins with two dollar signs")
  func names() throws {
    let text = #"{"properties": {"a": {"properties": {"$$b": {}}}, "$$c": {}}}"#
    _ = try JSONSchemaFormat().parse(text)
    let error = #expect(throws: SchemaError.self) { try JSONSchemaFormat().parse(text, rules: .strict) }
    #expect(error?.path == JSONPointer(["properties", "$$c"]))
  }

  @Test("only what the root leads to is checked")
  func unreachable() throws {
    _ = try JSONSchemaFormat().parse(#"{"definitions": {"a": {"type": "text"}}, "x": {"type": 1}}"#)
    #expect(throws: SchemaError.self) {
      try JSONSchemaFormat().parse(##"{"definitions": {"a": {"type": "text"}}, "items": {"$ref": "#/definitions/a"}}"##)
    }
  }

  @Test("an error in a reference names the reference")
  func reference() throws {
    let reference = ResolvedReference(SchemaReference(name: "a.json", subject: "a", version: 1), text: #"{"type": 1}"#)
    let error = #expect(throws: SchemaError.self) {
      try JSONSchemaFormat().parse(#"{"$ref": "a.json"}"#, references: [reference])
    }
    #expect(error?.message.contains("a.json") == true)
    #expect(error?.position == nil)
  }

  @Test("the name of a record is the title")
  func title() throws {
    #expect(try JSONSchemaFormat().parse(#"{"title": "Order"}"#).recordName == "Order")
    #expect(try JSONSchemaFormat().parse("true").recordName == nil)
  }

  @Test("schemas nested as deep as texts may be, and references in circles, are read on a small stack")
  func deep() throws {
    var text = "true"
    for _ in 0..<510 { text = "{\"not\":\(text)}" }
    let deep = try JSONSchemaFormat().parse(text)
    #expect(deep.differences(from: deep).first?.name == "NOT_TYPE_NARROWED")
    let circle =
      ##"{"definitions": {"a": {"$ref": "#/definitions/b"}, "b": {"$ref": "#/definitions/a"}}, "$ref": "#/definitions/a"}"##
    let loop = try JSONSchemaFormat().parse(circle)
    #expect(loop.differences(from: loop).isEmpty)
  }
}
