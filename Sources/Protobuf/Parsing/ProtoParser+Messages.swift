extension ProtoParser {
  /// Reads a message behind its keyword.
  mutating func message(isTopLevel: Bool = false) throws(SyntaxFailure) -> MessageSyntax {
    let name = try name("the name of the message")
    if isTopLevel { define(name) }
    return MessageSyntax(name: name, elements: try messageBody(of: name))
  }

  /// Reads the body of a message or a group with this name.
  mutating func messageBody(of name: NameSyntax) throws(SyntaxFailure) -> [MessageElementSyntax] {
    let length = name.text.utf8.count + 1
    scopeLength += length
    defer { scopeLength -= length }
    return try block { parser throws(SyntaxFailure) in try parser.messageElement() }
  }

  private mutating func messageElement() throws(SyntaxFailure) -> MessageElementSyntax {
    let start = token.start
    if takes("message") { return .message(try message()) }
    if takes("enum") { return .enumeration(try enumeration()) }
    if takes("oneof") { return .oneof(try oneof()) }
    if takes("option") { return .option(try optionStatement()) }
    if takes("reserved") { return .reserved(try reserved(at: start, isEnum: false)) }
    if takes("extensions") { return .extensions(try extensions(at: start)) }
    if takes("extend") { return .extend(try extend()) }
    switch try member(of: .message) {
    case .field(let field): return .field(field)
    case .group(let group): return .group(group)
    }
  }

  private mutating func oneof() throws(SyntaxFailure) -> OneofSyntax {
    let name = try name("the name of the oneof")
    let failures = lexer.log.failures.count
    let elements = try block(takesEmptyStatements: false) { parser throws(SyntaxFailure) -> OneofElementSyntax in
      if parser.takes("option") { return .option(try parser.optionStatement()) }
      switch try parser.member(of: .oneof) {
      case .field(let field): return .field(field)
      case .group(let group): return .group(group)
      }
    }
    if elements.isEmpty, failures == lexer.log.failures.count {
      reportForProtoc("The oneof '\(name.text)' has no fields: add one, or remove it", at: name.place.offset)
    }
    return OneofSyntax(name: name, elements: elements)
  }

  /// Reads an extend block behind its keyword.
  mutating func extend() throws(SyntaxFailure) -> ExtendSyntax {
    let extendee = try messageName("the name of the message to extend")
    let failures = lexer.log.failures.count
    let elements = try block { parser throws(SyntaxFailure) in try parser.member(of: .extend) }
    if elements.isEmpty, failures == lexer.log.failures.count {
      reportForProtoc(
        "The extension of '\(extendee.text)' has no fields: add one, or remove it", at: extendee.place.offset)
    }
    return ExtendSyntax(extendee: extendee, elements: elements)
  }

  /// Notes what protoc's grammar refuses and the reference registry takes. That one reads no editions, so that there is
  /// nobody to follow in them.
  mutating func reportForProtoc(_ message: String, at offset: Int) {
    report(message, at: offset, kind: edition < .edition2023 ? .rule : .syntax)
  }
}
