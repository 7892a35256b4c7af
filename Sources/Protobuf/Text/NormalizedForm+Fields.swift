extension NormalizedForm {
  /// Fields by number, with their types and options in full; `scope` is the full name of what they stand in.
  func fields(_ fields: [FieldSyntax], in scope: String) throws(UnresolvedName) -> [FieldSyntax] {
    var result: [FieldSyntax] = []
    for field in fields.sorted(by: { $0.number.value < $1.number.value }) {
      var field = field
      field.type = try type(field.type, in: scope)
      if case .map = field.type { field.label = nil }
      field.options = fieldOptions(of: field, in: scope)
      result.append(field)
    }
    return result
  }

  /// A name with a leading dot.
  func resolved(_ name: NameSyntax, in scope: String) throws(UnresolvedName) -> NameSyntax {
    guard let found = types.resolve(name.text, in: scope) else { throw UnresolvedName(name: name) }
    return NameSyntax(text: "." + found.fullName, place: name.place)
  }

  /// A type by its full name, and a message that a descriptor has for a map as that map.
  private func type(_ type: FieldTypeSyntax, in scope: String) throws(UnresolvedName) -> FieldTypeSyntax {
    switch type {
    case .scalar: return type
    case .map(let key, let value): return .map(key: key, value: mapValue(value, in: scope))
    case .named(let name):
      guard let found = types.resolve(name.text, in: scope) else { throw UnresolvedName(name: name) }
      if case .map(let key, let value) = maps[found.fullName] {
        return .map(key: key, value: mapValue(value, in: scope))
      }
      return .named(NameSyntax(text: "." + found.fullName, place: name.place))
    }
  }

  /// The values of maps may be of types that nobody knows, as registries have always accepted them.
  private func mapValue(_ type: FieldTypeSyntax, in scope: String) -> FieldTypeSyntax {
    guard case .named(let name) = type, let found = types.resolve(name.text, in: scope) else { return type }
    return .named(NameSyntax(text: "." + found.fullName, place: name.place))
  }

  /// A field's options, `default` and `json_name` sorted among them.
  private func fieldOptions(of field: FieldSyntax, in scope: String) -> [OptionSyntax] {
    var options = field.options.filter { !$0.isDefault && !$0.isJSONName }
    if var last = field.options.last(where: \.isDefault) {
      // As an option its number would be normalized as options are, whatever the field's type.
      if let number = normalizedDefault(last.value, of: field.type) { last.value.kind = number }
      options.append(last)
    }
    if let last = field.options.last(where: \.isJSONName) { options.append(last) }
    return self.options(options, in: scope)
  }

  private func normalizedDefault(
    _ value: OptionValueSyntax, of type: FieldTypeSyntax
  ) -> OptionValueSyntax.Kind? {
    switch (value.kind, type) {
    case (_, .scalar(.string)), (_, .scalar(.bool)): return nil
    case (.integer(let text), .scalar), (.float(let text), .scalar):
      return NormalizedNumber.text(of: text).map { .float($0) }
    default: return nil
    }
  }
}
