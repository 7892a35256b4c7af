/// Lays out JSON text: two spaces a level, one member a line; a list of plain values on one line if it is not over 100
/// characters. Names, values and comments stay as they are written, and in their order.
package struct JSONLayout {
  private static let width = 100
  private let tokens: [SourceToken]
  private var output = SourceOutput()
  /// How many arrays and objects are open.
  private var depth = 0
  /// What stands in front of the next token.
  private var gap = Gap.none

  private enum Gap { case none, space, line }

  /// The text in its layout, with a line break at its end.
  ///
  /// - Parameter text: JSON, perhaps with comments.
  package static func text(of text: String) -> String {
    let tokens = SourceToken.tokens(of: SourceToken.withPlainLineBreaks(text), quotes: [UInt8(ascii: "\"")])
    var layout = JSONLayout(tokens: tokens)
    layout.write()
    return layout.output.text + "\n"
  }

  private init(tokens: [SourceToken]) {
    self.tokens = tokens
  }

  private mutating func write() {
    var index = 0
    while index < tokens.count {
      let token = tokens[index]
      if token.isComment {
        write(comment: token)
      } else if token.isSign("["), let end = lineEnd(from: index) {
        append(line(tokens[index...end]))
        index = end
        gap = .line
      } else if token.isSign("[") || token.isSign("{") {
        append(token.text)
        depth += 1
        gap = index + 1 < tokens.count && Self.closes(tokens[index + 1]) ? .none : .line
      } else if Self.closes(token) {
        depth = max(0, depth - 1)
        append(token.text)
        gap = .line
      } else {
        if token.isSign(",") || token.isSign(":"), gap != .line || !isAfterLineComment { gap = .none }
        append(token.text)
        gap = token.isSign(":") ? .space : token.isSign("-") ? .none : .line
      }
      index += 1
    }
  }

  private var isAfterLineComment = false

  private mutating func append(_ text: String) {
    switch gap {
    case .none: break
    case .space: output.append(" ")
    case .line: output.beginLine(indent: 2 * depth)
    }
    output.append(text)
    isAfterLineComment = false
  }

  /// A comment stays on the line that it stands on; what comes next begins another one if it must.
  private mutating func write(comment: SourceToken) {
    let next = gap
    gap = comment.breaksBefore > 0 ? .line : output.isEmpty ? .none : .space
    append(comment.comment(indent: 2 * depth, keepsEnds: false))
    gap = comment.kind == .lineComment || output.isEmpty ? .line : next == .none ? .space : next
    isAfterLineComment = comment.kind == .lineComment
  }

  /// The end of an array that can stand on one line: it has nothing but plain values in it, and fits.
  private func lineEnd(from start: Int) -> Int? {
    var width = 2 * depth
    for index in (start + 1)..<max(start + 1, tokens.count) {
      let token = tokens[index]
      if token.isSign("]") { return width < Self.width ? index : nil }
      if token.isComment || token.isSign("[") || token.isSign("{") { return nil }
      width += token.text.count + (token.isSign(",") ? 1 : 0)
      if width > Self.width { return nil }
    }
    return nil
  }

  private func line(_ tokens: ArraySlice<SourceToken>) -> String {
    tokens.map { $0.isSign(",") ? ", " : $0.text }.joined()
  }

  private static func closes(_ token: SourceToken) -> Bool { token.isSign("]") || token.isSign("}") }
}
