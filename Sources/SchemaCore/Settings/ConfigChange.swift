/// A change of settings: what is not mentioned is kept.
public struct ConfigChange: Hashable, Sendable {
  /// What is set; what is nil here is kept, or cleared.
  public var values: SubjectConfig
  /// What is cleared.
  public var cleared: Set<SubjectConfig.Field>

  public init(_ values: SubjectConfig = SubjectConfig(), clearing cleared: Set<SubjectConfig.Field> = []) {
    self.values = values
    self.cleared = cleared
  }

  /// True if nothing is mentioned.
  public var isEmpty: Bool { self == ConfigChange() }

  /// The settings after the change.
  public func applied(to old: SubjectConfig) -> SubjectConfig {
    var kept = old
    for field in cleared { kept.clear(field) }
    return values.filled(from: kept)
  }
}

extension SubjectConfig {
  /// The name of a setting, as a change of settings spells it.
  public enum Field: String, Hashable, Sendable, CaseIterable {
    case alias
    case aliasForKeys = "aliasForDeks"
    case normalizes = "normalize"
    case validatesFields = "validateFields"
    case validatesNewSchemas = "validateNewSchemas"
    case validatesRules = "validateRules"
    case level = "compatibility"
    case policy = "compatibilityPolicy"
    case group = "compatibilityGroup"
    case defaultMetadata, overrideMetadata, defaultRuleSet, overrideRuleSet
  }

  fileprivate mutating func clear(_ field: Field) {
    switch field {
    case .alias: alias = nil
    case .aliasForKeys: aliasForKeys = nil
    case .normalizes: normalizes = nil
    case .validatesFields: validatesFields = nil
    case .validatesNewSchemas: validatesNewSchemas = nil
    case .validatesRules: validatesRules = nil
    case .level: level = nil
    case .policy: policy = nil
    case .group: group = nil
    case .defaultMetadata: defaultMetadata = nil
    case .overrideMetadata: overrideMetadata = nil
    case .defaultRuleSet: defaultRuleSet = nil
    case .overrideRuleSet: overrideRuleSet = nil
    }
  }

  /// These settings, with the gaps filled by others.
  fileprivate func filled(from other: SubjectConfig) -> SubjectConfig {
    SubjectConfig(
      level: level ?? other.level, policy: policy ?? other.policy, group: group ?? other.group,
      normalizes: normalizes ?? other.normalizes, validatesFields: validatesFields ?? other.validatesFields,
      validatesNewSchemas: validatesNewSchemas ?? other.validatesNewSchemas,
      validatesRules: validatesRules ?? other.validatesRules, alias: alias ?? other.alias,
      aliasForKeys: aliasForKeys ?? other.aliasForKeys, defaultMetadata: defaultMetadata ?? other.defaultMetadata,
      overrideMetadata: overrideMetadata ?? other.overrideMetadata,
      defaultRuleSet: defaultRuleSet ?? other.defaultRuleSet, overrideRuleSet: overrideRuleSet ?? other.overrideRuleSet)
  }
}
