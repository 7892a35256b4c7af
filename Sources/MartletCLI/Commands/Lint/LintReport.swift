import SchemaCore
import SchemaReports

/// What was found, as reports have it.
struct LintReport {
  var verdict: LintVerdict
  /// All files that were looked at.
  var files: [String]
  /// What the settings' file is called.
  var settings: String

  var report: Report {
    let byFile = Dictionary(grouping: verdict.entries, by: \.file)
    var entries = files.map { file in entry(file, byFile[file] ?? []) }
    if let found = byFile[nil] { entries.append(entry(settings, found)) }
    return Report(command: "lint", entries: entries, rules: RuleExplanation.catalog)
  }

  private func entry(_ file: String, _ found: [LintVerdict.Entry]) -> Report.Entry {
    let findings = found.map { finding($0.finding, in: file) }
    let count = findings.count == 1 ? "1 finding" : "\(findings.count) findings"
    let verdict = findings.isEmpty ? "\(file) is as the rules want it" : "\(file): \(count)"
    return Report.Entry(file, file: file, mark: findings.isEmpty ? nil : "lint", verdict: verdict, findings: findings)
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
