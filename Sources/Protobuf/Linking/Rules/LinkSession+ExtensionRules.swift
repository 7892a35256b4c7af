/// What protoc refuses about extensions.
extension LinkSession {
  func check(_ id: Int, _ declared: DeclaredExtension, _ linked: LinkedField) {
    let syntax = declared.field.syntax
    checkAnyField(declared.field, linked, in: declared.file)
    if syntax.label == .required {
      problems.add(.rule, "Extensions cannot be required: make it optional", at: syntax.name.place, in: declared.file)
    }
    if syntax.options.value(of: "json_name") != nil,
      linked.descriptor.jsonName != FieldDescriptor.jsonName(for: syntax.name.text)
    {
      problems.add(
        .rule, "Extensions have no json_name: JSON has their full names", at: syntax.place(ofOption: "json_name"),
        in: declared.file)
    }
    if table.files[declared.file].edition >= .edition2023 {
      checkFeatures(of: declared.field, linked, isExtension: true, in: declared.file)
    }
    guard let extendee = linked.extendee else { return }
    checkExtendee(table.messages[extendee], declared, linked)
    checkNumber(id, declared, linked, extendee: extendee)
  }

  private func checkExtendee(_ extendee: DeclaredMessage, _ declared: DeclaredExtension, _ linked: LinkedField) {
    let place = declared.extendee.place
    if table.files[declared.file].edition == .proto3, !Self.isOptionsMessage(extendee.fullName) {
      problems.add(
        .rule, "Extensions of proto3 are for options only, such as those of google.protobuf.FieldOptions", at: place,
        in: declared.file)
    }
    if extendee.isMessageSet {
      let isMessage = if case .message = linked.descriptor.type { true } else { false }
      if !isMessage || linked.descriptor.label != .optional {
        problems.add(
          .rule, "Extensions of a message set are optional messages", at: declared.field.syntax.name.place,
          in: declared.file)
      }
    }
    if table.files[declared.file].isLite, !table.files[extendee.file].isLite {
      problems.add(
        .rule, "A file with optimize_for = LITE_RUNTIME extends only messages of such files", at: place,
        in: declared.file)
    }
  }

  private static func isOptionsMessage(_ name: String) -> Bool {
    OptionTarget.allCases.contains { $0.optionsMessage == name }
      || ["google.protobuf.FeatureSet", "google.protobuf.SourceCodeInfo", "google.protobuf.StreamOptions"].contains(
        name)
  }

  private func checkNumber(_ id: Int, _ declared: DeclaredExtension, _ linked: LinkedField, extendee: Int) {
    let message = table.messages[extendee]
    let number = declared.field.syntax.number
    let index = extensionRanges[extendee] ?? ExtensionRangeIndex(message)
    extensionRanges[extendee] = index
    guard let statement = index.statement(of: number.value) else {
      return problems.add(
        .rule, "'\(message.fullName)' has no extension range with the number \(number.value)", at: number.place,
        in: declared.file)
    }
    let key = ExtensionKey(extendee: extendee, number: number.value)
    if let other = extensions.updateValue(id, forKey: key) {
      extensions[key] = other
      problems.add(
        .rule,
        "The number \(number.value) of '\(message.fullName)' is that of the extension "
          + "'\(table.extensions[other].fullName)' already: take another",
        at: number.place, in: declared.file)
    }
    checkDeclaration(of: declared, linked, in: statement, of: message)
  }
}
