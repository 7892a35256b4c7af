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

  /// Lines for people. `colored` marks the verdict.
  func text(colored: Bool) -> String {
    guard let findings else {
      return StatusMark.good("ok").text(colored: colored) + ": \(candidate) is compatible with \(target) (\(level))"
    }
    var lines = [
      StatusMark.bad("incompatible").text(colored: colored)
        + ": \(candidate) cannot follow \(version(findings)) of \(target) (\(level))"
    ]
    for finding in findings.findings {
      let words = words(finding.direction, findings)
      let incompatibility = finding.incompatibility
      lines.append("")
      lines.append("  \(incompatibility.kind) at \(incompatibility.path)")
      lines.append("    \(incompatibility.explanation.text(reader: words.reader, writer: words.writer))")
      lines.append("    breaks: \(finding.direction.breaks(version(findings)))")
      if let remedy = finding.remedy { lines.append("    fix:    \(remedy)") }
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
      object["findings"] = .array(findings.findings.map { json($0, findings) })
    }
    return .object(object)
  }

  private func json(_ finding: CompatibilityFindings.Finding, _ findings: CompatibilityFindings) -> JSONValue {
    let words = words(finding.direction, findings)
    let incompatibility = finding.incompatibility
    var object: JSONObject = [
      "rule": .string(incompatibility.kind.rawValue), "path": .string(incompatibility.path),
      "direction": .string(finding.direction.rawValue),
      "explanation": .string(incompatibility.explanation.text(reader: words.reader, writer: words.writer)),
      "breaks": .string(finding.direction.breaks(version(findings))),
      "message": .string(
        incompatibility.message.text(reader: finding.direction.words.reader, writer: finding.direction.words.writer)),
    ]
    object["fix"] = finding.remedy.map(JSONValue.string)
    return .object(object)
  }

  private func version(_ findings: CompatibilityFindings) -> String {
    findings.earlier.version.map { "version \($0)" } ?? "the schema"
  }

  private func words(
    _ direction: CompatibilityDirection, _ findings: CompatibilityFindings
  ) -> (reader: String, writer: String) {
    let earlier = findings.earlier.version.map { "old (version \($0))" } ?? "old"
    return direction == .backward ? ("new", earlier) : (earlier, "new")
  }
}

extension CompatibilityDirection {
  /// Whom a finding in this direction keeps from reading what.
  ///
  /// - Parameter version: what the earlier schema is called.
  func breaks(_ version: String) -> String {
    switch self {
    case .backward: "consumers that move to the new schema cannot read what was written with \(version)"
    case .forward: "consumers that stay on \(version) cannot read what producers write with the new schema"
    }
  }
}
