import SchemaCore

/// Reads the text of a `.proto` file: proto2, proto3 or edition 2023. Source of the grammar: the Protobuf language
/// specifications; where protoc takes less or more than they say, as protoc does.
///
/// A statement that breaks the grammar is reported and left out, and reading goes on behind it, so that one pass finds
/// all problems.
struct ProtoParser {
  var lexer: ProtoLexer
  /// The token that is read next.
  private(set) var token: ProtoToken
  /// The token before `token`.
  private(set) var previous = ProtoToken(.sign, 0, 0)
  /// How many `{` are open.
  private var openBraces = 0
  private var depth = 0
  /// Bytes of the names of the messages that are open.
  var scopeLength = 0
  let limits: ProtoLimits
  /// The rules that the file is written by.
  var edition = Edition.proto2
  /// Where top-level types and services were defined first.
  var definitions: [String: Int] = [:]

  private init(_ text: String, limits: ProtoLimits) {
    self.limits = limits
    lexer = ProtoLexer(text, limits: limits)
    token = lexer.next()
    countBraces()
  }

  /// Reads a file; what is wrong with its text is in the result, and everything that can be understood despite it.
  ///
  /// Of the problems, those of the kind `rule` are taken by schema registries and refused by protoc.
  static func parse(_ text: String, name: String = "", limits: ProtoLimits = ProtoLimits()) -> ParsedFile {
    guard text.utf8.count <= limits.textSize else {
      let message =
        "The text has \(text.utf8.count) bytes, and at most \(limits.textSize) are accepted: divide the file"
      let problem = ProtoProblem(.limit, message, file: name)
      return ParsedFile(name: name, text: text, syntax: FileSyntax(), problems: [problem])
    }
    var parser = ProtoParser(text, limits: limits)
    let syntax = parser.file()
    return ParsedFile(name: name, text: text, syntax: syntax, problems: parser.problems(text: text, file: name))
  }

  private func problems(text: String, file: String) -> [ProtoProblem] {
    let failures = lexer.log.failures
    if failures.isEmpty { return [] }
    let lines = TextLines(text)
    // The lexer is a token ahead of the parser, and may have found its failure first.
    return failures.enumerated().sorted { ($0.element.offset, $0.offset) < ($1.element.offset, $1.offset) }
      .map { ProtoProblem($0.element.kind, $0.element.message, file: file, at: lines.position(at: $0.element.offset)) }
  }
}

extension ProtoParser {
  /// Moves to the next token.
  mutating func advance() {
    previous = token
    token = lexer.next()
    countBraces()
  }

  private mutating func countBraces() {
    guard token.kind == .sign else { return }
    if token.sign == UInt8(ascii: "{") { openBraces += 1 }
    if token.sign == UInt8(ascii: "}") { openBraces -= 1 }
  }

  /// Notes what is wrong.
  mutating func report(_ failure: SyntaxFailure) {
    lexer.log.add(failure)
    // Behind the end everything is missing.
    if token.kind == .end { lexer.log.close() }
  }

  /// Notes that the statement at `offset` is not as it should be, but can be understood.
  mutating func report(_ message: String, at offset: Int, kind: ProtoProblem.Kind = .syntax) {
    report(SyntaxFailure(message, at: offset, kind: kind))
  }

  /// Reads `{ statement… }`. A statement that fails is reported and left out; an empty one is `;` alone.
  mutating func block<Element>(
    takesEmptyStatements: Bool = true, _ statement: (inout ProtoParser) throws(SyntaxFailure) -> Element
  ) throws(SyntaxFailure) -> [Element] {
    let opening = token.start
    try expect("{", "and a body")
    return try nested(at: opening) { parser throws(SyntaxFailure) in
      var elements: [Element] = []
      while !parser.takes("}") {
        if parser.token.kind == .end {
          throw SyntaxFailure("This '{' has no '}': add one where the body ends", at: opening)
        }
        if takesEmptyStatements, parser.takes(";") { continue }
        if let element = parser.recovering(statement) { elements.append(element) }
      }
      return elements
    }
  }

  /// Reads a statement; nil if it fails, when the failure is reported and the rest of the statement stepped over.
  mutating func recovering<Element>(
    _ statement: (inout ProtoParser) throws(SyntaxFailure) -> Element
  ) -> Element? {
    let level = openBraces - (token.kind == .sign && token.sign == UInt8(ascii: "{") ? 1 : 0)
    do {
      return try statement(&self)
    } catch {
      report(error)
      skipStatement(level: level)
      return nil
    }
  }

  /// Moves behind the `;` or `}` that ends the statement, where `level` braces were open when it began; in front of the
  /// `}` that ends the block that it stands in.
  private mutating func skipStatement(level: Int) {
    while token.kind != .end {
      if openBraces < level { return }
      if openBraces == level, takes(";") { return }
      let closesBlock = openBraces == level && token.kind == .sign && token.sign == UInt8(ascii: "}")
      advance()
      // Behind the value of an option, the statement goes on.
      if closesBlock, !looksAt(","), !looksAt("]") { return }
    }
  }

  /// Refuses the name of something that is declared here, if it is too long.
  func checkLength(of name: NameSyntax) throws(SyntaxFailure) {
    guard scopeLength + name.text.utf8.count <= limits.nameLength else {
      throw SyntaxFailure(
        "The name is too long: with those of the messages around it, it may have \(limits.nameLength) bytes",
        at: name.place.offset, kind: .limit)
    }
  }

  /// Reads something that may contain its like, as deep as the limits allow.
  mutating func nested<Result>(
    at offset: Int, _ read: (inout ProtoParser) throws(SyntaxFailure) -> Result
  ) throws(SyntaxFailure) -> Result {
    guard depth < limits.nesting else {
      throw SyntaxFailure("Nothing may be nested deeper than \(limits.nesting) levels", at: offset, kind: .limit)
    }
    depth += 1
    defer { depth -= 1 }
    return try read(&self)
  }
}
