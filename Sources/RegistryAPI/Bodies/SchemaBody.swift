public import SchemaCore

/// A schema as a client hands it in: to register it, to look it up, or to check its compatibility.
public struct SchemaBody: JSONBody, Hashable {
  /// The schema; its text is empty if the request has none.
  public var schema: SchemaText
  /// The version number that the schema is to get: positive, -1 for the next one, nil or 0 for any.
  public var version: Int32?
  /// The ID that the schema is to get; nil or negative for any.
  public var id: Int32?

  public init(_ schema: SchemaText, version: Int32? = nil, id: Int32? = nil) {
    self.schema = schema
    self.version = version
    self.id = id
  }

  /// Reads a request.
  ///
  /// - Throws: `BodyError`; of kind `unsupportedContract` if the request carries a part of a data contract, because a
  ///   contract that is dropped silently is one that is believed to hold.
  public init(json: JSONValue) throws(BodyError) {
    let reader = try BodyReader(json)
    for name in Self.contractMembers {
      // An empty list asks for nothing. An empty object does: it is part of the content's identity.
      guard let value = reader.value(name), value != .array([]) else { continue }
      throw Self.unsupported(name)
    }
    if try reader.bool("propagateSchemaTags") == true { throw Self.unsupported("propagateSchemaTags") }
    schema = try SchemaText(reader)
    version = try reader.int32("version")
    id = try reader.int32("id")
  }

  public var json: JSONValue {
    var members = JSONObject()
    members["schema"] = .string(schema.text)
    // Avro is what a server assumes, and the oldest servers know no types.
    if schema.format != .avro { members.set("schemaType", schema.format.rawValue) }
    members.set("references", schema.references)
    members.set("version", version)
    members.set("id", id)
    return .object(members)
  }

  private static let contractMembers = ["metadata", "ruleSet", "schemaTags", "schemaTagsToAdd", "schemaTagsToRemove"]

  private static func unsupported(_ name: String) -> BodyError {
    BodyError(
      .unsupportedContract,
      "this version of Martlet does not support data contracts yet: remove the member \"\(name)\" from the request",
      at: JSONPointer([name]))
  }
}
