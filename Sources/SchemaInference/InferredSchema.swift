public import Avro
public import SchemaCore

/// A schema that was made of data, and what there is to know about it.
public struct InferredSchema: Sendable {
  /// The schema as JSON.
  public let schema: JSONValue
  /// The same, ready for use.
  public let document: AvroDocument
  /// The same as it is put into a file, in the layout of `AvroTextStyle.pretty`.
  public let text: String
  /// What was seen, and what records lose in this schema.
  public let report: InferenceReport

  init(schema: JSONValue, report: InferenceReport) throws(InferenceError) {
    self.schema = schema
    self.report = report
    do {
      document = try AvroFormat().parse(JSONWriter.text(schema))
      text = try document.text(in: .pretty)
    } catch {
      throw InferenceError("the schema would not be accepted: \(error)")
    }
  }
}
