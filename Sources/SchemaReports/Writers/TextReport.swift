import SchemaCore

/// A report for people at a terminal.
struct TextReport {
  var isColored: Bool

  func text(of report: Report) -> String {
    var text = ""
    var lastIsLine = false
    for entry in report.entries where entry.outcome != .unchanged {
      // What passed takes a line; only what has more to say is set apart.
      let isLine = entry.findings.isEmpty
      if isLine && !report.namesPassed { continue }
      if !text.isEmpty { text += isLine && lastIsLine ? "\n" : "\n\n" }
      text += self.text(of: entry)
      lastIsLine = isLine
    }
    if let summary = report.summary { text += (text.isEmpty ? "" : "\n\n") + summary }
    return text
  }

  private func text(of entry: Report.Entry) -> String {
    var lines = [entry.statusMark.text(colored: isColored) + ": " + Printable.text(entry.verdict)]
    if let comparison = entry.findings.lazy.compactMap(\.comparison).first, let origin = comparison.levelOrigin {
      lines.append("  level: \(comparison.level), set by \(Printable.text(origin))")
    }
    for finding in entry.findings where finding.severity != .note {
      lines.append("")
      lines += self.lines(of: finding)
    }
    let notes = entry.findings.filter { $0.severity == .note }
    if notes.count < entry.findings.count && !notes.isEmpty { lines.append("") }
    return (lines + self.lines(of: notes)).joined(separator: "\n")
  }

  private func lines(of finding: Finding) -> [String] {
    let severity = finding.severity == .warning ? "warning: " : ""
    var head = "  \(severity)\(finding.rule)"
    if let path = finding.path { head += " at \(path)" }
    if let place = finding.place { head += " (\(place))" }
    var lines = [head, "    \(finding.message)"]
    if let reason = finding.reason {
      lines.append((finding.comparison == nil ? "    why:    " : "    breaks: ") + reason)
    }
    if let old = finding.oldText { lines.append("    old:    \(old)") }
    if let new = finding.newText { lines.append("    new:    \(new)") }
    if let fix = finding.fix { lines.append("    fix:    \(fix)") }
    if let order = finding.comparison?.upgradeOrder { lines.append("    order:  \(order.advice)") }
    return lines.map(Printable.text)
  }

  /// Notes of one kind together: they ask for nothing.
  private func lines(of notes: [Finding]) -> [String] {
    var lines: [String] = []
    var kinds = Dictionary(grouping: notes) { $0.rule + $0.message }
    for note in notes {
      guard let same = kinds.removeValue(forKey: note.rule + note.message) else { continue }
      let places = same.compactMap { $0.path ?? $0.place }
      lines.append("  note: \(note.message)")
      if places.isEmpty { continue }
      let more = places.count > Self.shownPlaces ? " and \(places.count - Self.shownPlaces) more" : ""
      lines.append("    at \(places.prefix(Self.shownPlaces).joined(separator: ", "))\(more)")
    }
    return lines.map(Printable.text)
  }

  /// How many places of one harmless kind are named.
  private static let shownPlaces = 3
}
