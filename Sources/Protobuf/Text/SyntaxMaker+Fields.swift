import SchemaCore

extension SyntaxMaker {
  func field(_ field: FieldDescriptor, label: FieldLabel?) throws(CodecError) -> FieldSyntax {
    let type: FieldTypeSyntax =
      switch field.type {
      case .scalar(let scalar): .scalar(scalar)
      case .message(let name), .group(let name), .enumeration(let name): .named(NameSyntax(typeName: name))
      }
    var options = try StandardOptions.field.syntax(of: field.options)
    if let text = field.defaultValue, edition != .proto3 {
      guard let value = defaultValue(text, of: field.type) else {
        throw CodecError(.malformed, "'\(text)' is no default of the field's type", path: field.name)
      }
      options.append(OptionSyntax("default", value))
    }
    if field.isJSONNameStated, !field.jsonName.isEmpty {
      options.append(OptionSyntax("json_name", .string(StringSyntax(bytes: Array(field.jsonName.utf8)))))
    }
    return FieldSyntax(
      label: label, type: type, name: NameSyntax(field.name), number: NumberSyntax(field.number), options: options)
  }

  /// What the text of a default in a descriptor means; nil if it is none of the type.
  private func defaultValue(_ text: String, of type: FieldType) -> OptionValueSyntax.Kind? {
    switch type {
    case .scalar(.string): return .string(StringSyntax(bytes: Array(text.utf8)))
    case .scalar(.bytes): return TextLiteral.unescaped(text).map { .string(StringSyntax(bytes: $0)) }
    case .scalar(.bool): return text == "true" || text == "false" ? .identifier(text) : nil
    case .enumeration: return FullName.isIdentifier(text) ? .identifier(text) : nil
    case .message, .group: return nil
    case .scalar:
      if ["inf", "-inf", "nan", "-nan"].contains(text) { return .identifier(text) }
      return NormalizedNumber.text(of: text) == nil ? nil : .float(text)
    }
  }
}

extension OptionSyntax {
  /// An option that is not an extension and was read from no text.
  init(_ name: String, _ value: OptionValueSyntax.Kind) {
    self.init(
      name: OptionNameSyntax(parts: name.split(separator: ".").map { .simple(String($0)) }, place: .none),
      value: OptionValueSyntax(kind: value, place: .none))
  }
}
