/// Something that a valid schema can be held against: a habit that has cost others time, money or readers.
///
/// Rules of one name in several formats are one idea, and are switched on and off together.
public struct LintRule: Hashable, Sendable {
  /// Words in lower case with hyphens between them.
  public var name: String
  /// How much it matters, where nothing else is configured.
  public var severity: LintSeverity
  /// Why, in one sentence for people.
  public var reason: String
  /// What is found, in a line of the format's text.
  public var example: String
  /// True if findings come with a change of the text that leaves the meaning of the schema as it is.
  public var isFixable: Bool

  public init(_ name: String, _ severity: LintSeverity, _ reason: String, example: String, isFixable: Bool = false) {
    self.name = name
    self.severity = severity
    self.reason = reason
    self.example = example
    self.isFixable = isFixable
  }
}

/// How much a finding matters.
public enum LintSeverity: String, Hashable, Sendable, CaseIterable, Comparable {
  /// The rule is not looked at.
  case off
  /// Good to know.
  case note
  /// To be looked at.
  case warning
  /// To be changed.
  case error

  public static func < (left: LintSeverity, right: LintSeverity) -> Bool {
    allCases.firstIndex(of: left) ?? 0 < allCases.firstIndex(of: right) ?? 0
  }
}
