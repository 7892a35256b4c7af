public import SchemaCore

/// A schema by its ID or GUID.
public struct SchemaStringBody: JSONBody, Hashable {
  /// The qualified subject and the version that hold the schema; only told when a subject was asked for.
  public var subject: String?
  public var version: Int32?
  /// The content's identity in every context.
  public var guid: String?
  /// The schema.
  public var schema: SchemaText
  /// The highest ID of the context; only told when it was asked for.
  public var maximumID: Int32?
  /// When it was stored, in milliseconds since 1970-01-01 UTC.
  public var timestamp: Int64?
  /// True if the version that holds it is marked as deleted.
  public var isDeleted: Bool?

  /// The tags within the text that were asked for; empty if none were.
  public var tags: [SchemaTags]

  public init(
    subject: String? = nil, version: Int32? = nil, guid: String? = nil, schema: SchemaText, maximumID: Int32? = nil,
    timestamp: Int64? = nil, isDeleted: Bool? = nil,
    tags: [SchemaTags] = []
  ) {
    self.subject = subject
    self.version = version
    self.guid = guid
    self.schema = schema
    self.maximumID = maximumID
    self.timestamp = timestamp
    self.isDeleted = isDeleted
    self.tags = tags
  }

  public init(json: JSONValue) throws(BodyError) {
    let reader = try BodyReader(json)
    _ = try reader.required("schema", try reader.string("schema"))
    self.init(
      subject: try reader.string("subject"), version: try reader.int32("version"), guid: try reader.string("guid"),
      schema: try SchemaText(reader), maximumID: try reader.int32("maxId"), timestamp: try reader.int64("ts"),
      isDeleted: try reader.bool("deleted"),
      tags: try reader.schemaTags("schemaTags"))
  }

  public var json: JSONValue {
    var members = JSONObject()
    members.set("subject", subject)
    members.set("version", version)
    members.set("guid", guid)
    members.set("schemaType", schema.format.rawValue)
    members.set("schema", schema.text)
    schema.addContent(to: &members)
    members.set("maxId", maximumID)
    members.set("schemaTags", tags)
    members["ts"] = timestamp.map { .number(JSONNumber($0)) }
    members["deleted"] = isDeleted.map(JSONValue.bool)
    return .object(members)
  }
}
