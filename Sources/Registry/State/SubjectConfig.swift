public import SchemaCore

/// The settings of a subject or a context; what is nil is taken from elsewhere.
public struct SubjectConfig: Hashable, Sendable {
  /// What new versions promise.
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
}

/// A change of settings: what is not mentioned is kept, an explicit nil clears.
public struct ConfigChange: Hashable, Sendable {
  /// Whether a setting is kept, or set to a value or to nothing.
  public enum Setting<Value: Hashable & Sendable>: Hashable, Sendable {
    case keep
    case set(Value?)

    func applied(to old: Value?) -> Value? {
      switch self {
      case .keep: old
      case .set(let new): new
      }
    }
  }

  public var level: Setting<CompatibilityLevel>
  public var normalizes: Setting<Bool>
  public var validatesNewSchemas: Setting<Bool>

  public init(
    level: Setting<CompatibilityLevel> = .keep, normalizes: Setting<Bool> = .keep,
    validatesNewSchemas: Setting<Bool> = .keep
  ) {
    self.level = level
    self.normalizes = normalizes
    self.validatesNewSchemas = validatesNewSchemas
  }

  func applied(to config: SubjectConfig) -> SubjectConfig {
    SubjectConfig(
      level: level.applied(to: config.level), normalizes: normalizes.applied(to: config.normalizes),
      validatesNewSchemas: validatesNewSchemas.applied(to: config.validatesNewSchemas))
  }
}
