public import SchemaCore

/// What a registration would do: the answer to one with `dryRun=true`. Nothing was stored.
///
/// No part of the reference's API.
public struct RehearsalBody: JSONBody, Hashable {
  /// The version that would hold the schema, with the ID that it would get if nobody is first.
  public var schema: RegisteredSchemaBody
  /// True if the version would be new, false if it is there.
  public var isNew: Bool
  /// What is nearly the same; nil if the request did not ask for it.
  public var nearMatches: [NearMatchBody]?

  public init(schema: RegisteredSchemaBody, isNew: Bool, nearMatches: [NearMatchBody]? = nil) {
    self.schema = schema
    self.isNew = isNew
    self.nearMatches = nearMatches
  }

  public init(json: JSONValue) throws(BodyError) {
    let reader = try BodyReader(json)
    schema = try RegisteredSchemaBody(json: json)
    isNew = try reader.required("isNew", try reader.bool("isNew"))
    nearMatches = try reader.array("nearMatches").map { (elements) throws(BodyError) in
      try [NearMatchBody](json: .array(elements))
    }
  }

  public var json: JSONValue {
    var members = schema.json.object ?? JSONObject()
    members["dryRun"] = true
    members["isNew"] = .bool(isNew)
    members["nearMatches"] = nearMatches?.json
    return .object(members)
  }
}
