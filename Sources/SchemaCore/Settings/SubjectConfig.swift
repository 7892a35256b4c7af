/// The settings of a subject or a context; what is nil is taken from elsewhere.
///
/// Source: the REST API's table of configuration fields.
public struct SubjectConfig: Hashable, Sendable {
  /// What new versions promise.
  public var level: CompatibilityLevel?
  /// How much a comparison overlooks.
  public var policy: CompatibilityPolicy?
  /// The metadata property by which versions are grouped: only those with one value are compared.
  public var group: ExactText?
  /// True if schemas are normalized whether a request asks for it or not.
  public var normalizes: Bool?
  /// True if new schemas are read strictly, and reserved fields are checked.
  public var validatesFields: Bool?
  /// False if new schemas are read as leniently as stored ones.
  public var validatesNewSchemas: Bool?
  /// Kept for clients; nothing depends on it.
  public var validatesRules: Bool?
  /// The subject that stands for this one.
  public var alias: ExactText?
  /// The subject that stands for this one where data encryption keys are concerned.
  public var aliasForKeys: ExactText?
  /// What schemas have unless they say otherwise.
  public var defaultMetadata: SchemaMetadata?
  /// What schemas have whatever they say.
  public var overrideMetadata: SchemaMetadata?
  /// Rules that schemas have unless they have others of those names.
  public var defaultRuleSet: RuleSet?
  /// Rules that schemas have whatever they have of those names.
  public var overrideRuleSet: RuleSet?

  public init(
    level: CompatibilityLevel? = nil, policy: CompatibilityPolicy? = nil, group: ExactText? = nil,
    normalizes: Bool? = nil, validatesFields: Bool? = nil, validatesNewSchemas: Bool? = nil,
    validatesRules: Bool? = nil, alias: ExactText? = nil, aliasForKeys: ExactText? = nil,
    defaultMetadata: SchemaMetadata? = nil, overrideMetadata: SchemaMetadata? = nil, defaultRuleSet: RuleSet? = nil,
    overrideRuleSet: RuleSet? = nil
  ) {
    self.level = level
    self.policy = policy
    self.group = group
    self.normalizes = normalizes
    self.validatesFields = validatesFields
    self.validatesNewSchemas = validatesNewSchemas
    self.validatesRules = validatesRules
    self.alias = alias
    self.aliasForKeys = aliasForKeys
    self.defaultMetadata = defaultMetadata
    self.overrideMetadata = overrideMetadata
    self.defaultRuleSet = defaultRuleSet
    self.overrideRuleSet = overrideRuleSet
  }

  /// True if schemas get metadata or rules from these settings.
  public var hasContract: Bool {
    defaultMetadata != nil || overrideMetadata != nil || defaultRuleSet != nil || overrideRuleSet != nil
  }
}
