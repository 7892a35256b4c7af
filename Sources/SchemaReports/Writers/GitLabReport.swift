import SchemaCore

/// GitLab's code quality report: an array of issues.
///
/// Source: GitLab, "Code Quality", the fields that it reads.
struct GitLabReport {
  func text(of report: Report) -> String {
    let findings = report.findings
    let issues = zip(findings, Fingerprint.list(findings)).map(issue)
    return JSONWriter.text(.array(issues), style: .pretty)
  }

  private func issue(_ finding: Finding, _ fingerprint: String) -> JSONValue {
    let severity: JSONValue =
      switch finding.severity {
      case .error: "major"
      case .warning: "minor"
      case .note: "info"
      }
    return [
      "description": .string(finding.paragraph), "check_name": .string(finding.rule),
      "fingerprint": .string(fingerprint), "severity": severity,
      "location": [
        "path": .string(finding.file ?? "-"),
        "lines": ["begin": .number(JSONNumber(finding.position?.line ?? 1))],
      ],
    ]
  }
}
