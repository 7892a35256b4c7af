public import SchemaCore

/// Settings as they are written: the request of PUT, and its answer with everything that is stored afterwards.
///
/// A request is a patch: a member that is not there is kept, null clears it.
public struct ConfigUpdateBody: JSONBody, Hashable {
  public var change: ConfigChange

  public init(_ change: ConfigChange) {
    self.change = change
  }

  /// Reads a patch.
  ///
  /// - Throws: `BodyError`; of kind `unsupportedSetting` for the policy that looks at table formats, because a check that
  ///   is not made is one that is believed to be.
  public init(json: JSONValue) throws(BodyError) {
    let reader = try BodyReader(json)
    if try reader.string(SubjectConfig.Field.policy.rawValue)?.uppercased() == "LOGICAL" {
      throw BodyError(
        .unsupportedSetting, "the compatibility policy LOGICAL is not supported: STRICT and LENIENT are",
        at: JSONPointer([SubjectConfig.Field.policy.rawValue]))
    }
    let values = try SubjectConfig(reader, levelName: Self.levelName)
    let named = values.members(levelName: Self.levelName)
    let cleared = SubjectConfig.Field.allCases.filter { reader.mentions($0.rawValue) && named[$0.rawValue] == nil }
    change = ConfigChange(values, clearing: Set(cleared))
  }

  public var json: JSONValue {
    var members = change.values.members(levelName: Self.levelName)
    for field in SubjectConfig.Field.allCases where change.cleared.contains(field) && members[field.rawValue] == nil {
      members[field.rawValue] = .null
    }
    return .object(members)
  }

  private static let levelName = SubjectConfig.Field.level.rawValue
}
