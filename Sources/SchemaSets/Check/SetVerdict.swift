public import Registry
public import SchemaCore

/// What the registry would say to one schema of a set.
public struct SetVerdict: Sendable {
  /// What came of it.
  public enum Outcome: Sendable {
    /// It is there already.
    case unchanged
    /// It would be the first version of its subject.
    case new
    /// It would be the next version.
    case compatible
    /// Readers would break.
    case incompatible(CompatibilityReport)
    /// It is no schema that could be registered.
    case refused(RegistryError)
  }

  /// What a verdict rests on.
  public struct Grounds: Sendable {
    /// What it was compared with, such as `git:origin/main`.
    public var baseline: String
    /// The number of the last version there; nil if there is none.
    public var latest: SchemaVersion?
    /// What versions are called that have better names than their numbers.
    public var names: [SchemaVersion: String] = [:]
    /// The level in force.
    public var level: CompatibilityLevel
    /// Where that level was set.
    public var levelOrigin: String

    /// What a version is called in sentences.
    public func name(of version: SchemaVersion?) -> String {
      guard let version else { return baseline }
      return names[version] ?? "version \(version)"
    }
  }

  /// The schema.
  public var member: SchemaSet.Member
  public var outcome: Outcome
  /// The schema as its author wrote it; nil if it was not looked at.
  public var text: String?
  /// Nil if it was not looked at.
  public var grounds: Grounds?
  /// The schema, ready to be compared; nil if it was not looked at, or is none.
  public var parsed: (any ParsedSchema)?
  /// The versions that the level looks at, oldest first; none if nothing has changed.
  public var earlier: [(version: SchemaVersion, schema: any ParsedSchema)] = []

  init(member: SchemaSet.Member, outcome: Outcome) {
    self.member = member
    self.outcome = outcome
  }
}
