public import SchemaCore

/// Settings as they are read: the answer to GET and DELETE.
public struct ConfigBody: JSONBody, Hashable {
  public var level: CompatibilityLevel?
  /// True if schemas are normalized whether a request asks for it or not.
  public var normalizes: Bool?
  /// False if new schemas are read as leniently as stored ones.
  public var validatesNewSchemas: Bool?

  public init(level: CompatibilityLevel? = nil, normalizes: Bool? = nil, validatesNewSchemas: Bool? = nil) {
    self.level = level
    self.normalizes = normalizes
    self.validatesNewSchemas = validatesNewSchemas
  }

  public init(json: JSONValue) throws(BodyError) {
    let reader = try BodyReader(json)
    self.init(
      level: try CompatibilityLevel(reader, "compatibilityLevel"), normalizes: try reader.bool("normalize"),
      validatesNewSchemas: try reader.bool("validateNewSchemas"))
  }

  public var json: JSONValue {
    var members = JSONObject()
    members["normalize"] = normalizes.map(JSONValue.bool)
    members["validateNewSchemas"] = validatesNewSchemas.map(JSONValue.bool)
    members.set("compatibilityLevel", level?.rawValue)
    return .object(members)
  }
}

extension CompatibilityLevel {
  /// Reads a level in upper or lower case; nil if the member is not there.
  ///
  /// - Throws: `BodyError` of kind `invalidLevel`.
  init?(_ reader: BodyReader, _ name: String) throws(BodyError) {
    guard let text = try reader.string(name) else { return nil }
    guard let level = CompatibilityLevel(name: text) else {
      let known = "none, backward, forward, full, backward_transitive, forward_transitive, and full_transitive"
      throw BodyError(.invalidLevel, "Invalid compatibility level. Valid values are \(known)")
    }
    self = level
  }
}
