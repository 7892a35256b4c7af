import SchemaCore

/// The tags of a `confluent.Meta`, written as `(option) = { tags: [ … ] }` or `(option).tags = …`.
extension [OptionSyntax] {
  private static let tagsField = AggregateFieldSyntax.Name.simple("tags")

  /// The tags in the option of this name, in the order of the text.
  func tags(in name: String) -> [ExactText] {
    flatMap { option -> [ExactText] in
      guard let rest = option.parts(within: name) else { return [] }
      if rest == [.simple("tags")] { return option.value.texts }
      guard rest.isEmpty, case .aggregate(let fields) = option.value.kind else { return [] }
      return fields.filter { $0.name == Self.tagsField }.flatMap(\.value.texts)
    }
  }

  /// Puts tags into the option of this name in the place of those that it has. An option without anything is left out.
  mutating func setTags(_ tags: [ExactText], in name: String) {
    removeAll { $0.parts(within: name) == [.simple("tags")] }
    let place = firstIndex { $0.parts(within: name) == [] }
    var fields: [AggregateFieldSyntax] = []
    if let place, case .aggregate(let old) = self[place].value.kind { fields = old }
    let position = fields.firstIndex { $0.name == Self.tagsField } ?? fields.count
    fields.removeAll { $0.name == Self.tagsField }
    if !tags.isEmpty {
      let value = OptionValueSyntax(kind: .list(tags.map(OptionValueSyntax.init(tag:))), place: SourcePlace(0))
      fields.insert(
        AggregateFieldSyntax(name: Self.tagsField, value: value, place: SourcePlace(0)),
        at: Swift.min(position, fields.count))
    }
    let value = OptionValueSyntax(kind: .aggregate(fields), place: SourcePlace(0))
    switch (place, fields.isEmpty) {
    case (let place?, false): self[place].value = value
    case (let place?, true): remove(at: place)
    case (nil, false):
      append(OptionSyntax(name: OptionNameSyntax(parts: [.custom(name)], place: SourcePlace(0)), value: value))
    case (nil, true): break
    }
  }
}

extension OptionSyntax {
  /// What follows the name of an extension in the option's name; nil if the option is another one.
  fileprivate func parts(within name: String) -> [OptionNameSyntax.Part]? {
    guard case .custom(let first)? = self.name.parts.first, FullName.withoutLeadingDot(first) == name else {
      return nil
    }
    return Array(self.name.parts.dropFirst())
  }
}

extension OptionValueSyntax {
  fileprivate init(tag: ExactText) {
    self.init(kind: .string(StringSyntax(bytes: Array(tag.text.utf8))), place: SourcePlace(0))
  }

  /// The texts of a string, or of a list of strings.
  fileprivate var texts: [ExactText] {
    switch kind {
    case .string(let string): [ExactText(String(decoding: string.bytes, as: UTF8.self))]
    case .list(let values): values.flatMap(\.texts)
    case .identifier, .integer, .float, .aggregate: []
    }
  }
}
