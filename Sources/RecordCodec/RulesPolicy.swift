import SchemaCore

/// What to do with records whose schemas have rules that a client should execute. Rules are not executed here.
public enum RulesPolicy: String, Hashable, Sendable, CaseIterable {
  /// No record is written or read with such a schema: a rule may encrypt fields, or say what must hold.
  case refuse
  /// Records are written and read as if there were no rules.
  case ignore

  /// Refuses a schema whose rules would have to be executed in this direction.
  func check(
    _ schema: SchemaText, _ direction: RuleDirection, _ identity: FrameIdentity
  ) throws(RecordCodecError) {
    guard self == .refuse, let rules = schema.ruleSet else { return }
    let names = rules.names(executedWhen: direction)
    if !names.isEmpty { throw .rules(names, identity) }
  }
}

/// What is done with a record.
enum RuleDirection {
  case writing, reading

  fileprivate var modes: [Rule.Mode] {
    switch self {
    case .writing: [.write, .writeRead]
    case .reading: [.read, .writeRead, .upgrade, .downgrade, .upDown]
    }
  }
}

extension RuleSet {
  /// The names of the rules that clients execute in a direction, in order: of those that are not switched off.
  ///
  /// Migrations count for reading, because which versions they lead to is not known here.
  fileprivate func names(executedWhen direction: RuleDirection) -> [String] {
    switch enableAt ?? .all {
    case .gateway, .server, .none: return []
    case .all, .client: break
    }
    return rules.filter { !$0.isDisabled && direction.modes.contains($0.mode) }.map { $0.name ?? "(without a name)" }
  }
}
