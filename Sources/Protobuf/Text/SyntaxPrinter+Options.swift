extension SyntaxPrinter {
  /// `option name = value;`
  mutating func writeStatement(_ option: OptionSyntax) {
    writeIndentation()
    write("option ")
    write(option)
    write(";\n")
  }

  /// ` [name = value]`, over several lines if there are several; nothing if there is none.
  mutating func writeBrackets(_ options: [OptionSyntax]) {
    if let only = options.first, options.count == 1 {
      write(" [")
      write(only)
      write("]")
    } else if !options.isEmpty {
      writeLines(options, open: " [", close: "]") { $0.write($1) }
    }
  }

  private mutating func write(_ option: OptionSyntax) {
    write(option.name.text + " = ")
    if case .list(let values) = option.value.kind, values.count == 1 {
      write("[")
      write(values[0])
      write("]")
    } else {
      write(option.value)
    }
  }

  private mutating func write(_ value: OptionValueSyntax) {
    switch value.kind {
    case .identifier(let text), .integer(let text), .float(let text): write(text)
    case .string(let string): write(TextLiteral.quoted(string.bytes))
    case .list(let values): writeLines(values, open: "[", close: "]") { $0.write($1) }
    case .aggregate(let fields):
      writeLines(fields.gatheredByName, open: "{", close: "}") { printer, field in
        printer.write(field.name.text + ": ")
        printer.write(field.value)
      }
    }
  }
}

extension OptionNameSyntax {
  /// The name as it is written: names of extensions in parentheses.
  var text: String {
    parts.map { part in
      switch part {
      case .simple(let name): name
      case .custom(let name): "(\(name))"
      }
    }.joined(separator: ".")
  }
}

extension AggregateFieldSyntax.Name {
  /// The name as it is written: those of extensions and of types in brackets.
  var text: String {
    switch self {
    case .simple(let name): name
    case .custom(let name), .any(let name): "[\(name)]"
    }
  }
}
