/// The rules of a data contract. Part of the content's identity.
///
/// A rule set without rules is not the same as none: it keeps a version from inheriting its predecessor's.
public struct RuleSet: Hashable, Sendable {
  /// Who executes the rules.
  public enum ExecutionEnvironment: String, Hashable, Sendable, CaseIterable {
    case all = "ALL"
    case client = "CLIENT"
    case gateway = "GATEWAY"
    case server = "SERVER"
    case none = "NONE"
  }

  /// Rules between versions: how records of one become records of the next.
  public var migrationRules: [Rule]
  /// Rules about the values of records.
  public var domainRules: [Rule]
  /// Rules about the encoded bytes of records.
  public var encodingRules: [Rule]
  /// Who executes the rules; nil if nothing is said.
  public var enableAt: ExecutionEnvironment?

  public init(
    migrationRules: [Rule] = [], domainRules: [Rule] = [], encodingRules: [Rule] = [],
    enableAt: ExecutionEnvironment? = nil
  ) {
    self.migrationRules = migrationRules
    self.domainRules = domainRules
    self.encodingRules = encodingRules
    self.enableAt = enableAt
  }

  /// The rules of all lists, in the order in which they count for the identity.
  public var rules: [Rule] { migrationRules + domainRules + encodingRules }

  /// This set with the other's rules on top: a rule of this set gives way to one of the same name in the same list.
  public func merging(_ other: RuleSet) -> RuleSet {
    RuleSet(
      migrationRules: migrationRules.merging(other.migrationRules),
      domainRules: domainRules.merging(other.domainRules),
      encodingRules: encodingRules.merging(other.encodingRules), enableAt: other.enableAt ?? enableAt)
  }

  /// This set without the rules of these names.
  public func removing(_ names: TextSet) -> RuleSet {
    func left(_ rules: [Rule]) -> [Rule] { rules.filter { rule in !(rule.name.map(names.contains) ?? false) } }
    return RuleSet(
      migrationRules: left(migrationRules), domainRules: left(domainRules), encodingRules: left(encodingRules),
      enableAt: enableAt)
  }
}

extension [Rule] {
  fileprivate func merging(_ other: [Rule]) -> [Rule] {
    let replaced = Set(other.compactMap { $0.name.map(ExactText.init(_:)) })
    return filter { rule in !(rule.name.map { replaced.contains(ExactText($0)) } ?? false) } + other
  }
}
