import RegistryAPI
import SchemaCore

/// The verdict on a candidate, for people and for programs.
struct CompatibilityText {
  /// What was checked, as its user calls it.
  var candidate: String
  /// What it was checked against, as its user calls it.
  var target: String
  var level: CompatibilityLevel
  /// Nil if it is compatible.
  var findings: CompatibilityFindings?
  /// The new schema, parsed and as it was written, to tell places in it; nil if it is not at hand.
  var source: (schema: any ParsedSchema, text: String)?

  /// Lines for people. `colored` marks the verdict.
  func text(colored: Bool) -> String {
    guard let findings else {
      return StatusMark.good("ok").text(colored: colored) + ": \(candidate) is compatible with \(target) (\(level))"
    }
    var lines = [
      StatusMark.bad("incompatible").text(colored: colored)
        + ": \(candidate) cannot follow \(version(findings)) of \(target) (\(level))"
    ]
    for finding in bodies(findings) {
      lines.append("")
      lines.append("  \(finding.rule) at \(finding.path) (\(place(finding)))")
      lines.append("    \(finding.explanation)")
      lines.append("    breaks: \(finding.breaks)")
      if let fix = finding.fix { lines.append("    fix:    \(fix)") }
    }
    return lines.joined(separator: "\n")
  }

  /// The same as data.
  var json: JSONValue {
    var object: JSONObject = [
      "schema": .string(candidate), "against": .string(target), "level": .string(level.rawValue),
      "compatible": .bool(findings == nil),
    ]
    if let findings {
      object["version"] = findings.earlier.version.map { .number(JSONNumber($0.rawValue)) }
      object["findings"] = bodies(findings).json
    }
    return .object(object)
  }

  private func bodies(_ findings: CompatibilityFindings) -> [FindingBody] {
    FindingBody.list(findings, candidate: source)
  }

  /// Where a finding is, for editors to jump to. A place in an earlier schema is one in its stored text, which nobody has
  /// open.
  private func place(_ finding: FindingBody) -> String {
    guard finding.side == .new else { return "in the old schema" }
    return finding.position.map { "\(candidate):\($0)" } ?? candidate
  }

  private func version(_ findings: CompatibilityFindings) -> String {
    findings.earlier.version.map { "version \($0)" } ?? "the schema"
  }
}
