/// What protoc refuses about the features of editions.
extension LinkSession {
  /// Checks a field or an extension of a file in an edition.
  func checkFeatures(of field: DeclaredField, _ linked: LinkedField, isExtension: Bool, in file: Int) {
    let syntax = field.syntax
    let descriptor = linked.descriptor
    func refuse(_ message: String, feature: String? = nil) {
      let place = feature.flatMap { syntax.options.place(ofFeature: $0) } ?? syntax.name.place
      problems.add(.rule, message, at: place, in: file)
    }
    if syntax.options.value(of: "packed") != nil {
      problems.add(
        .rule, "There is no 'packed' in editions: use features.repeated_field_encoding",
        at: syntax.place(ofOption: "packed"), in: file)
    }
    if descriptor.features.presence == .implicit, descriptor.label != .repeated {
      if syntax.options.value(of: "default") != nil {
        problems.add(
          .rule, "A field with implicit presence has no default but zero: remove the default, or the presence",
          at: syntax.place(ofOption: "default"), in: file)
      }
      if descriptor.features.isClosedEnum {
        refuse("A field with implicit presence cannot have a closed enum: its default would not be zero")
      }
    }
    if isExtension, descriptor.features.presence == .required {
      refuse("Extensions cannot be required", feature: "field_presence")
    } else if let presence = syntax.options.feature("field_presence") {
      if field.oneof != nil {
        refuse("Members of a oneof have explicit presence: remove the feature", feature: "field_presence")
      } else if descriptor.label == .repeated {
        refuse("Repeated fields have no presence: remove the feature", feature: "field_presence")
      } else if isExtension {
        refuse("Extensions have explicit presence: remove the feature", feature: "field_presence")
      } else if descriptor.type.isMessage, presence == "IMPLICIT" {
        refuse("Fields of a message type have no implicit presence: remove the feature", feature: "field_presence")
      }
    }
    if let encoding = syntax.options.feature("repeated_field_encoding") {
      if descriptor.label != .repeated {
        refuse("'repeated_field_encoding' is for repeated fields: remove it", feature: "repeated_field_encoding")
      } else if encoding == "PACKED", !descriptor.type.isPackable {
        refuse(
          "Only numbers, truth values and enums can be packed: remove 'repeated_field_encoding'",
          feature: "repeated_field_encoding")
      }
    }
    if syntax.options.feature("utf8_validation") != nil, descriptor.type != .scalar(.string), !hasText(field, linked) {
      refuse("'utf8_validation' is for strings, and for maps with strings: remove it", feature: "utf8_validation")
    }
    if syntax.options.feature("message_encoding") != nil, !descriptor.type.isMessage || field.form == .map {
      refuse("'message_encoding' is for fields of a message type: remove it", feature: "message_encoding")
    }
  }

  /// True for maps with keys or values that are text.
  private func hasText(_ field: DeclaredField, _ linked: LinkedField) -> Bool {
    guard field.form == .map, case .message(let id) = linked.type else { return false }
    return table.messages[id].fields.contains { $0.syntax.type == .scalar(.string) }
  }
}

extension [OptionSyntax] {
  /// What the options themselves say about a feature; nil if nothing.
  func feature(_ name: String) -> String? { feature(named: name)?.value }

  /// Where the options say something about a feature.
  func place(ofFeature name: String) -> SourcePlace? { feature(named: name)?.place }

  private func feature(named name: String) -> (value: String, place: SourcePlace)? {
    for option in self where option.name.parts.first == .simple("features") {
      switch (option.name.parts.dropFirst().first, option.value.kind) {
      case (nil, .aggregate(let fields)):
        for field in fields {
          if field.name == .simple(name), case .identifier(let value) = field.value.kind { return (value, field.place) }
        }
      case (.simple(name)?, .identifier(let value)) where option.name.parts.count == 2:
        return (value, option.name.place)
      default: break
      }
    }
    return nil
  }
}
