/// What is left of findings when a team's settings are applied, and what is wrong with the settings.
public struct LintVerdict: Hashable, Sendable {
  /// A finding, and the file that it is in; nil for the settings themselves.
  public struct Entry: Hashable, Sendable {
    public var file: String?
    public var finding: LintFinding

    public init(file: String?, _ finding: LintFinding) {
      self.file = file
      self.finding = finding
    }
  }

  /// In the order of the files, then of the settings.
  public private(set) var entries: [Entry] = []
  private let settings: LintSettings
  private let today: CalendarDate
  private var used: Set<Int> = []

  /// - Parameters:
  ///   - today: exceptions that end before it do not hold any more.
  public init(_ settings: LintSettings, today: CalendarDate) {
    self.settings = settings
    self.today = today
  }

  /// The most that a finding matters; nil if there is none.
  public var worst: LintSeverity? { entries.map(\.finding.severity).max() }

  /// Adds what was found in a file.
  public mutating func add(_ findings: [LintFinding], in file: String) {
    for var finding in findings {
      finding.severity = settings.severities[finding.rule.name] ?? finding.rule.severity
      if finding.severity == .off || isIgnored(finding, in: file) { continue }
      entries.append(Entry(file: file, finding))
    }
  }

  /// Adds what is wrong with the settings, when all files were added.
  ///
  /// - Parameters:
  ///   - known: the names of all rules.
  ///   - isComplete: true if all files were looked at that the settings are about, so that what hides nothing is not needed.
  public mutating func addSettings(known: Set<String>, isComplete: Bool) {
    for name in settings.severities.keys.sorted() where !known.contains(name) {
      add(LintSettings.unknownRule, name, Self.unknown(name, known), nil)
    }
    for (index, ignore) in settings.ignores.enumerated() {
      let name = ignore.path.map { "\(ignore.rule) at \($0)" } ?? ignore.rule
      if !ignore.rule.utf8.contains(UInt8(ascii: "*")), !known.contains(ignore.rule) {
        add(LintSettings.unknownRule, name, Self.unknown(ignore.rule, known), ignore.position)
      } else if let until = ignore.until, isOver(until) {
        add(
          LintSettings.expiredIgnore, name, "the exception from \(name) held until \(until): \(ignore.reason)",
          ignore.position)
      } else if isComplete && !used.contains(index) {
        add(LintSettings.unusedIgnore, name, "the exception from \(name) hides nothing: remove it", ignore.position)
      }
      if ignore.reason.utf8.allSatisfy({ $0 <= 0x20 }) {
        add(LintSettings.unfoundedIgnore, name, "the exception from \(name) has no reason: give one", ignore.position)
      }
    }
  }

  private static func unknown(_ name: String, _ known: Set<String>) -> String {
    let nearest = Spelling.nearest(to: name, among: known.sorted())
    return "\(name) is no rule: " + (nearest.map { "did you mean \($0)?" } ?? "martlet lint --list names them")
  }

  private mutating func add(_ rule: LintRule, _ path: String, _ message: String, _ position: TextPosition?) {
    var finding = LintFinding(rule, path: path, message, at: position)
    finding.severity = settings.severities[rule.name] ?? rule.severity
    if finding.severity != .off { entries.append(Entry(file: nil, finding)) }
  }

  private func isOver(_ date: CalendarDate) -> Bool { date.daysSinceEpoch < today.daysSinceEpoch }

  /// All exceptions that hold are used, so that none counts as unused because of another.
  private mutating func isIgnored(_ finding: LintFinding, in file: String) -> Bool {
    var isIgnored = false
    for (index, ignore) in settings.ignores.enumerated() {
      if let until = ignore.until, isOver(until) { continue }
      guard TextPattern(ignore.rule).matches(finding.rule.name) else { continue }
      if let path = ignore.path {
        let pattern = TextPattern(path)
        guard pattern.matches(file) || pattern.matches("\(file)#\(finding.path)") else { continue }
      }
      used.insert(index)
      isIgnored = true
    }
    return isIgnored
  }
}
