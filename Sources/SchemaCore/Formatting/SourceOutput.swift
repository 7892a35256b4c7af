/// Lines of text with indents, which grow at their end.
struct SourceOutput {
  private(set) var text = ""
  /// Characters on the last line.
  private(set) var column = 0

  var isEmpty: Bool { text.isEmpty }

  /// Begins a line; the first needs no line break.
  mutating func beginLine(indent: Int, afterBlank: Bool = false) {
    if !text.isEmpty { text += afterBlank ? "\n\n" : "\n" }
    text += String(repeating: " ", count: indent)
    column = indent
  }

  /// Writes on the last line; a text with line breaks goes on in further lines.
  mutating func append(_ part: String) {
    text += part
    if let last = part.utf8.lastIndex(of: 0x0A) {
      column = part[last...].count - 1
    } else {
      column += part.count
    }
  }
}

extension SourceToken {
  /// A comment as it stands at an indent: lines that begin with a star are put under the first one's.
  func comment(indent: Int, keepsEnds: Bool) -> String {
    if kind == .lineComment { return Self.withoutBlanksAtEnd(text[...]) }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.count == 1 { return text }
    let rest = lines.dropFirst().map { line in line.drop { $0 == " " || $0 == "\t" } }
    let areStarred = rest.allSatisfy { $0.hasPrefix("*") }
    let margin = String(repeating: " ", count: indent + 1)
    let following = areStarred ? rest.map { margin + $0 } : lines.dropFirst().map(String.init)
    return ([String(lines[0])] + following)
      .map { keepsEnds ? $0 : Self.withoutBlanksAtEnd($0[...]) }.joined(separator: "\n")
  }

  private static func withoutBlanksAtEnd(_ line: Substring) -> String {
    String(line.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
  }
}
