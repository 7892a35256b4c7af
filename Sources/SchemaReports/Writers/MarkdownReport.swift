import SchemaCore

/// A comment of a pull request, in the Markdown that code hosts show.
struct MarkdownReport {
  func text(of report: Report) -> String {
    let failed = report.entries.filter { $0.outcome == .failed }
    let warned = report.entries.filter { $0.outcome == .warned }
    var parts = [failed.isEmpty ? "### ✅ martlet \(report.command)" : "### ❌ martlet \(report.command)"]
    parts.append(report.summary.map(Self.escaped) ?? Self.count(report, failed.count, warned.count))
    for entry in failed + warned { parts.append(section(entry)) }
    let passed = report.entries.filter { $0.outcome == .passed }
    if !passed.isEmpty { parts.append(list(passed)) }
    return parts.joined(separator: "\n\n")
  }

  private static func count(_ report: Report, _ failed: Int, _ warned: Int) -> String {
    var words = ["\(report.entries.count) looked at"]
    if failed > 0 { words.append("\(failed) to be changed") }
    if warned > 0 { words.append("\(warned) with warnings") }
    return words.joined(separator: ", ")
  }

  private func section(_ entry: Report.Entry) -> String {
    var parts = ["#### \(entry.outcome == .failed ? "❌" : "⚠️") \(Self.escaped(entry.verdict))"]
    for finding in entry.findings where finding.severity != .note { parts.append(text(of: finding)) }
    return parts.joined(separator: "\n\n")
  }

  private func text(of finding: Finding) -> String {
    let place = (finding.place ?? finding.path).map { " at \(Self.code($0))" } ?? ""
    var lines = ["- **\(Self.escaped(finding.rule))**\(place)", "  \(Self.escaped(finding.message))"]
    if let reason = finding.reason { lines.append("  **\(finding.reasonLabel):** \(Self.escaped(reason))") }
    if let fix = finding.fix { lines.append("  **Fix:** \(Self.escaped(fix))") }
    if let order = finding.comparison?.upgradeOrder { lines.append("  **Order:** \(Self.escaped(order.advice))") }
    // Two spaces end a line and not the paragraph.
    var text = lines.joined(separator: "  \n")
    if finding.oldText != nil || finding.newText != nil {
      let changes = [finding.oldText.map { "- \($0)" }, finding.newText.map { "+ \($0)" }].compactMap(\.self)
      let fence = Self.fence(around: changes.joined())
      text +=
        "\n\n  \(fence)diff\n" + changes.map { "  " + Printable.text($0) }.joined(separator: "\n") + "\n  \(fence)"
    }
    return text
  }

  private func list(_ passed: [Report.Entry]) -> String {
    let lines = passed.map { "- \(Self.escaped($0.verdict))" }.joined(separator: "\n")
    return "<details><summary>\(passed.count) fine</summary>\n\n\(lines)\n\n</details>"
  }

  /// Text that means nothing to Markdown, and cannot call anybody's name.
  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in Printable.text(text).unicodeScalars {
      switch scalar {
      case "\\", "`", "*", "_", "[", "]", "|", "#", "~":
        escaped += "\\"
        escaped.unicodeScalars.append(scalar)
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "&": escaped += "&amp;"
      case "@": escaped += "&#64;"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  static func code(_ text: String) -> String {
    let fence = String(repeating: "`", count: longestRun(of: "`", in: text) + 1)
    return fence.count == 1 ? "`\(Printable.text(text))`" : "\(fence) \(Printable.text(text)) \(fence)"
  }

  private static func fence(around text: String) -> String {
    String(repeating: "`", count: max(3, longestRun(of: "`", in: text) + 1))
  }

  private static func longestRun(of character: Unicode.Scalar, in text: String) -> Int {
    var longest = 0
    var run = 0
    for scalar in text.unicodeScalars {
      run = scalar == character ? run + 1 : 0
      longest = max(longest, run)
    }
    return longest
  }
}
