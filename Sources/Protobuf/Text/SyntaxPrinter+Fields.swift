extension SyntaxPrinter {
  mutating func write(_ field: FieldSyntax) {
    writeIndentation()
    if let label = field.label { write(label.rawValue + " ") }
    write("\(field.type.text) \(field.name.text) = \(field.number.value)")
    writeBrackets(options(of: field))
    write(";\n")
  }

  /// `default` and `json_name` as registries write them: the first as the field's type wants it, the second as text.
  private func options(of field: FieldSyntax) -> [OptionSyntax] {
    let options = field.options.map { option in
      var option = option
      if option.isDefault {
        option.value = defaultValue(option.value, of: field.type)
      } else if option.isJSONName {
        option.value = option.value.asString
      }
      return option
    }
    guard style == .canonical else { return options }
    let special = [options.last(where: \.isDefault), options.last(where: \.isJSONName)].compactMap(\.self)
    return options.filter { !$0.isDefault && !$0.isJSONName } + special
  }

  /// The value as registries write the default of a field: in quotes for `string`, bare for all other types. Text that would
  /// be something else without quotes keeps them, so that the schema can be read again.
  private func defaultValue(_ value: OptionValueSyntax, of type: FieldTypeSyntax) -> OptionValueSyntax {
    if case .scalar(.string) = type { return value.asString }
    if case .scalar(.bytes) = type, !bytesDefaultsAreBare { return value }
    guard case .string(let string) = value.kind, let word = string.asIdentifier else { return value }
    return OptionValueSyntax(kind: .identifier(word), place: value.place)
  }

  mutating func write(_ extensions: ExtensionsSyntax) {
    writeIndentation()
    write("extensions " + extensions.ranges.map(\.text).joined(separator: ", "))
    writeBrackets(extensions.options)
    write(";\n")
  }

  mutating func write(_ reserved: ReservedSyntax) {
    let values =
      switch reserved.values {
      case .ranges(let ranges): ranges.map(\.text)
      case .names(let names, let quoted): names.map { quoted ? TextLiteral.quoted($0.text) : $0.text }
      }
    writeLine("reserved " + values.joined(separator: ", ") + ";")
  }
}

extension FieldTypeSyntax {
  /// The type as it is written in a schema.
  var text: String {
    switch self {
    case .scalar(let scalar): scalar.rawValue
    case .named(let name): name.text
    case .map(let key, let value): "map<\(key.text), \(value.text)>"
    }
  }
}

extension RangeSyntax {
  /// The range as registries write it: an upper end at or above the greatest field number is `max`.
  fileprivate var text: String {
    switch upper {
    case nil: "\(lower.value)"
    case .number(let number) where number.value < Int64(WireTag.maximumNumber): "\(lower.value) to \(number.value)"
    case .number, .max: "\(lower.value) to max"
    }
  }
}

extension OptionSyntax {
  /// True for `default`, which is no option but the field's own.
  var isDefault: Bool { name.parts == [.simple("default")] }

  /// True for `json_name`, which is no option but the field's own.
  var isJSONName: Bool { name.parts == [.simple("json_name")] }
}

extension OptionValueSyntax {
  /// A bare word or number as text.
  fileprivate var asString: OptionValueSyntax {
    switch kind {
    case .identifier(let text), .integer(let text), .float(let text):
      OptionValueSyntax(kind: .string(StringSyntax(bytes: Array(text.utf8))), place: place)
    case .string, .aggregate, .list: self
    }
  }
}

extension StringSyntax {
  /// The text, if it is a word of ASCII letters, digits and underscores that begins with no digit.
  fileprivate var asIdentifier: String? {
    guard let text = String(validating: bytes, as: UTF8.self), FullName.isIdentifier(text) else { return nil }
    return text
  }
}
