extension ProtoParser {
  /// Reads what follows `extensions`.
  mutating func extensions(at start: Int) throws(SyntaxFailure) -> ExtensionsSyntax {
    let ranges = try ranges("a field number or a range of them", takesSign: false)
    let options = looksAt("[") ? try bracketedOptions() : []
    try expectSemicolon(after: "the extension ranges")
    return ExtensionsSyntax(ranges: ranges, options: options, place: SourcePlace(start))
  }

  /// Reads what follows `reserved`.
  mutating func reserved(at start: Int, isEnum: Bool) throws(SyntaxFailure) -> ReservedSyntax {
    let values: ReservedSyntax.Values
    switch token.kind {
    case .string:
      if edition >= .edition2023 {
        report("Reserved names have no quotes in editions: remove them", at: token.start)
      }
      values = .names(try list { parser throws(SyntaxFailure) in try parser.quotedName() }, quoted: true)
    case .word:
      if edition < .edition2023 {
        report("Reserved names stand in quotes in proto2 and proto3: add them", at: token.start)
      }
      values = .names(try list { parser throws(SyntaxFailure) in try parser.name("a name") }, quoted: false)
    default:
      values = .ranges(try ranges("numbers or names to reserve", takesSign: isEnum))
    }
    try expectSemicolon(after: "the reserved values")
    return ReservedSyntax(values: values, place: SourcePlace(start))
  }

  private mutating func quotedName() throws(SyntaxFailure) -> NameSyntax {
    let place = SourcePlace(token.start)
    return NameSyntax(text: String(decoding: try string("a name in quotes").bytes, as: UTF8.self), place: place)
  }

  private mutating func ranges(_ what: String, takesSign: Bool) throws(SyntaxFailure) -> [RangeSyntax] {
    try list { parser throws(SyntaxFailure) in
      let lower = try parser.number(what, takesSign: takesSign)
      guard parser.takes("to") else { return RangeSyntax(lower: lower, upper: nil) }
      if parser.takes("max") { return RangeSyntax(lower: lower, upper: .max) }
      let upper = try parser.number("the last number of the range, or 'max'", takesSign: takesSign)
      return RangeSyntax(lower: lower, upper: .number(upper))
    }
  }

  /// Reads one or more of something, with commas between them.
  mutating func list<Element>(
    _ element: (inout ProtoParser) throws(SyntaxFailure) -> Element
  ) throws(SyntaxFailure) -> [Element] {
    var elements = [try element(&self)]
    while takes(",") { elements.append(try element(&self)) }
    return elements
  }
}
