import SchemaCore

/// Test results of JUnit: what was looked at is a test case, and fails by its findings.
struct JUnitReport {
  func text(of report: Report) -> String {
    let failures = report.entries.count { $0.outcome == .failed }
    var lines = [
      #"<?xml version="1.0" encoding="UTF-8"?>"#,
      #"<testsuites name="martlet" tests="\#(report.entries.count)" failures="\#(failures)">"#,
      #"  <testsuite name="martlet \#(Self.escaped(report.command))" tests="\#(report.entries.count)" "#
        + #"failures="\#(failures)" errors="0" skipped="0">"#,
    ]
    for entry in report.entries { lines += self.lines(of: entry, command: report.command) }
    lines += ["  </testsuite>", "</testsuites>"]
    return lines.joined(separator: "\n")
  }

  private func lines(of entry: Report.Entry, command: String) -> [String] {
    let file = entry.file.map { #" file="\#(Self.escaped($0))""# } ?? ""
    let head =
      #"    <testcase classname="martlet.\#(Self.escaped(command))" name="\#(Self.escaped(entry.name))"\#(file)"#
    if entry.findings.isEmpty { return [head + "/>"] }
    var lines = [head + ">"]
    let told = TextReport(isColored: false).text(of: Report(command: command, entries: [entry]))
    if entry.outcome == .failed {
      let rules = Set(entry.findings.filter { $0.severity == .error }.map(\.rule)).sorted().joined(separator: " ")
      lines.append(
        #"      <failure message="\#(Self.escaped(entry.verdict))" type="\#(Self.escaped(rules))">"#
          + Self.escaped(told) + "</failure>")
    } else {
      lines.append("      <system-out>" + Self.escaped(told) + "</system-out>")
    }
    return lines + ["    </testcase>"]
  }

  /// The text for attributes and elements. What XML 1.0 cannot hold becomes a replacement character.
  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "\n", "\t": escaped += "&#\(scalar.value);"
      case "\u{FFFE}", "\u{FFFF}": escaped += "\u{FFFD}"
      default: escaped.unicodeScalars.append(scalar.value < 0x20 ? "\u{FFFD}" : scalar)
      }
    }
    return escaped
  }
}
