public import SchemaCore

/// A registered schema: the answer to registering, to looking up and to asking for a version.
///
/// Servers differ in how much they tell; only the ID is always there.
public struct RegisteredSchemaBody: JSONBody, Hashable {
  /// The qualified subject; not part of the answer to a registration.
  public var subject: String?
  /// The version's number in the subject.
  public var version: Int32?
  /// The schema's number in its context.
  public var id: Int32
  /// The content's identity in every context.
  public var guid: String?
  /// The schema.
  public var schema: SchemaText?
  /// When it was stored, in milliseconds since 1970-01-01 UTC.
  public var timestamp: Int64?
  /// True if the version is marked as deleted.
  public var isDeleted: Bool?

  /// The tags within the text that were asked for; empty if none were.
  public var tags: [SchemaTags]

  public init(
    subject: String? = nil, version: Int32? = nil, id: Int32, guid: String? = nil, schema: SchemaText? = nil,
    timestamp: Int64? = nil, isDeleted: Bool? = nil,
    tags: [SchemaTags] = []
  ) {
    self.subject = subject
    self.version = version
    self.id = id
    self.guid = guid
    self.schema = schema
    self.timestamp = timestamp
    self.isDeleted = isDeleted
    self.tags = tags
  }

  public init(json: JSONValue) throws(BodyError) {
    let reader = try BodyReader(json)
    self.init(
      subject: try reader.string("subject"), version: try reader.int32("version"),
      id: try reader.required("id", try reader.int32("id")), guid: try reader.string("guid"),
      schema: reader.value("schema") == nil ? nil : try SchemaText(reader),
      timestamp: try reader.int64("ts"), isDeleted: try reader.bool("deleted"),
      tags: try reader.schemaTags("schemaTags"))
  }

  public var json: JSONValue {
    var members = JSONObject()
    members.set("subject", subject)
    members.set("version", version)
    members.set("id", id)
    members.set("guid", guid)
    members.set("schemaType", schema?.format.rawValue)
    schema?.addContent(to: &members)
    members.set("schema", schema?.text)
    members.set("schemaTags", tags)
    members["ts"] = timestamp.map { .number(JSONNumber($0)) }
    members["deleted"] = isDeleted.map(JSONValue.bool)
    return .object(members)
  }
}
