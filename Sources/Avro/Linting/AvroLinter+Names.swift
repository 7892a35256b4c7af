import SchemaCore

extension AvroLinter {
  /// Checks what the declaration of a named type says about itself.
  ///
  /// - Parameter keyword: what documentation is asked of; nil for types that need none.
  mutating func checkType(
    _ name: AvroName, _ documentation: String?, _ keyword: String?, at place: Place, _ enclosing: String
  ) {
    if !NameStyle.pascal.fits(name.name) {
      add(
        AvroLintRules.typeNameCase,
        "type \(name.name) is not PascalCase: call it \(NameStyle.pascal.written(name.name))",
        at: place, "name")
    }
    if name.namespace.isEmpty {
      add(AvroLintRules.missingNamespace, "type \(name.name) has no namespace: give it one", at: place, "name")
    } else if name.namespace != enclosing, name.namespace != name.namespace.lowercased() {
      add(
        AvroLintRules.namespaceCase, "namespace \(name.namespace) has capitals: write \(name.namespace.lowercased())",
        at: place, "namespace")
    }
    if let keyword, documentation?.isEmpty ?? true {
      add(
        AvroLintRules.missingDocumentation, "\(keyword) \(name.name) has no doc: say what it stands for", at: place,
        "name")
    }
    checkRedundantNamespace(name, at: place, enclosing)
    checkEmptyAliases(at: place)
  }

  mutating func checkName(of field: AvroField, at place: Place, style: NameStyle) {
    if !style.fits(field.name) {
      add(
        AvroLintRules.fieldNameCase,
        "field \(field.name) is not \(style.rawValue) as others are: call it \(style.written(field.name)), with an alias",
        at: place, "name")
    }
    if Self.reservedWords.contains(field.name) {
      add(
        AvroLintRules.reservedWord, "field \(field.name) is a keyword in common languages: take another word",
        at: place,
        "name")
    }
  }

  mutating func checkSymbols(of enumeration: AvroEnum, at place: Place) {
    if let symbol = enumeration.symbols.first(where: { !NameStyle.capitals.fits($0) }) {
      add(
        AvroLintRules.symbolNameCase,
        "symbol \(symbol) of enum \(enumeration.name.name) is not UPPER_SNAKE_CASE", at: place, "symbols")
    }
    if enumeration.defaultSymbol == nil {
      add(
        AvroLintRules.enumWithoutDefault,
        "enum \(enumeration.name.name) has no default: name the symbol that stands for unknown ones", at: place,
        "symbols")
    }
  }

  /// Words that Java, Kotlin, Python, Go, C# or Swift keep for themselves.
  private static let reservedWords: Set<String> = [
    "abstract", "assert", "async", "await", "break", "case", "catch", "class", "const", "continue", "def", "default",
    "del", "do", "else", "enum", "except", "extends", "final", "finally", "for", "from", "func", "global", "goto", "if",
    "implements", "import", "in", "init", "instanceof", "interface", "internal", "is", "lambda", "let", "native", "new",
    "nil", "null", "object", "operator", "package", "pass", "private", "protected", "protocol", "public", "raise",
    "return", "self", "static", "struct", "super", "switch", "synchronized", "this", "throw", "throws", "transient",
    "try", "typealias", "val", "var", "void", "volatile", "when", "while", "with", "yield",
  ]
}
