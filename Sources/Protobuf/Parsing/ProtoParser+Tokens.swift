extension ProtoParser {
  /// True if the next token is this word, or this sign.
  func looksAt(_ text: StaticString) -> Bool {
    let count = text.utf8CodeUnitCount
    guard token.end - token.start == count, token.kind == .word || token.kind == .sign else { return false }
    return lexer.bytes.withUnsafeBufferPointer { bytes in
      (0..<count).allSatisfy { bytes[token.start + $0] == text.utf8Start[$0] }
    }
  }

  /// Moves past the next token if it is this word, or this sign.
  mutating func takes(_ text: StaticString) -> Bool {
    guard looksAt(text) else { return false }
    advance()
    return true
  }

  /// Moves past this sign or word, which is expected `place`, such as "after the name".
  mutating func expect(_ text: StaticString, _ place: @autoclosure () -> String) throws(SyntaxFailure) {
    guard takes(text) else { throw expected("'\(text)' \(place())") }
  }

  /// Moves past the `;` that ends a statement. If the next one begins on a new line only the sign was forgotten.
  mutating func expectSemicolon(after statement: String) throws(SyntaxFailure) {
    if takes(";") { return }
    let isForgotten = looksAt("}") || lexer.bytes[previous.end..<token.start].contains(UInt8(ascii: "\n"))
    // A string without an end has swallowed the sign.
    if isForgotten || token.kind == .end, lexer.log.failures.last?.offset == previous.start { return }
    let failure = SyntaxFailure("Expected ';' after \(statement), found \(found)", at: previous.end)
    guard isForgotten, token.kind != .end else { throw failure }
    report(failure)
  }

  /// The failure that something else stands here.
  func expected(_ what: String) -> SyntaxFailure {
    SyntaxFailure("Expected \(what), found \(found)", at: token.start)
  }

  /// The next token, for people.
  private var found: String {
    if token.kind == .end { return "the end of the file" }
    let text = lexer.text(token.start..<token.end)
    let short = text.count > 40 ? text.prefix(40) + "…" : text[...]
    return token.kind == .string ? "the string \(short)" : "'\(short)'"
  }

  /// Reads a word as a name; every keyword is one, too.
  mutating func name(_ what: String) throws(SyntaxFailure) -> NameSyntax {
    guard token.kind == .word else { throw expected(what) }
    let name = NameSyntax(text: lexer.text(token.start..<token.end), place: SourcePlace(token.start))
    try checkLength(of: name)
    advance()
    return name
  }

  /// Reads names with dots between them, and one in front if that is allowed.
  mutating func dottedName(_ what: String, takesLeadingDot: Bool = true) throws(SyntaxFailure) -> NameSyntax {
    let start = token.start
    var isOnePiece = true
    if token.kind == .word {
      advance()
    } else if !takesLeadingDot || !looksAt(".") {
      throw expected(what)
    }
    while looksAt(".") {
      isOnePiece = isOnePiece && (token.start == previous.end || token.start == start)
      advance()
      isOnePiece = isOnePiece && token.start == previous.end
      guard token.kind == .word else { throw expected("a name after the '.'") }
      advance()
    }
    // White space and comments may stand around the dots; hardly anybody writes them.
    let text = isOnePiece ? lexer.text(start..<previous.end) : lexer.words(in: start..<previous.end)
    return NameSyntax(text: text, place: SourcePlace(start))
  }

  /// Reads a whole number of 32 bits.
  mutating func number(_ what: String, takesSign: Bool = false) throws(SyntaxFailure) -> NumberSyntax {
    let start = token.start
    let isNegative = takesSign && takes("-")
    guard token.kind == .integer else { throw expected(what) }
    let limit = isNegative ? -Int64(Int32.min) : Int64(Int32.max)
    guard let value = lexer.integer(token), value <= limit else {
      throw SyntaxFailure("The number is out of range: it may be \(limit) at most", at: token.start)
    }
    advance()
    return NumberSyntax(value: isNegative ? -value : value, place: SourcePlace(start))
  }

  /// Reads a string, or neighbouring ones as one.
  mutating func string(_ what: String) throws(SyntaxFailure) -> StringSyntax {
    guard token.kind == .string else { throw expected(what) }
    var content: [UInt8] = []
    while token.kind == .string {
      lexer.appendContent(of: token, to: &content)
      advance()
    }
    return StringSyntax(bytes: content)
  }
}
