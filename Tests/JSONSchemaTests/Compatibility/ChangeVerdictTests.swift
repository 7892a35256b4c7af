import JSONSchema
import SchemaCore
import Testing

/// The table of what may be changed, as the documentation has it: each row with a pair of schemas that shows it.
@Suite struct ChangeVerdictTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let change: String
    let old: String
    let new: String
    /// Whether the new schema reads the old one's data.
    let strict: Bool
    let lenient: Bool

    init(_ change: String, _ old: String, _ new: String, _ strict: Bool, lenient: Bool? = nil) {
      (self.change, self.old, self.new, self.strict, self.lenient) = (change, old, new, strict, lenient ?? strict)
    }

    var testDescription: String { change }
  }

  private static let open = #"{"type": "object", "properties": {"a": {"type": "string"}}}"#
  private static let openWithB =
    #"{"type": "object", "properties": {"a": {"type": "string"}, "b": {"type": "integer"}}}"#
  private static let closed =
    #"{"type": "object", "properties": {"a": {"type": "string"}}, "additionalProperties": false}"#
  private static let closedWithB =
    #"{"type": "object", "properties": {"a": {"type": "string"}, "b": {"type": "integer"}}, "additionalProperties": false}"#

  static let rows = [
    Row("add an optional property to a closed object", closed, closedWithB, true),
    Row("add an optional property to an open object", open, openWithB, false, lenient: true),
    Row(
      "add a property with the schema true to an open object", open,
      #"{"type": "object", "properties": {"a": {"type": "string"}, "b": true}}"#, true),
    Row("remove a property from an open object", openWithB, open, true),
    Row("remove a property from a closed object", closedWithB, closed, false, lenient: true),
    Row(
      "add a required property with a default to a closed object", closed,
      #"{"type": "object", "properties": {"a": {"type": "string"}, "b": {"type": "integer", "default": 0}}, "required": ["b"], "additionalProperties": false}"#,
      true),
    Row(
      "add a required property to a closed object", closed,
      #"{"type": "object", "properties": {"a": {"type": "string"}, "b": {"type": "integer"}}, "required": ["b"], "additionalProperties": false}"#,
      false),
    Row(
      "make a property required", open,
      #"{"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"]}"#, false),
    Row(
      "make a property required that has a default", open,
      #"{"type": "object", "properties": {"a": {"type": "string", "default": ""}}, "required": ["a"]}"#, true),
    Row(
      "make a property optional", #"{"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"]}"#,
      open, true),
    Row("open a closed object", closed, open, true),
    Row("close an open object", open, closed, false, lenient: true),
    Row("change integer to number", #"{"type": "integer"}"#, #"{"type": "number"}"#, true),
    Row("change number to integer", #"{"type": "number"}"#, #"{"type": "integer"}"#, false),
    Row("change a type", #"{"type": "string"}"#, #"{"type": "integer"}"#, false),
    Row("allow a further type", #"{"type": "string"}"#, #"{"type": ["string", "null"]}"#, true),
    Row("allow a type less", #"{"type": ["string", "null"]}"#, #"{"type": "string"}"#, false),
    Row("add a value to enum", #"{"enum": ["A"]}"#, #"{"enum": ["A", "B"]}"#, true),
    Row(
      "remove a value from enum", #"{"type": "string", "enum": ["A", "B"]}"#, #"{"type": "string", "enum": ["A"]}"#,
      false),
    Row(
      "add a schema to oneOf or anyOf", #"{"oneOf": [{"type": "string"}]}"#,
      #"{"oneOf": [{"type": "string"}, {"type": "null"}]}"#, true),
    Row(
      "remove a schema from oneOf or anyOf", #"{"oneOf": [{"type": "string"}, {"type": "null"}]}"#,
      #"{"oneOf": [{"type": "string"}]}"#, false),
    Row("widen a limit", #"{"type": "string", "maxLength": 5}"#, #"{"type": "string", "maxLength": 6}"#, true),
    Row("narrow or add a limit", #"{"type": "string"}"#, #"{"type": "string", "maxLength": 6}"#, false),
    Row("remove a pattern", #"{"type": "string", "pattern": "^a"}"#, #"{"type": "string"}"#, true),
    Row(
      "add or change a pattern", #"{"type": "string", "pattern": "^a"}"#, #"{"type": "string", "pattern": "^b"}"#, false
    ),
    Row(
      "add items to an array without", #"{"type": "array"}"#, #"{"type": "array", "items": {"type": "string"}}"#, false),
    Row(
      "change title, description, default or examples", #"{"title": "a", "type": "string"}"#,
      #"{"title": "b", "default": "", "type": "string"}"#, true),
    Row(
      "move a schema to definitions", openWithB,
      ##"{"type": "object", "properties": {"a": {"$ref": "#/definitions/a"}, "b": {"type": "integer"}}, "definitions": {"a": {"type": "string"}}}"##,
      true),
    Row(
      "change format, if, then or else", #"{"type": "string", "format": "date"}"#,
      #"{"type": "string", "format": "uri"}"#, true),
  ]

  @Test("the verdict on a change is that of the documentation", arguments: rows)
  func verdict(row: Row) throws {
    let old = try JSONSchemaFormat().parse(row.old)
    let new = try JSONSchemaFormat().parse(row.new)
    #expect(new.incompatibilities(reading: old).isEmpty == row.strict)
    #expect(new.incompatibilities(reading: old, under: .lenient).isEmpty == row.lenient)
  }

  @Test(
    "every incompatibility says in words what happened, and where in both schemas",
    arguments: rows.filter { !$0.strict })
  func words(row: Row) throws {
    let old = try JSONSchemaFormat().parse(row.old)
    let found = try JSONSchemaFormat().parse(row.new).incompatibilities(reading: old)
    for incompatibility in found {
      let text = incompatibility.explanation.text(reader: "new", writer: "old")
      #expect(text.contains("(new: #"), "\(text)")
      #expect(text.contains(", old: #"), "\(text)")
      #expect(!text.contains("differs in the"), "\(text)")
      #expect(incompatibility.remedy.inReader != nil && incompatibility.remedy.inWriter != nil)
    }
  }
}
