/// What protoc refuses about fields.
extension LinkSession {
  /// Checks a field of a message.
  func check(_ field: DeclaredField, _ linked: LinkedField, in message: DeclaredMessage) {
    let syntax = field.syntax
    let number = syntax.number.value
    if !(1...Int64(Self.maximumFieldNumber)).contains(number) {
      problems.add(
        .rule, "The number \(number) of '\(syntax.name.text)' is not within 1 to \(Self.maximumFieldNumber)",
        at: syntax.number.place, in: message.file)
    }
    checkAnyField(field, linked, in: message.file)
    if message.isMapEntry { return }
    checkMap(field, linked, in: message)
    if table.files[message.file].edition >= .edition2023 {
      checkFeatures(of: field, linked, isExtension: false, in: message.file)
    }
  }

  /// What holds for fields and extensions.
  func checkAnyField(_ field: DeclaredField, _ linked: LinkedField, in file: Int) {
    let syntax = field.syntax
    let edition = table.files[file].edition
    if Self.protocolNumbers.contains(syntax.number.value) {
      problems.add(
        .rule,
        "The number \(syntax.number.value) of '\(syntax.name.text)' is one of \(Self.protocolNumbers.lowerBound) to "
          + "\(Self.protocolNumbers.upperBound), which implementations of Protobuf use: give it another",
        at: syntax.number.place, in: file)
    }
    if field.form == .group, edition != .proto2 {
      problems.add(
        .rule,
        edition == .proto3
          ? "There are no groups in proto3: use a message"
          : "There are no groups in editions: use a message with "
            + "features.message_encoding = DELIMITED", at: syntax.name.place, in: file)
    }
    checkEnum(syntax, linked, in: file)
    checkDefault(syntax, linked, in: file)
    for name in ["default", "json_name"] {
      let given = syntax.options.filter { $0.name.parts == [.simple(name)] }
      if given.count > 1 {
        problems.add(.rule, "'\(name)' is given twice: remove one", at: given[1].name.place, in: file)
      }
    }
    if linked.descriptor.jsonName.utf8.contains(0) {
      problems.add(
        .rule, "A json_name cannot have the character U+0000", at: syntax.place(ofOption: "json_name"), in: file)
    }
    checkOptions(syntax, linked, in: file)
  }

  private func checkEnum(_ syntax: FieldSyntax, _ linked: LinkedField, in file: Int) {
    guard case .enumeration(let id) = linked.type, linked.descriptor.features.isClosedEnum,
      table.files[file].edition == .proto3
    else { return }
    problems.add(
      .rule,
      "The enum '\(table.enums[id].fullName)' is closed, so no field of proto3 can have it: use an enum of a proto3 file",
      at: syntax.typePlace, in: file)
  }

  private func checkDefault(_ syntax: FieldSyntax, _ linked: LinkedField, in file: Int) {
    guard syntax.options.value(of: "default") != nil else { return }
    let place = syntax.place(ofOption: "default")
    if linked.descriptor.label == .repeated {
      problems.add(.rule, "Repeated fields have no default: remove it", at: place, in: file)
    } else if table.files[file].edition == .proto3 {
      problems.add(.rule, "Fields of proto3 have no default but zero: remove it", at: place, in: file)
    }
  }

  private func checkOptions(_ syntax: FieldSyntax, _ linked: LinkedField, in file: Int) {
    let options = syntax.options
    let type = linked.descriptor.type
    for name in ["lazy", "unverified_lazy"] where options.flag(name) == true {
      if case .message = type { continue }
      problems.add(
        .rule, "'\(name)' is for fields of a message type, and not for groups: remove it",
        at: syntax.place(ofOption: name), in: file)
    }
    if options.flag("packed") == true, linked.descriptor.label != .repeated || !type.isPackable {
      problems.add(
        .rule, "'packed' is for repeated fields of numbers, truth values and enums: remove it",
        at: syntax.place(ofOption: "packed"), in: file)
    }
    if let javaScriptType = options.identifier("jstype"), javaScriptType != "JS_NORMAL", !type.isWholeOf64Bits {
      problems.add(
        .rule, "'jstype' is for int64, uint64, sint64, fixed64 and sfixed64: remove it",
        at: syntax.place(ofOption: "jstype"), in: file)
    }
    if table.files[file].edition >= .edition2023, options.value(of: "ctype") != nil, !type.isTextOrBytes {
      problems.add(
        .rule, "'ctype' is for string and bytes: remove it", at: syntax.place(ofOption: "ctype"), in: file)
    }
  }

  private func checkMap(_ field: DeclaredField, _ linked: LinkedField, in message: DeclaredMessage) {
    guard case .message(let id) = linked.type, table.messages[id].isMapEntry else { return }
    let entry = table.messages[id]
    let place = field.syntax.name.place
    guard field.form == .map || entry.outerMessage != nil && field.isMap(of: entry.name.text) else {
      return problems.add(
        .rule, "'\(entry.fullName)' is made for a map: write the field as map<key, value>", at: place, in: message.file)
    }
    for part in entry.fields {
      let type = link(part, of: entry, isReported: false)
      if part.syntax.number.value == 1, !type.descriptor.type.isMapKey {
        problems.add(
          .rule, "Keys of maps are whole numbers, strings or truth values: take one of these types",
          at: part.syntax.typePlace, in: message.file)
      }
      if part.syntax.number.value == 2, case .enumeration(let value) = type.type,
        case .value(let first)? = table.enums[value].syntax.elements.first(where: \.isValue), first.number.value != 0
      {
        problems.add(
          .rule, "The first value of '\(table.enums[value].fullName)' is not 0, as it must be for an enum in a map",
          at: part.syntax.typePlace, in: message.file)
      }
    }
  }
}

extension FieldSyntax {
  /// Where an option stands, or the field's name if the option is not given.
  func place(ofOption name: String) -> SourcePlace {
    options.last { $0.name.parts == [.simple(name)] }?.name.place ?? self.name.place
  }

  /// Where the type stands, as far as that is known.
  var typePlace: SourcePlace {
    if case .named(let name) = type { name.place } else { name.place }
  }
}

extension EnumElementSyntax {
  var isValue: Bool {
    if case .value = self { true } else { false }
  }
}

extension FieldType {
  var isWholeOf64Bits: Bool {
    switch self {
    case .scalar(.int64), .scalar(.uint64), .scalar(.sint64), .scalar(.fixed64), .scalar(.sfixed64): true
    default: false
    }
  }

  var isTextOrBytes: Bool { self == .scalar(.string) || self == .scalar(.bytes) }

  var isMapKey: Bool {
    switch self {
    case .scalar(.float), .scalar(.double), .scalar(.bytes), .message, .group, .enumeration: false
    case .scalar: true
    }
  }
}
