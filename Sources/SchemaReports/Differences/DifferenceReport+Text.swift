import SchemaCore

extension DifferenceReport {
  /// The tree as lines for a terminal: `+` is new, `-` is gone, `~` has changed, `↕` stands elsewhere.
  public func text(isColored: Bool = false) -> String {
    var lines = [summary]
    add(difference, indent: 1, isColored, to: &lines)
    return lines.joined(separator: "\n")
  }

  private func add(_ part: SchemaDifference, indent: Int, _ isColored: Bool, to lines: inout [String]) {
    let margin = String(repeating: "  ", count: indent)
    if !part.path.isEmpty || part.change != .none {
      lines.append(Self.colored(margin + part.sign + " " + part.headline, part.change, isColored))
    }
    for detail in part.details {
      let change = "\(SchemaDifference.Detail.shown(detail.old)) → \(SchemaDifference.Detail.shown(detail.new))"
      lines.append("\(margin)    \(detail.aspect): \(change)")
    }
    for effect in part.effects {
      lines.append("\(margin)    \(Self.words(for: effect)): \(effect.rule)")
      lines.append("\(margin)      \(Printable.text(effect.explanation))")
    }
    for child in part.children { add(child, indent: indent + 1, isColored, to: &lines) }
  }

  private static func colored(_ line: String, _ change: SchemaDifference.Change, _ isColored: Bool) -> String {
    guard isColored else { return line }
    switch change {
    case .added: return "\u{1B}[32m\(line)\u{1B}[0m"
    case .removed: return "\u{1B}[31m\(line)\u{1B}[0m"
    case .renamed, .changed, .moved: return "\u{1B}[33m\(line)\u{1B}[0m"
    case .none: return line
    }
  }
}
