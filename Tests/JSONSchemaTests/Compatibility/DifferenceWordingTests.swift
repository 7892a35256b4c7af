import JSONSchema
import SchemaCore
import Testing

@Suite struct DifferenceWordingTests {
  private static func found(_ old: String, _ new: String) throws -> [Incompatibility] {
    let old = try JSONSchemaFormat().parse(old)
    return try JSONSchemaFormat().parse(new).incompatibilities(reading: old)
  }

  @Test(
    "registry clients get the words of the reference registry",
    arguments: [
      (
        #"{"maxLength": 5}"#, #"{"maxLength": 4}"#,
        ##"{errorType:"MAX_LENGTH_DECREASED", description:"The value at path '#/maxLength' in the new schema is less than its value in the old schema'}"##
      ),
      (
        #"{"properties": {"a": {}}}"#, #"{"properties": {"a": {}, "%s b": {"type": "null"}}}"#,
        ##"{errorType:"OPTIONAL_PROPERTY_ADDED_TO_OPEN_CONTENT_MODEL", description:"The new schema has an open content model and has a property or item at path '#/properties/%s b' which is missing in the old schema'}"##
      ),
      (
        #"{"type": "array"}"#, #"{"type": "array", "items": {"type": "null"}}"#,
        #"{errorType:"SCHEMA_ADDED", description:"'}"#
      ),
      (
        #"{"type": "string"}"#, #"{"type": "null"}"#,
        ##"{errorType:"TYPE_CHANGED", description:"A type at path '#/' is different between the new schema and the old schema'}"##
      ),
      (
        #"{"enum": [1, 2]}"#, #"{"enum": [1]}"#,
        ##"{errorType:"ENUM_ARRAY_NARROWED", description:"An array or combined type at path '#/enum' has fewer elements in the new schema than the old schema'}"##
      ),
      (
        #"{"properties": {"a": {}}, "additionalProperties": false}"#,
        #"{"type": "object", "additionalProperties": false}"#,
        ##"{errorType:"PROPERTY_REMOVED_FROM_CLOSED_CONTENT_MODEL", description:"The new has a closed content model and is missing a property or item present at path '#/properties/a' in the old schema'}"##
      ),
    ])
  func message(old: String, new: String, message: String) throws {
    #expect(try Self.found(old, new).map { $0.message.text(reader: "new", writer: "old") } == [message])
  }

  @Test("an open content model is named, with what to write instead")
  func openContent() throws {
    let found = try Self.found(
      #"{"properties": {"lines": {"items": {"properties": {"a": {}}}}}}"#,
      ##"{"properties": {"lines": {"$ref": "#/definitions/l"}}, "definitions": {"l": {"items": {"properties": {"a": {}, "b": {"type": "null"}}}}}}"##
    )
    let one = try #require(found.first)
    let text = one.explanation.text(reader: "new", writer: "old")
    #expect(text.hasPrefix(#"property "lines[].b" has a schema in the new schema only"#))
    #expect(text.contains("open content model in the old schema"))
    #expect(text.hasSuffix("(new: #/definitions/l/items, old: #/properties/lines/items)"))
    #expect(one.remedy.inReader?.contains(#""additionalProperties": false"#) == true)
    #expect(one.remedy.inReader?.contains("LENIENT") == true)
  }

  @Test("where one of several has no counterpart, the one that looks like it says why")
  func reason() throws {
    let found = try Self.found(
      #"{"properties": {"color": {"type": "string", "enum": ["red", "green", "blue"]}}}"#,
      #"{"properties": {"color": {"type": "string", "enum": ["red"]}}}"#)
    let one = try #require(found.first)
    #expect(one.kind.rawValue == "COMBINED_TYPE_SUBSCHEMAS_CHANGED")
    #expect(
      one.explanation.text(reader: "new", writer: "old").contains(
        #""color" cannot be "green", "blue" in the new schema, but can in the old schema"#))
    #expect(one.remedy.inReader == #"keep "green", "blue" among the values of "color""#)
  }
}
