public import SchemaCore

/// The ID that a content has in a context.
public struct ContextIDBody: JSONBody, Hashable {
  /// The context's display name, such as `.` or `.name`.
  public var context: String
  /// The ID.
  public var id: Int32

  public init(context: String, id: Int32) {
    self.context = context
    self.id = id
  }

  public init(json: JSONValue) throws(BodyError) {
    let reader = try BodyReader(json)
    self.init(
      context: try reader.required("context", try reader.string("context")),
      id: try reader.required("id", try reader.int32("id")))
  }

  public var json: JSONValue { ["context": context.json, "id": id.json] }
}
