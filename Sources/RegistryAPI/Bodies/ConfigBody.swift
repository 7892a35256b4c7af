public import SchemaCore

/// Settings as they are read: the answer to GET and DELETE.
public struct ConfigBody: JSONBody, Hashable {
  public var config: SubjectConfig

  public init(_ config: SubjectConfig) {
    self.config = config
  }

  public init(json: JSONValue) throws(BodyError) {
    config = try SubjectConfig(BodyReader(json), levelName: "compatibilityLevel")
  }

  public var json: JSONValue { .object(config.members(levelName: "compatibilityLevel")) }
}

extension SubjectConfig {
  /// Reads settings.
  ///
  /// - Parameter levelName: what the level is called here.
  /// - Throws: `BodyError`, of kind `invalidLevel` if there is no such level.
  init(_ reader: BodyReader, levelName: String) throws(BodyError) {
    self = try reader.read { (reader) throws(JSONShapeError) in try SubjectConfig(reader) }
    guard let text = try reader.string(levelName) else { return }
    guard let level = CompatibilityLevel(name: text) else {
      let known = "none, backward, forward, full, backward_transitive, forward_transitive, and full_transitive"
      throw BodyError(.invalidLevel, "Invalid compatibility level. Valid values are \(known)")
    }
    self.level = level
  }
}
