extension ProtoParser {
  /// Reads an option behind its keyword.
  mutating func optionStatement() throws(SyntaxFailure) -> OptionSyntax {
    let option = try option()
    try expectSemicolon(after: "the option")
    return option
  }

  /// Reads `[name = value, …]`.
  mutating func bracketedOptions() throws(SyntaxFailure) -> [OptionSyntax] {
    try expect("[", "and options")
    let options = try list { parser throws(SyntaxFailure) in try parser.option() }
    guard takes("]") else { throw expected("',' or ']' after the option") }
    return options
  }

  private mutating func option() throws(SyntaxFailure) -> OptionSyntax {
    let name = try optionName()
    try expect("=", "and the value of the option")
    let start = token.start
    if looksAt("<") { throw expected("a value of the option; an aggregate stands in '{' and '}'") }
    if looksAt("[") {
      reportForProtoc("A list cannot be an option's value: give the option once for each value", at: start)
    }
    return OptionSyntax(name: name, value: try value("the value of the option"))
  }

  private mutating func optionName() throws(SyntaxFailure) -> OptionNameSyntax {
    let place = SourcePlace(token.start)
    var parts: [OptionNameSyntax.Part] = []
    repeat {
      if takes("(") {
        parts.append(.custom(try dottedName("the name of a custom option").text))
        try expect(")", "after the name of the custom option")
      } else {
        parts.append(.simple(try name("the name of an option, in parentheses if it is a custom one").text))
      }
    } while takes(".")
    return OptionNameSyntax(parts: parts, place: place)
  }
}

extension ProtoParser {
  private mutating func value(_ what: String) throws(SyntaxFailure) -> OptionValueSyntax {
    let start = token.start
    let place = SourcePlace(start)
    if looksAt("{") || looksAt("<") {
      return OptionValueSyntax(kind: .aggregate(try aggregate()), place: place)
    }
    if looksAt("[") { return OptionValueSyntax(kind: .list(try valueList()), place: place) }
    if token.kind == .string { return OptionValueSyntax(kind: .string(try string(what)), place: place) }
    let sign = takes("-") ? "-" : ""
    let text = sign + lexer.text(token.start..<token.end)
    let kind: OptionValueSyntax.Kind
    switch token.kind {
    case .word: kind = .identifier(text)
    case .integer: kind = .integer(text)
    case .float: kind = .float(text)
    case .string, .sign, .end: throw expected(sign.isEmpty ? what : "a number after '-'")
    }
    advance()
    return OptionValueSyntax(kind: kind, place: place)
  }

  /// Reads `{ name: value … }` or `< … >`; a field may end in `,` or `;`.
  private mutating func aggregate() throws(SyntaxFailure) -> [AggregateFieldSyntax] {
    let opening = token.start
    let closing: StaticString = looksAt("{") ? "}" : ">"
    advance()
    return try nested(at: opening) { parser throws(SyntaxFailure) in
      var fields: [AggregateFieldSyntax] = []
      while !parser.takes(closing) {
        if parser.token.kind == .end {
          throw SyntaxFailure("The value that begins here has no end: add '\(closing)'", at: opening)
        }
        fields.append(try parser.aggregateField(closing))
      }
      return fields
    }
  }

  private mutating func aggregateField(_ closing: StaticString) throws(SyntaxFailure) -> AggregateFieldSyntax {
    let place = SourcePlace(token.start)
    let name: AggregateFieldSyntax.Name
    if takes("[") {
      name = try bracketedName()
    } else {
      name = .simple(try self.name("the name of a field, or '\(closing)'").text)
    }
    let hasColon = takes(":")
    guard hasColon || looksAt("{") || looksAt("<") || looksAt("[") else { throw expected("':' and a value") }
    let value = try value("the value of the field")
    if !takes(",") { _ = takes(";") }
    return AggregateFieldSyntax(name: name, value: value, place: place)
  }

  /// Reads the name of an extension, or the URL of the type of an `Any`, behind its `[`.
  private mutating func bracketedName() throws(SyntaxFailure) -> AggregateFieldSyntax.Name {
    var text = ""
    var isURL = false
    while !takes("]") {
      guard token.kind == .word || looksAt(".") || looksAt("/") || looksAt("-") else {
        throw expected("the name of an extension, or the URL of a type, and ']'")
      }
      isURL = isURL || looksAt("/")
      text += lexer.text(token.start..<token.end)
      advance()
    }
    guard !text.isEmpty else { throw expected("a name in the brackets") }
    return isURL ? .any(text) : .custom(text)
  }

  /// Reads `[value, …]`; the last value may have a comma.
  private mutating func valueList() throws(SyntaxFailure) -> [OptionValueSyntax] {
    let opening = token.start
    advance()
    return try nested(at: opening) { parser throws(SyntaxFailure) in
      var values: [OptionValueSyntax] = []
      while !parser.takes("]") {
        values.append(try parser.value("a value, or ']'"))
        guard parser.takes(",") || parser.looksAt("]") else { throw parser.expected("',' or ']' after the value") }
      }
      return values
    }
  }
}
