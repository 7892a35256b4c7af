import SchemaCore
import SchemaReports

/// What was found, as reports have it.
struct LintReport {
  /// The files that one `martlet.yaml` is about, and what was found in them.
  private struct Group {
    let settings: LintSettingsSource.Settings
    var files: [String] = []
    var verdict: LintVerdict
  }

  /// By the files of the settings, in the order in which they were first needed.
  private var groups: [Group] = []
  private var places: [String?: Int] = [:]
  private let today: CalendarDate

  /// - Parameter today: exceptions that end before it do not hold any more.
  init(today: CalendarDate) {
    self.today = today
  }

  /// Adds what was found in a file.
  mutating func add(_ findings: [LintFinding], in file: String, _ settings: LintSettingsSource.Settings) {
    let place = places[settings.file] ?? groups.count
    if place == groups.count {
      places[settings.file] = place
      groups.append(Group(settings: settings, verdict: LintVerdict(settings.settings, today: today)))
    }
    groups[place].files.append(file)
    groups[place].verdict.add(findings, in: settings.name(of: file))
  }

  /// Adds what is wrong with the settings, when all files were added.
  mutating func addSettings(of files: LintedFiles) {
    let known = Set(LintRules.all.map(\.rule.name))
    for place in groups.indices {
      let folder = groups[place].settings.file.map(FilePath.folder)
      groups[place].verdict.addSettings(known: known, isComplete: folder.map(files.holds) ?? false)
    }
  }

  var report: Report {
    var result = Report(command: "lint", rules: RuleExplanation.catalog, namesPassed: false)
    for group in groups {
      let byFile = Dictionary(grouping: group.verdict.entries, by: \.file)
      result.entries += group.files.map { file in entry(file, byFile[group.settings.name(of: file)] ?? []) }
      if let found = byFile[nil] { result.entries.append(entry(group.settings.file ?? "the settings", found)) }
    }
    result.summary = summary(of: result)
    return result
  }

  private func entry(_ file: String, _ found: [LintVerdict.Entry]) -> Report.Entry {
    let findings = found.map { finding($0.finding, in: file) }
    let count = findings.count == 1 ? "1 finding" : "\(findings.count) findings"
    let verdict = findings.isEmpty ? "\(file) is as the rules want it" : "\(file): \(count)"
    return Report.Entry(
      file, file: file, mark: findings.isEmpty ? nil : "lint", verdict: verdict, findings: findings)
  }

  private func summary(of report: Report) -> String {
    let files = groups.reduce(0) { $0 + $1.files.count }
    let severities = report.findings.map(\.severity)
    let counts = Finding.Severity.allCases.reversed().compactMap { severity -> String? in
      let count = severities.count { $0 == severity }
      return count == 0 ? nil : "\(count) \(severity.rawValue)" + (count == 1 ? "" : "s")
    }
    let words = counts.isEmpty ? "nothing to find fault with" : counts.joined(separator: ", ")
    return "\(files) \(files == 1 ? "schema" : "schemas"): \(words)"
  }

  private func finding(_ found: LintFinding, in file: String) -> Finding {
    Finding(
      found.rule.name, found.message, severity: Finding.Severity(found.severity) ?? .note, file: file,
      position: found.position, path: found.path.isEmpty ? nil : found.path, reason: found.rule.reason,
      fix: found.fix.isEmpty ? nil : "martlet lint --fix \(file)")
  }
}

extension Finding.Severity {
  /// The same severity; nil for what is switched off.
  init?(_ severity: LintSeverity) {
    switch severity {
    case .off: return nil
    case .note: self = .note
    case .warning: self = .warning
    case .error: self = .error
    }
  }
}
