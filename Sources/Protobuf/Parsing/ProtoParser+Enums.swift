extension ProtoParser {
  /// Reads an enum behind its keyword.
  mutating func enumeration(isTopLevel: Bool = false) throws(SyntaxFailure) -> EnumSyntax {
    let name = try name("the name of the enum")
    if isTopLevel { define(name) }
    let elements = try block { parser throws(SyntaxFailure) in try parser.enumElement() }
    return EnumSyntax(name: name, elements: elements)
  }

  private mutating func enumElement() throws(SyntaxFailure) -> EnumElementSyntax {
    let start = token.start
    if takes("option") { return .option(try optionStatement()) }
    if takes("reserved") { return .reserved(try reserved(at: start, isEnum: true)) }
    let name = try name("the name of a value")
    try expect("=", "and the number of '\(name.text)'")
    let number = try number("the number of the value", takesSign: true)
    let options = looksAt("[") ? try bracketedOptions() : []
    try expectSemicolon(after: "the value")
    return .value(EnumValueSyntax(name: name, number: number, options: options))
  }
}
