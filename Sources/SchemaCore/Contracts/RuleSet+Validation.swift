/// Why a rule set cannot be kept.
public struct RuleSetError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong, for programs.
  public enum Kind: Hashable, Sendable {
    case duplicateName
    case missingName
    case emptyName
    case nameTooLong
    case illegalName
    case missingType
    /// Two actions where the rule is executed in one direction only.
    case ambiguousActions
    /// A mode that rules of this list do not have.
    case illegalMode
    /// Rules to replace all and rules to change some at once.
    case conflictingEdits
  }

  /// What is wrong, for programs.
  public var kind: Kind
  /// A sentence for people: the reference registry's, as clients compare it.
  public var description: String

  public init(_ kind: Kind, _ description: String) {
    self.kind = kind
    self.description = description
  }
}

extension RuleSet {
  /// Checks what every registry demands of rules; their expressions are not looked at.
  ///
  /// Source: the REST API's section on the validation of rule sets.
  ///
  /// - Throws: `RuleSetError` about the first rule that is not as it must be.
  public func validate() throws(RuleSetError) {
    var names: Set<ExactText> = []
    for rule in rules {
      try rule.validate()
      if let name = rule.name, !names.insert(ExactText(name)).inserted {
        throw RuleSetError(.duplicateName, "Found rule with duplicate name '\(name)'")
      }
    }
    let versionModes: [Rule.Mode] = [.upgrade, .downgrade, .upDown]
    let valueModes: [Rule.Mode] = [.write, .read, .writeRead]
    try Self.check(migrationRules, "Migration", have: versionModes)
    try Self.check(domainRules, "Domain", have: valueModes)
    try Self.check(encodingRules, "Encoding", have: valueModes)
  }

  private static func check(_ rules: [Rule], _ list: String, have modes: [Rule.Mode]) throws(RuleSetError) {
    if rules.allSatisfy({ modes.contains($0.mode) }) { return }
    let names = modes.map(\.rawValue).joined(separator: ", ")
    throw RuleSetError(.illegalMode, "\(list) rules can only be \(names)")
  }
}

extension Rule {
  private static let maximumNameLength = 256

  fileprivate func validate() throws(RuleSetError) {
    guard let name else { throw RuleSetError(.missingName, "Missing rule name") }
    guard let first = name.utf8.first else { throw RuleSetError(.emptyName, "Empty rule name") }
    if name.utf16.count > Self.maximumNameLength { throw RuleSetError(.nameTooLong, "Rule name too long") }
    if !Self.mayBegin(first) { throw RuleSetError(.illegalName, "Illegal initial character in rule name: \(name)") }
    if !name.utf8.allSatisfy({ Self.mayBegin($0) || Self.mayFollow($0) }) {
      throw RuleSetError(.illegalName, "Illegal character in rule name: \(name)")
    }
    if type?.isEmpty ?? true { throw RuleSetError(.missingType, "Missing rule type") }
    if mode != .writeRead && mode != .upDown && [onSuccess, onFailure].contains(where: { $0?.contains(",") ?? false }) {
      throw RuleSetError(.ambiguousActions, "Multiple actions only valid with WRITEREAD and UPDOWN")
    }
  }

  private static func mayBegin(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"): true
    default: false
    }
  }

  private static func mayFollow(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "-")
  }
}
