public import SchemaCore

/// Settings as they are written: the request of PUT, and its answer with everything that is stored afterwards.
///
/// A request is a patch: a member that is not there is kept, null clears it.
public struct ConfigUpdateBody: JSONBody, Hashable {
  /// What a patch says about one setting.
  public enum Field<Value: Hashable & Sendable>: Hashable, Sendable {
    case absent
    case null
    case value(Value)
  }

  public var level: Field<CompatibilityLevel>
  /// True if schemas are normalized whether a request asks for it or not.
  public var normalizes: Field<Bool>
  /// False if new schemas are read as leniently as stored ones.
  public var validatesNewSchemas: Field<Bool>

  public init(
    level: Field<CompatibilityLevel> = .absent, normalizes: Field<Bool> = .absent,
    validatesNewSchemas: Field<Bool> = .absent
  ) {
    self.level = level
    self.normalizes = normalizes
    self.validatesNewSchemas = validatesNewSchemas
  }

  /// Reads a patch.
  ///
  /// - Throws: `BodyError`; of kind `unsupportedSetting` if the patch sets something that this version of Martlet does
  ///   not know, because a setting that is dropped silently is one that is believed to hold.
  public init(json: JSONValue) throws(BodyError) {
    let reader = try BodyReader(json)
    for (name, harmless) in Self.unsupportedMembers {
      guard let value = reader.value(name), value != harmless else { continue }
      throw BodyError(
        .unsupportedSetting,
        "this version of Martlet does not support the setting \"\(name)\" yet: remove it from the request",
        at: JSONPointer([name]))
    }
    level = Self.field(reader, "compatibility", try CompatibilityLevel(reader, "compatibility"))
    normalizes = Self.field(reader, "normalize", try reader.bool("normalize"))
    validatesNewSchemas = Self.field(reader, "validateNewSchemas", try reader.bool("validateNewSchemas"))
  }

  public var json: JSONValue {
    var members = JSONObject()
    members["normalize"] = normalizes.json(JSONValue.bool)
    members["validateNewSchemas"] = validatesNewSchemas.json(JSONValue.bool)
    members["compatibility"] = level.json { .string($0.rawValue) }
    return .object(members)
  }

  /// The settings of the API that are not supported, with the value that says what holds without them anyway.
  private static let unsupportedMembers: KeyValuePairs<String, JSONValue> = [
    "alias": "", "aliasForDeks": "", "compatibilityGroup": "", "compatibilityPolicy": "STRICT",
    "validateFields": false, "validateRules": false, "defaultMetadata": nil, "overrideMetadata": nil,
    "defaultRuleSet": nil, "overrideRuleSet": nil,
  ]

  private static func field<Value>(_ reader: BodyReader, _ name: String, _ value: Value?) -> Field<Value> {
    if let value { return .value(value) }
    return reader.mentions(name) ? .null : .absent
  }
}

extension ConfigUpdateBody.Field {
  /// A setting that is stored, or absent.
  public init(stored value: Value?) {
    self = value.map(Self.value) ?? .absent
  }

  fileprivate func json(_ convert: (Value) -> JSONValue) -> JSONValue? {
    switch self {
    case .absent: nil
    case .null: .null
    case .value(let value): convert(value)
    }
  }
}
