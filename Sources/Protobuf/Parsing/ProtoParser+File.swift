extension ProtoParser {
  /// Reads the whole file.
  mutating func file() -> FileSyntax {
    var file = FileSyntax()
    if looksAt("syntax") || looksAt("edition") {
      file.edition = recovering { parser throws(SyntaxFailure) in try parser.editionStatement() }
    }
    while token.kind != .end {
      if takes(";") { continue }
      if looksAt("}") {
        report("This '}' has no '{': remove it, or add the '{'", at: token.start)
        advance()
        continue
      }
      _ = recovering { parser throws(SyntaxFailure) in try parser.fileStatement(&file) }
    }
    return file
  }

  /// Reads `syntax = "proto3";` or `edition = "2023";`.
  private mutating func editionStatement() throws(SyntaxFailure) -> EditionSyntax {
    let start = token.start
    let keyword: EditionSyntax.Keyword = takes("syntax") ? .syntax : .edition
    if keyword == .edition { advance() }
    try expect("=", "and a value")
    let place = token.start
    let example = keyword == .syntax ? "\"proto3\"" : "\"2023\""
    let value = String(decoding: try string("a string such as \(example)").bytes, as: UTF8.self)
    switch (keyword, value) {
    case (.syntax, "proto2"): edition = .proto2
    case (.syntax, "proto3"): edition = .proto3
    case (.edition, "2023"): edition = .edition2023
    case (.syntax, _):
      edition = .proto3
      report("The syntax \"\(value.prefix(40))\" is not known: write \"proto2\" or \"proto3\"", at: place)
    case (.edition, _):
      edition = .edition2023
      report("The edition \"\(value.prefix(40))\" is not known: write \"2023\"", at: place)
    }
    try expectSemicolon(after: keyword == .syntax ? "the syntax" : "the edition")
    return EditionSyntax(keyword: keyword, value: value, place: SourcePlace(start))
  }

  private mutating func fileStatement(_ file: inout FileSyntax) throws(SyntaxFailure) {
    let start = token.start
    if takes("message") {
      file.declarations.append(.message(try message(isTopLevel: true)))
    } else if takes("enum") {
      file.declarations.append(.enumeration(try enumeration(isTopLevel: true)))
    } else if takes("extend") {
      file.declarations.append(.extend(try extend()))
    } else if takes("service") {
      file.declarations.append(.service(try service()))
    } else if takes("option") {
      file.options.append(try optionStatement())
    } else if takes("import") {
      file.imports.append(try importStatement(at: start))
    } else if takes("package") {
      try packageStatement(&file, at: start)
    } else if looksAt("syntax") || looksAt("edition") {
      throw SyntaxFailure("'syntax' and 'edition' may only be the first statement of a file: move it there", at: start)
    } else {
      throw expected("'message', 'enum' or another declaration")
    }
  }

  private mutating func importStatement(at start: Int) throws(SyntaxFailure) -> ImportSyntax {
    let modifier: ImportSyntax.Modifier? = takes("public") ? .public : takes("weak") ? .weak : nil
    let path = try string("the path of the file to import, in quotes")
    try expectSemicolon(after: "the import")
    return ImportSyntax(
      modifier: modifier, path: String(decoding: path.bytes, as: UTF8.self), place: SourcePlace(start))
  }

  private mutating func packageStatement(_ file: inout FileSyntax, at start: Int) throws(SyntaxFailure) {
    let name = try dottedName("the name of the package", takesLeadingDot: false)
    try checkLength(of: name)
    if file.package == nil {
      file.package = name
    } else {
      report("A file has one package, and this is the second: remove it", at: start)
    }
    try expectSemicolon(after: "the package")
  }

  /// Notes a top-level definition, of which there may be one of a name.
  mutating func define(_ name: NameSyntax, isService: Bool = false) {
    // A service and a message of one name are left to linking: the reference registry takes them.
    let key = isService ? "service " + name.text : name.text
    if let first = definitions[key] {
      let line = 1 + lexer.bytes[..<first].reduce(0) { $1 == UInt8(ascii: "\n") ? $0 + 1 : $0 }
      report("'\(name.text)' is already defined on line \(line): give one of them another name", at: name.place.offset)
    } else {
      definitions[key] = name.place.offset
    }
  }
}
