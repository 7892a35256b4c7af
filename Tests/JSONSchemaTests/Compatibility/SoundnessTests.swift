import JSONSchema
import SchemaCore
import Testing

@Suite struct SoundnessTests {
  /// A change that the reference calls compatible although data becomes unreadable, with such data.
  struct KnownGap: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let writer: String
    let reader: String
    let value: String

    init(_ description: String, _ writer: String, _ reader: String, _ value: String) {
      (testDescription, self.writer, self.reader, self.value) = (description, writer, reader, value)
    }
  }

  static let gaps = [
    KnownGap(
      "a schema more in oneOf may fit what another fits", #"{"oneOf": [{"type": "integer"}]}"#,
      #"{"oneOf": [{"type": "integer"}, {"type": "number"}]}"#, "1"),
    KnownGap(
      "a wider schema in oneOf may fit what another fits", #"{"oneOf": [{"type": "null"}, {"type": "string"}]}"#,
      #"{"oneOf": [{}, {"type": "string"}]}"#, "\"a\""),
    KnownGap(
      "a type added to keywords of its kind is not seen", #"{"properties": {"a": {}}}"#,
      #"{"type": "object", "properties": {"a": {}}}"#, "1"),
    KnownGap(
      "a required property without a schema is not seen", #"{"type": "object"}"#,
      #"{"type": "object", "required": ["a"]}"#, "{}"),
    KnownGap(
      "a required property may be added to an open object if its schema accepts everything", #"{"type": "object"}"#,
      #"{"type": "object", "properties": {"a": true}, "required": ["a"]}"#, "{}"),
    KnownGap(
      "defaults help only readers that fill them in", #"{"properties": {"a": {}}}"#,
      #"{"properties": {"a": {"default": 1}}, "required": ["a"]}"#, "{}"),
    KnownGap(
      "with patterns an object counts as closed, even if further properties are permitted",
      #"{"patternProperties": {"^x": {}}}"#,
      #"{"patternProperties": {"^x": {}}, "properties": {"b": {"type": "null"}}}"#,
      #"{"b": 1}"#),
    KnownGap(
      "the schemas of patternProperties are not compared", #"{"patternProperties": {"^x": {}}}"#,
      #"{"patternProperties": {"^x": {"type": "null"}}}"#, #"{"x": 1}"#),
    KnownGap(
      "propertyNames is not compared", #"{"propertyNames": {}}"#, #"{"propertyNames": {"maxLength": 1}}"#, #"{"ab": 1}"#
    ),
    KnownGap(
      "the schema of contains is not compared", #"{"contains": {}}"#, #"{"contains": {"type": "null"}}"#, "[1]"),
    KnownGap(
      "if, then and else are not compared", #"{"if": {"type": "string"}, "then": {"minLength": 1}}"#,
      #"{"if": {"type": "string"}, "then": {"minLength": 9}}"#, "\"a\""),
    KnownGap(
      "the flags of draft 4 are not compared",
      #"{"$schema": "http://json-schema.org/draft-04/schema#", "maximum": 5}"#,
      #"{"$schema": "http://json-schema.org/draft-04/schema#", "maximum": 5, "exclusiveMaximum": true}"#, "5"),
    KnownGap(
      "what Kafka Connect calls bytes may be any type", #"{"type": "string", "connect.type": "bytes"}"#,
      #"{"type": "array", "connect.type": "bytes"}"#, "\"a\""),
  ]

  @Test("a known gap is one: the verdict is compatible, and data is unreadable", arguments: gaps)
  func known(gap: KnownGap) throws {
    let writer = try JSONSchemaFormat().parse(gap.writer)
    let reader = try JSONSchemaFormat().parse(gap.reader)
    #expect(reader.incompatibilities(reading: writer).isEmpty)
    #expect(try JSONSchemaValidator(try writer.resources()).isValid(Array(gap.value.utf8)))
    #expect(try !JSONSchemaValidator(try reader.resources()).isValid(Array(gap.value.utf8)))
  }

  @Test("what is written by a schema is read by one that is compatible, but for the known gaps", arguments: 0..<24)
  func random(seed: Int) throws {
    var random = RandomSchemas(seed: seed + 1)
    var checked = 0
    for _ in 0..<60 {
      let schema = random.schema()
      let changed = JSONWriter.text(random.changed(schema))
      if changed.contains("\"oneOf\"") { continue }
      let writer = try JSONSchemaFormat().parse(JSONWriter.text(schema))
      let reader = try JSONSchemaFormat().parse(changed)
      let differences = reader.differences(from: writer)
      guard differences.allSatisfy({ $0.isCompatible(under: .strict) }),
        !differences.contains(where: { $0.name == "PROPERTY_WITH_EMPTY_SCHEMA_ADDED_TO_OPEN_CONTENT_MODEL" })
      else { continue }
      let writing = try JSONSchemaValidator(try writer.resources())
      let reading = try JSONSchemaValidator(try reader.resources())
      for _ in 0..<20 {
        let value = Array(JSONWriter.text(random.value()).utf8)
        guard try writing.isValid(value) else { continue }
        checked += 1
        let isRead = try reading.isValid(value)
        #expect(
          isRead, "\(JSONWriter.text(schema)) wrote \(String(decoding: value, as: UTF8.self)), and \(changed) reads")
      }
    }
    #expect(checked > 20)
  }
}
