/// Writes a file in the layout of schema registries: two blanks for each level, an empty line between the sections of a
/// body, sections in a fixed order.
///
/// Empty lines within nested bodies carry the indentation of the body's first line, as they do in every registry's store.
struct SyntaxPrinter {
  /// For whom the text is.
  enum Style {
    /// Of the options of a field, `default` and `json_name` stand last, the last of each that is given.
    case canonical
    /// The options of a field stand as they are; extensions without fields are an empty section.
    case normalized
  }
  let style: Style
  /// True while the defaults of `bytes` fields are written without quotes, where they are words: as registries do in all
  /// syntaxes that they know.
  var bytesDefaultsAreBare = true
  private(set) var text = ""
  private var level = 0
  /// For each body that is open: whether nothing stands in it yet.
  private var isBodyEmpty: [Bool] = []

  init(_ style: Style) {
    self.style = style
  }

  mutating func write(_ more: String) {
    text += more
  }

  mutating func writeIndentation() {
    for _ in 0..<level { text += "  " }
  }

  mutating func writeLine(_ line: String) {
    writeIndentation()
    text += line
    text += "\n"
  }

  /// Begins `header {`.
  mutating func openBody(_ header: String) {
    writeIndentation()
    text += header
    text += " {"
    level += 1
    isBodyEmpty.append(true)
  }

  /// Begins the next group of lines of the file or of the open body.
  mutating func beginSection() {
    if let isEmpty = isBodyEmpty.last, !isEmpty {
      for _ in 1..<level { text += "  " }
    }
    text += "\n"
    if !isBodyEmpty.isEmpty { isBodyEmpty[isBodyEmpty.count - 1] = false }
  }

  mutating func closeBody(_ end: String = "}\n") {
    level -= 1
    if isBodyEmpty.popLast() == false { writeIndentation() }
    text += end
  }

  /// Writes `open`, an indented line for each item with commas between them, and `close`.
  mutating func writeLines<Item>(
    _ items: [Item], open: String, close: String, writeItem: (inout SyntaxPrinter, Item) -> Void
  ) {
    text += open
    text += "\n"
    level += 1
    for (index, item) in items.enumerated() {
      writeIndentation()
      writeItem(&self, item)
      text += index == items.count - 1 ? "\n" : ",\n"
    }
    level -= 1
    writeIndentation()
    text += close
  }
}
