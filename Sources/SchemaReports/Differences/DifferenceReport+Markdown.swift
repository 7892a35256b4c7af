import SchemaCore

extension DifferenceReport {
  /// The tree as a list for a comment of a pull request, and under it what the changes break.
  public var markdown: String {
    let sides = "**\(MarkdownReport.code(old)) → \(MarkdownReport.code(new))**"
    if difference.isEmpty { return "\(sides): they mean the same" }
    var lines: [String] = []
    add(difference, indent: 0, to: &lines)
    let text =
      "\(sides): \(difference.count == 1 ? "1 change" : "\(difference.count) changes")\n\n"
      + lines.joined(separator: "\n")
    let effects = difference.allEffects
    if effects.isEmpty { return text + "\n\nNobody is broken." }
    let rows = effects.map { effect in
      "- **\(Self.words(for: effect))**: \(MarkdownReport.code(effect.rule)), \(MarkdownReport.code(effect.explanation))"
    }
    return text + "\n\n" + rows.joined(separator: "\n")
  }

  private func add(_ part: SchemaDifference, indent: Int, to lines: inout [String]) {
    let margin = String(repeating: "  ", count: indent)
    let isShown = !part.path.isEmpty || part.change != .none
    if isShown {
      let word = part.change == .none ? "" : "\(part.change.rawValue): "
      lines.append("\(margin)- \(word)\(MarkdownReport.code(part.headline))")
      for detail in part.details {
        let texts = [detail.old, detail.new].map { MarkdownReport.code(SchemaDifference.Detail.shown($0)) }
        lines.append("\(margin)  - \(detail.aspect): \(texts[0]) → \(texts[1])")
      }
    }
    for child in part.children { add(child, indent: isShown ? indent + 1 : indent, to: &lines) }
  }
}
