public import SchemaCore

/// A schema as a client hands it in: to register it, to look it up, or to check its compatibility.
public struct SchemaBody: JSONBody, Hashable {
  /// The schema; its text is empty if the request has none.
  public var schema: SchemaText
  /// The version number that the schema is to get: positive, -1 for the next one, nil or 0 for any.
  public var version: Int32?
  /// The ID that the schema is to get; nil or negative for any.
  public var id: Int32?
  /// Tags that are written into the text before it is registered.
  public var tagsToAdd: [SchemaTags]
  /// Tags that are taken out of the text before it is registered.
  public var tagsToRemove: [SchemaTags]
  /// True if the latest version's tags are written into the text.
  public var propagatesTags: Bool

  public init(
    _ schema: SchemaText, version: Int32? = nil, id: Int32? = nil, tagsToAdd: [SchemaTags] = [],
    tagsToRemove: [SchemaTags] = [], propagatesTags: Bool = false
  ) {
    self.schema = schema
    self.version = version
    self.id = id
    self.tagsToAdd = tagsToAdd
    self.tagsToRemove = tagsToRemove
    self.propagatesTags = propagatesTags
  }

  public init(json: JSONValue) throws(BodyError) {
    let reader = try BodyReader(json)
    self.init(
      try SchemaText(reader), version: try reader.int32("version"), id: try reader.int32("id"),
      tagsToAdd: try reader.schemaTags("schemaTagsToAdd"), tagsToRemove: try reader.schemaTags("schemaTagsToRemove"),
      propagatesTags: try reader.bool("propagateSchemaTags") ?? false)
  }

  public var json: JSONValue {
    var members = JSONObject()
    members["schema"] = .string(schema.text)
    // Avro is what a server assumes, and the oldest servers know no types.
    if schema.format != .avro { members.set("schemaType", schema.format.rawValue) }
    schema.addContent(to: &members)
    members.set("version", version)
    members.set("id", id)
    members.set("schemaTagsToAdd", tagsToAdd)
    members.set("schemaTagsToRemove", tagsToRemove)
    if propagatesTags { members["propagateSchemaTags"] = true }
    return .object(members)
  }
}
