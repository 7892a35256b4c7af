/// Lays out a text of statements and braces: two spaces a level, one statement a line, comments where they were, at most one
/// empty line between two lines.
///
/// What a statement holds is put on one line where that is not over 100 characters; otherwise each part of its widest list
/// gets a line. Only the order of tokens counts, so that a text that was laid out stays as it is.
package struct SourceLayout {
  static let width = 100
  private let language: SourceLanguage
  private var output = SourceOutput()
  /// The statement that is being read.
  private var statement: [SourceToken] = []
  /// For each body that is open, whether it is a list with commas.
  private var bodies: [Bool] = []
  /// How many parentheses, brackets and braces of values are open.
  private var nesting = 0
  private var isAtStart = true
  private var endedTopLevelBody = false
  /// True if the last line is a comment or an annotation, which belongs to what follows.
  private var leadsOn = false
  /// True if the next statement stands on the last line.
  private var continuesLine = false
  /// How many annotations are to stand on lines of their own.
  private var annotationsLeft = 0

  /// The text in its layout.
  package static func text(of text: String, in language: SourceLanguage) -> String {
    let tokens = SourceToken.tokens(of: text, quotes: language.quotes)
    var layout = SourceLayout(language: language)
    for index in tokens.indices { layout.take(tokens, at: index) }
    layout.flush()
    return layout.output.isEmpty ? "" : layout.output.text + "\n"
  }

  private init(language: SourceLanguage) {
    self.language = language
  }

  private var indent: Int { 2 * bodies.count }

  private mutating func take(_ tokens: [SourceToken], at index: Int) {
    let token = tokens[index]
    if token.isComment, statement.isEmpty { return write(comment: token, isLeading: leads(tokens, at: index)) }
    if statement.isEmpty, nesting == 0, annotationsLeft == 0 { countAnnotations(tokens, from: index) }
    if token.kind == .sign { return take(sign: token, tokens, index) }
    statement.append(token)
  }

  private mutating func take(sign token: SourceToken, _ tokens: [SourceToken], _ index: Int) {
    switch token.text {
    case "{" where nesting == 0 && language.opensBody(statement.filter { !$0.isComment }): openBody(token)
    case "}" where nesting == 0: closeBody(token, following: tokens.dropFirst(index + 1).first { !$0.isComment })
    case "(", "[", "{":
      statement.append(token)
      nesting += 1
    case ")", "]", "}":
      statement.append(token)
      nesting = max(0, nesting - 1)
      if nesting == 0, token.text == ")", annotationsLeft > 0 {
        annotationsLeft -= 1
        flush()
        leadsOn = true
      }
    case ";" where nesting == 0, "," where nesting == 0 && bodies.last == true:
      statement.append(token)
      flush()
    default: statement.append(token)
    }
  }

  private mutating func openBody(_ token: SourceToken) {
    let isList = language.hasListBody(statement.filter { !$0.isComment })
    statement.append(token)
    flush(opensBody: true)
    bodies.append(isList)
    isAtStart = true
  }

  private mutating func closeBody(_ token: SourceToken, following: SourceToken?) {
    flush()
    let isEmpty = isAtStart
    if !bodies.isEmpty { bodies.removeLast() }
    if isEmpty {
      output.append("}")
    } else {
      output.beginLine(indent: indent)
      output.append("}")
    }
    isAtStart = false
    endedTopLevelBody = bodies.isEmpty
    // What belongs to the body, such as an enum's default, goes on behind it.
    if let following, following.isSign(";") || following.isSign("=") { continuesLine = true }
  }

  /// Annotations of what has a body stand on their own lines; those of a type in front of it.
  private mutating func countAnnotations(_ tokens: [SourceToken], from index: Int) {
    guard !language.annotatedWords.isEmpty, tokens[index].isSign("@") else { return }
    var depth = 0
    var count = 0
    var followsAt = false
    for token in tokens[index...] where !token.isComment {
      if token.isSign("(") || token.isSign("[") || token.isSign("{") { depth += 1 }
      if token.isSign(")") || token.isSign("]") || token.isSign("}") {
        depth -= 1
        if depth == 0 { count += 1 }
      } else if depth == 0, token.kind == .word, !followsAt {
        if language.annotatedWords.contains(token.text) { annotationsLeft = count }
        return
      }
      followsAt = token.isSign("@")
    }
  }
}

extension SourceLayout {
  /// Writes a comment that stands between statements: behind the last one where it stood so, else on lines of its own.
  private mutating func write(comment: SourceToken, isLeading: Bool) {
    continuesLine = false
    if comment.breaksBefore == 0, !isLeading, !output.isEmpty {
      output.append(" ")
    } else {
      beginLine(before: comment)
    }
    output.append(comment.comment(indent: indent, keepsEnds: language.keepsCommentEnds))
    isAtStart = false
  }

  /// True if a comment is about what follows it on its line, and not about what stands in front of it.
  private func leads(_ tokens: [SourceToken], at index: Int) -> Bool {
    guard tokens[index].kind == .blockComment else { return false }
    // Nobody writes many comments in a row; each looks over those behind it.
    for token in tokens[(index + 1)...].prefix(Self.maximumRow)
    where token.kind != .blockComment || token.breaksBefore > 0 {
      return token.breaksBefore == 0 && token.kind != .lineComment && !token.isSign("}")
    }
    return false
  }

  private static let maximumRow = 16

  /// Writes the statement that was read.
  private mutating func flush(opensBody: Bool = false) {
    guard let first = statement.first else { return }
    if continuesLine {
      continuesLine = false
      if !first.isSign(";") { output.append(" ") }
    } else {
      let startsBody = opensBody && bodies.isEmpty && !leadsOn
      beginLine(before: first, forcesBlank: startsBody && !output.isEmpty)
    }
    SourceStatement(language: language, indent: indent).write(statement[...], to: &output)
    statement = []
    isAtStart = false
    leadsOn = false
  }

  private mutating func beginLine(before token: SourceToken, forcesBlank: Bool = false) {
    let isBlank = !isAtStart && (token.breaksBefore > 1 || forcesBlank || endedTopLevelBody && bodies.isEmpty)
    output.beginLine(indent: indent, afterBlank: isBlank)
    endedTopLevelBody = false
    leadsOn = token.isComment
  }
}
