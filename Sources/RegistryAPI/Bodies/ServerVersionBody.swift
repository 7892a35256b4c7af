public import SchemaCore

/// Which build a server runs.
public struct ServerVersionBody: JSONBody, Hashable {
  public var version: String
  /// The revision that it was built from; nil if that is not known.
  public var commit: String?

  public init(version: String, commit: String? = nil) {
    self.version = version
    self.commit = commit
  }

  public init(json: JSONValue) throws(BodyError) {
    let reader = try BodyReader(json)
    version = try reader.required("version", try reader.string("version"))
    commit = try reader.string("commitId")
  }

  public var json: JSONValue {
    var members = JSONObject()
    members.set("version", version)
    members.set("commitId", commit)
    return .object(members)
  }
}
