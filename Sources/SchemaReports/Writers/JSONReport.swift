import SchemaCore

/// A report for programs.
struct JSONReport {
  /// What this build calls itself.
  var version: String

  func text(of report: Report) -> String {
    var object: JSONObject = [
      "tool": "martlet", "version": .string(version), "command": .string(report.command),
      "passed": .bool(report.isGood()),
    ]
    object["summary"] = report.summary.map(JSONValue.string)
    object["results"] = .array(report.entries.map(json))
    return JSONWriter.text(.object(object), style: .pretty)
  }

  private func json(_ entry: Report.Entry) -> JSONValue {
    var object: JSONObject = ["name": .string(entry.name)]
    object["file"] = entry.file.map(JSONValue.string)
    object["outcome"] = .string(entry.outcome.rawValue)
    for fact in entry.facts.members { object[fact.key] = fact.value }
    object["findings"] = .array(entry.findings.map(Self.json))
    return .object(object)
  }

  /// A finding as an object, which other forms have, too.
  static func json(_ finding: Finding) -> JSONValue {
    var object: JSONObject = [
      "rule": .string(finding.rule), "severity": .string(finding.severity.rawValue),
      "message": .string(finding.message),
    ]
    object["file"] = finding.file.map(JSONValue.string)
    object["line"] = finding.position.map { .number(JSONNumber($0.line)) }
    object["column"] = finding.position.map { .number(JSONNumber($0.column)) }
    object["path"] = finding.path.map(JSONValue.string)
    object[finding.reasonLabel.lowercased()] = finding.reason.map(JSONValue.string)
    object["old"] = finding.oldText.map(JSONValue.string)
    object["new"] = finding.newText.map(JSONValue.string)
    object["fix"] = finding.fix.map(JSONValue.string)
    if let comparison = finding.comparison { object["comparison"] = json(comparison) }
    return .object(object)
  }

  private static func json(_ comparison: Finding.Comparison) -> JSONValue {
    var object: JSONObject = ["earlier": .string(comparison.earlier)]
    object["version"] = comparison.version.map { .number(JSONNumber($0.rawValue)) }
    object["direction"] = .string(comparison.direction.rawValue)
    object["level"] = .string(comparison.level.rawValue)
    object["levelFrom"] = comparison.levelOrigin.map(JSONValue.string)
    object["upgrade"] = comparison.upgradeOrder.map { .string($0.rawValue) }
    object["registryMessage"] = comparison.registryMessage.map(JSONValue.string)
    return .object(object)
  }
}
