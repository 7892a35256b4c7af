public import Avro
public import SchemaCore

/// A schema that was made of data, and what there is to know about it.
public struct InferredSchema: Sendable {
  /// The schema as it is put into a file.
  public let schema: JSONValue
  /// The same, ready for use.
  public let document: AvroDocument
  /// What was seen, and what records lose in this schema.
  public let report: InferenceReport

  init(schema: JSONValue, report: InferenceReport) throws(InferenceError) {
    self.schema = schema
    self.report = report
    do {
      document = try AvroFormat().parse(JSONWriter.text(schema))
    } catch {
      throw InferenceError("the schema would not be accepted: \(error)")
    }
  }

  /// The schema's text, two spaces a level.
  public var text: String { JSONWriter.text(schema, style: .pretty) }
}
