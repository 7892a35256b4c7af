extension NormalizedForm {
  /// Options by name; those of one extension that is not repeated are one. `scope` is the full name of what they stand in.
  func options(_ options: [OptionSyntax], in scope: String) -> [OptionSyntax] {
    var groups: [(options: [OptionSyntax], declaration: DeclaredExtensions.Declaration?)] = []
    let named = options.map { inFull($0, in: scope) }
      .sorted { $0.option.name.sortKey.precedesInUTF16($1.option.name.sortKey) }
    for (option, declaration) in named {
      if let declaration, declaration.field.label != .repeated,
        groups.last?.declaration?.fullName == declaration.fullName
      {
        groups[groups.count - 1].options.append(option)
      } else {
        groups.append(([option], declaration))
      }
    }
    return groups.map { options, declaration in
      var option = options[0]
      if let declaration { option.value = merged(options.map(\.value), typed: declaration.field.type, in: scope) }
      option.value = normalized(option.value, in: scope, isOwn: true)
      return option
    }
  }

  /// A custom option by its full name, with `(a).b = c` as `(a) = { b: c }`; one that nothing declares as it is.
  private func inFull(
    _ option: OptionSyntax, in scope: String
  ) -> (option: OptionSyntax, declaration: DeclaredExtensions.Declaration?) {
    guard case .custom(let name) = option.name.parts.first, let found = extensions.resolve(name, in: scope) else {
      return (option, nil)
    }
    var value = option.value
    for part in option.name.parts.dropFirst().reversed() {
      let name: AggregateFieldSyntax.Name =
        switch part {
        case .simple(let name): .simple(name)
        case .custom(let name): .custom(name)
        }
      value = OptionValueSyntax(
        kind: .aggregate([AggregateFieldSyntax(name: name, value: value, place: value.place)]), place: value.place)
    }
    let fullName = OptionNameSyntax(parts: [.custom(found.fullName)], place: option.name.place)
    return (OptionSyntax(name: fullName, value: value), found)
  }

  /// All values of one field that is not repeated as one: messages field by field if their type resolves here, and
  /// otherwise the last.
  private func merged(
    _ values: [OptionValueSyntax], typed type: FieldTypeSyntax, in scope: String
  ) -> OptionValueSyntax {
    let last = values[values.count - 1]
    let messages = values.reversed().prefix { $0.fields != nil }.reversed().compactMap(\.fields)
    guard messages.count > 1 else { return last }

    var names: [AggregateFieldSyntax] = []
    var valuesByName: [AggregateFieldSyntax.Name: [OptionValueSyntax]] = [:]
    for field in messages.flatMap(\.gatheredByName) {
      if valuesByName[field.name] == nil { names.append(field) }
      valuesByName[field.name, default: []].append(field.value)
    }
    let members = message(type, in: scope)?.fieldsByName ?? [:]
    let fields = names.map { field in
      let values = valuesByName[field.name] ?? []
      var field = field
      switch member(field.name, of: members, in: scope) {
      case let member? where member.isRepeated:
        field.value = values.count > 1 ? .list(of: values) : values[0]
      case let member?: field.value = merged(values, typed: member.type, in: scope)
      case nil: field.value = values[values.count - 1]
      }
      return field
    }
    return OptionValueSyntax(kind: .aggregate(fields), place: last.place)
  }

  private func message(_ type: FieldTypeSyntax, in scope: String) -> MessageSyntax? {
    guard case .named(let name) = type, case .message(let message)? = types.resolve(name.text, in: scope)?.definition
    else { return nil }
    return message
  }

  private func member(
    _ name: AggregateFieldSyntax.Name, of members: [String: FieldSyntax], in scope: String
  ) -> FieldSyntax? {
    switch name {
    case .simple(let name): members[name]
    case .custom(let name): extensions.resolve(name, in: scope)?.field
    case .any: nil
    }
  }

  /// A value with its numbers in decimal, its fields sorted by name and its extensions in full. Within a message a list of
  /// one is that one, and an empty list is nothing.
  private func normalized(_ value: OptionValueSyntax, in scope: String, isOwn: Bool) -> OptionValueSyntax {
    var value = value
    switch value.kind {
    case .identifier, .string: break
    case .integer(let text), .float(let text):
      // A number that begins with its point is a word to registries.
      if text.utf8.first != UInt8(ascii: "."), let number = NormalizedNumber.text(of: text) {
        value.kind = .float(number)
      }
    case .list(let items):
      if !isOwn, let only = items.first, items.count == 1 { return normalized(only, in: scope, isOwn: false) }
      value.kind = .list(items.map { normalized($0, in: scope, isOwn: false) })
    case .aggregate(let fields):
      value.kind = .aggregate(
        fields.gatheredByName
          .filter { $0.value.kind != .list([]) }
          .map { field in
            var field = field
            if case .custom(let name) = field.name, let found = extensions.resolve(name, in: scope) {
              field.name = .custom(found.fullName)
            }
            field.value = normalized(field.value, in: scope, isOwn: false)
            return field
          }
          .gatheredByName
          .sorted { $0.name.text.precedesInUTF16($1.name.text) })
    }
    return value
  }
}

extension OptionNameSyntax {
  /// What registries sort options by: the first name, without parentheses.
  fileprivate var sortKey: String {
    if case .custom(let name) = parts.first { name } else { text }
  }
}

extension OptionValueSyntax {
  fileprivate var fields: [AggregateFieldSyntax]? {
    if case .aggregate(let fields) = kind { fields } else { nil }
  }
}

extension MessageSyntax {
  fileprivate var fieldsByName: [String: FieldSyntax] {
    Dictionary((fields + oneofs.flatMap(\.fields)).map { ($0.name.text, $0) }) { first, _ in first }
  }
}

extension FieldSyntax {
  fileprivate var isRepeated: Bool {
    if case .map = type { true } else { label == .repeated }
  }
}
