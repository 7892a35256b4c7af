/// Swift source that is being written, line by line.
package struct SourceText {
  /// The longest line that is written without need.
  package static let maximumColumns = 120

  package private(set) var text = ""
  private var depth = 0

  package init() {}

  /// Columns that are left in a line.
  package var columns: Int { Self.maximumColumns - 2 * depth }

  /// Writes a line, or several that `content` has; all of them move to the right as far as the source is indented.
  package mutating func line(_ content: String = "") {
    for row in content.split(separator: "\n", omittingEmptySubsequences: false) {
      text += row.isEmpty ? "\n" : String(repeating: "  ", count: depth) + row + "\n"
    }
  }

  package mutating func block(_ head: String, _ body: (inout SourceText) -> Void) {
    line("\(head) {")
    indented(body)
    line("}")
  }

  package mutating func indented(_ body: (inout SourceText) -> Void) {
    depth += 1
    body(&self)
    depth -= 1
  }

  /// A comment, broken into lines; none for no text.
  package mutating func documentation(_ paragraphs: String?...) { documentation(paragraphs.compactMap { $0 }) }

  /// A comment, broken into lines; none for no text.
  package mutating func documentation(_ paragraphs: [String]) {
    var isFirst = true
    for paragraph in paragraphs {
      let lines = paragraph.split(whereSeparator: \.isNewline)
      guard lines.contains(where: { !$0.allSatisfy(\.isWhitespace) }) else { continue }
      if !isFirst { line("///") }
      isFirst = false
      for line in lines { wrap(line, behind: "///") }
    }
  }

  /// A comment that is no documentation, broken into lines that begin further in.
  package mutating func comment(_ text: String) {
    for line in text.split(whereSeparator: \.isNewline) { wrap(line, behind: "//", further: "//  ") }
  }

  private mutating func wrap(_ content: Substring, behind mark: String, further: String? = nil) {
    var (row, start) = (mark, mark)
    for word in content.split(whereSeparator: \.isWhitespace) {
      // Characters that are not seen have no place in source.
      let word = String(word.unicodeScalars.filter { $0.properties.generalCategory != .control })
      if row.count + 1 + word.count > columns && row != start {
        line(row)
        start = further ?? mark
        row = start
      }
      row += " \(word)"
    }
    if row != start { line(row) }
  }

  /// A list in parentheses behind `head`: in the line if there is room, else an item a line.
  package mutating func list(_ head: String, _ items: [String], end: String = "") {
    let short = "\(head)(\(items.joined(separator: ", ")))\(end)"
    if short.count <= columns { return line(short) }
    line("\(head)(")
    indented { text in
      for (place, item) in items.enumerated() { text.line(item + (place == items.count - 1 ? "" : ",")) }
    }
    line(")\(end)")
  }
}
