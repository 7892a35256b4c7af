import SchemaCore

extension DifferenceReport {
  /// The two versions beside each other: what was on the left, what is on the right.
  ///
  /// - Parameter width: how many characters a line may have; at least 40 are taken.
  public func columns(width: Int) -> String {
    let column = (max(width, 40) - 3) / 2
    var rows = [Self.row(Printable.text(old), " ", Printable.text(new), column)]
    rows.append(String(repeating: "─", count: column) + "─┼─" + String(repeating: "─", count: column))
    add(difference, indent: 0, column, to: &rows)
    return rows.joined(separator: "\n")
  }

  private func add(_ part: SchemaDifference, indent: Int, _ column: Int, to rows: inout [String]) {
    let margin = String(repeating: "  ", count: indent)
    func cell(_ text: String?) -> String { text.map { margin + Printable.text($0) } ?? "" }
    rows.append(Self.row(cell(part.oldSummary), part.sign, cell(part.newSummary), column))
    // What the lines themselves do not show.
    for detail in part.details where part.oldSummary == part.newSummary {
      func inner(_ text: String?) -> String { text.map { "\(margin)  \(detail.aspect): \(Printable.text($0))" } ?? "" }
      rows.append(Self.row(inner(detail.old), "~", inner(detail.new), column))
    }
    for child in part.children { add(child, indent: indent + 1, column, to: &rows) }
  }

  private static func row(_ left: String, _ sign: String, _ right: String, _ column: Int) -> String {
    let cut = fitted(left, column)
    let line = cut + String(repeating: " ", count: max(0, column - cut.count)) + " \(sign) " + fitted(right, column)
    return String(line.reversed().drop { $0 == " " }.reversed())
  }

  private static func fitted(_ text: String, _ column: Int) -> String {
    text.count > column ? text.prefix(column - 1) + "…" : text
  }
}
