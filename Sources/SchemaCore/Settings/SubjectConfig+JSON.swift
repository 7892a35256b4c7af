extension SubjectConfig {
  /// Reads all settings but the level, which is named differently from place to place.
  ///
  /// A policy that is not known counts as none, as in the reference, and an empty name as none.
  ///
  /// - Throws: `JSONShapeError` naming the member that is wrong.
  public init(_ reader: JSONObjectReader) throws(JSONShapeError) {
    func name(_ field: Field) throws(JSONShapeError) -> ExactText? {
      guard let text = try reader.string(field.rawValue), !text.isEmpty else { return nil }
      return ExactText(text)
    }
    self.init(
      policy: try reader.string(Field.policy.rawValue).flatMap(CompatibilityPolicy.init(name:)),
      group: try name(.group), normalizes: try reader.bool(Field.normalizes.rawValue),
      validatesFields: try reader.bool(Field.validatesFields.rawValue),
      validatesNewSchemas: try reader.bool(Field.validatesNewSchemas.rawValue),
      validatesRules: try reader.bool(Field.validatesRules.rawValue), alias: try name(.alias),
      aliasForKeys: try name(.aliasForKeys), defaultMetadata: try reader.metadata(Field.defaultMetadata.rawValue),
      overrideMetadata: try reader.metadata(Field.overrideMetadata.rawValue),
      defaultRuleSet: try reader.ruleSet(Field.defaultRuleSet.rawValue),
      overrideRuleSet: try reader.ruleSet(Field.overrideRuleSet.rawValue))
  }

  /// The settings that have a value, in the order in which records are stored.
  ///
  /// - Parameter levelName: what the level is called here.
  public func members(levelName: String) -> JSONObject {
    var members = JSONObject()
    members[Field.alias.rawValue] = alias.map { .string($0.text) }
    members[Field.aliasForKeys.rawValue] = aliasForKeys.map { .string($0.text) }
    members[Field.normalizes.rawValue] = normalizes.map(JSONValue.bool)
    members[Field.validatesFields.rawValue] = validatesFields.map(JSONValue.bool)
    members[Field.validatesNewSchemas.rawValue] = validatesNewSchemas.map(JSONValue.bool)
    members[Field.validatesRules.rawValue] = validatesRules.map(JSONValue.bool)
    members[levelName] = level.map { .string($0.rawValue) }
    members[Field.policy.rawValue] = policy.map { .string($0.rawValue) }
    members[Field.group.rawValue] = group.map { .string($0.text) }
    members[Field.defaultMetadata.rawValue] = defaultMetadata?.json
    members[Field.overrideMetadata.rawValue] = overrideMetadata?.json
    members[Field.defaultRuleSet.rawValue] = defaultRuleSet?.json
    members[Field.overrideRuleSet.rawValue] = overrideRuleSet?.json
    return members
  }
}

extension JSONObjectReader {
  /// The metadata under a name.
  public func metadata(_ name: String) throws(JSONShapeError) -> SchemaMetadata? {
    guard let reader = try object(name) else { return nil }
    return try SchemaMetadata(reader)
  }

  /// The rule set under a name.
  public func ruleSet(_ name: String) throws(JSONShapeError) -> RuleSet? {
    guard let reader = try object(name) else { return nil }
    return try RuleSet(reader)
  }
}
