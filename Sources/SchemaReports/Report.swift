public import SchemaCore

/// What a command found, ready to be written for people and programs.
public struct Report: Hashable, Sendable {
  /// What was looked at, and what came of it.
  public struct Entry: Hashable, Sendable {
    /// What came of it.
    public enum Outcome: String, Hashable, Sendable {
      /// Nothing is different from what there was before, so that nothing had to be looked at.
      case unchanged
      /// Nothing has to be done.
      case passed
      /// Something should be looked at.
      case warned
      /// Something must be changed.
      case failed
    }

    /// What it is called: a file or a subject.
    public var name: String
    /// The file, if it is one.
    public var file: String?
    /// The word that the verdict begins with, such as `incompatible`; nil for `ok`.
    public var mark: String?
    /// The verdict, which begins with the name: `payment.avsc is compatible with version 2`.
    public var verdict: String
    /// True if there was nothing to look at.
    public var isUnchanged: Bool
    /// What was found.
    public var findings: [Finding]
    /// More that programs may want to know, such as the subject and the level.
    public var facts: JSONObject

    public init(
      _ name: String, file: String? = nil, mark: String? = nil, verdict: String, isUnchanged: Bool = false,
      findings: [Finding] = [], facts: JSONObject = JSONObject()
    ) {
      self.name = name
      self.file = file
      self.mark = mark
      self.verdict = verdict
      self.isUnchanged = isUnchanged
      self.findings = findings
      self.facts = facts
    }

    /// What came of it, by the gravest finding.
    public var outcome: Outcome {
      switch findings.map(\.severity).max() {
      case .error: .failed
      case .warning: .warned
      case .note, nil: isUnchanged ? .unchanged : .passed
      }
    }
  }

  /// The command, such as `check`.
  public var command: String
  /// All that was looked at, in order.
  public var entries: [Entry]
  /// The whole in one sentence; nil where the entries say it.
  public var summary: String?
  /// The pages about the rules that findings name.
  public var rules: RuleCatalog
  /// False if people need not read what has passed.
  public var namesPassed: Bool

  public init(
    command: String, entries: [Entry] = [], summary: String? = nil, rules: RuleCatalog = RuleCatalog(),
    namesPassed: Bool = true
  ) {
    self.command = command
    self.entries = entries
    self.summary = summary
    self.rules = rules
    self.namesPassed = namesPassed
  }

  /// All findings, in order.
  public var findings: [Finding] { entries.flatMap(\.findings) }

  /// True if there is no finding that is at least so grave.
  public func isGood(failingFrom severity: Finding.Severity = .error) -> Bool {
    !entries.contains { entry in entry.findings.contains { $0.severity >= severity } }
  }
}
