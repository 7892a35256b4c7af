extension ProtoParser {
  /// Reads the options of a field, if there are any, with a look at those that the grammar knows.
  mutating func fieldOptions(of type: FieldTypeSyntax) throws(SyntaxFailure) -> [OptionSyntax] {
    guard looksAt("[") else { return [] }
    let options = try bracketedOptions()
    for option in options where option.name.parts.count == 1 {
      switch (option.name.parts[0], type) {
      case (.simple("default"), .scalar(let scalar)):
        checkDefault(option.value, of: scalar)
      case (.simple("json_name"), _):
        if case .string = option.value.kind { continue }
        report("A json_name is a string: write it in quotes", at: option.value.place.offset)
      default:
        continue
      }
    }
    return options
  }

  /// Looks at the kind of a default only: whether a number is in range is left to linking.
  private mutating func checkDefault(_ value: OptionValueSyntax, of type: ScalarType) {
    if Self.canBeDefault(value.kind, of: type) { return }
    let offset = value.place.offset
    switch type {
    case .bytes:
      // The canonical text of the reference registry loses the quotes.
      reportForProtoc("The default of a bytes field is a string: write it in quotes", at: offset)
    case .string: report("The default of a string field is a string: write it in quotes", at: offset)
    case .bool: report("The default of a bool field is true or false", at: offset)
    case .double, .float: report("The default of a \(type.rawValue) field is a number, inf or nan", at: offset)
    default: report("The default of a field of the type \(type.rawValue) is a whole number", at: offset)
    }
  }

  private static func canBeDefault(_ kind: OptionValueSyntax.Kind, of type: ScalarType) -> Bool {
    switch (type, kind) {
    case (.string, .string), (.bytes, .string): true
    case (.bool, .identifier(let word)): ["true", "false"].contains(word)
    case (.double, .identifier(let word)), (.float, .identifier(let word)):
      ["inf", "-inf", "nan", "-nan"].contains(word)
    case (.double, .float), (.float, .float): true
    case (.string, _), (.bytes, _), (.bool, _): false
    case (_, .integer): true
    default: false
    }
  }
}
