extension LinkSession {
  /// The linked form of a message and of all that is in it.
  func link(message id: Int) -> MessageDescriptor {
    let declared = table.messages[id]
    let file = declared.file
    var message = MessageDescriptor(name: declared.name.text)
    message.isMapEntry = declared.isMapEntry
    message.oneofs = declared.oneofs.map { syntax in
      var oneof = OneofDescriptor(name: syntax.name.text)
      var options: [OptionSyntax] = []
      for case .option(let option) in syntax.elements { options.append(option) }
      oneof.options = self.options(options, of: .oneof, from: declared.scope, in: file)
      return oneof
    }
    let isStrict = table.files[file].isStrict
    message.fields = declared.fields.map { field in
      let linked = link(field, of: declared, isReported: true)
      var descriptor = linked.descriptor
      descriptor.options = options(field.syntax.options, of: .field, from: declared.scope, in: file)
      if isStrict { check(field, linked, in: declared) }
      return descriptor
    }
    addSyntheticOneofs(to: &message)
    message.messages = declared.messages.map(link(message:))
    message.enums = declared.enums.map(link(enumeration:))
    message.extensions = declared.extensions.map(link(extension:))
    link(declared.ranges, of: declared, into: &message)
    for reserved in declared.reserved {
      switch reserved.values {
      case .names(let names, quoted: _): message.reservedNames += names.map(\.text)
      case .ranges(let ranges):
        message.reservedRanges += ranges.map { range($0, maximum: Self.maximumFieldNumber, in: file) }
      }
    }
    message.options = messageOptions(of: declared)
    if isStrict { check(message, declared) }
    return message
  }

  /// A map's entry has an option that says what it is.
  private func messageOptions(of declared: DeclaredMessage) -> OptionsDescriptor {
    if declared.isMapEntry, declared.options.isEmpty { return Self.mapEntryOptions }
    return options(declared.options, of: .message, from: declared.outerScope, in: declared.file)
  }

  private static let mapEntryOptions: OptionsDescriptor = {
    var writer = WireWriter()
    writer.write(true, as: 7)
    return OptionsDescriptor(bytes: writer.bytes)
  }()

  /// Presence of a proto3 `optional` field is that of the only member of a oneof, named after the field.
  private func addSyntheticOneofs(to message: inout MessageDescriptor) {
    guard message.fields.contains(where: \.isProto3Optional) else { return }
    var names = Set(message.fields.map(\.name)).union(message.oneofs.map(\.name))
    for index in message.fields.indices where message.fields[index].isProto3Optional {
      let field = message.fields[index].name
      var name = field.hasPrefix("_") ? field : "_" + field
      while !names.insert(name).inserted { name = "X" + name }
      message.fields[index].oneofIndex = message.oneofs.count
      message.oneofs.append(OneofDescriptor(name: name))
    }
  }

  private func link(
    _ statements: [ExtensionsSyntax], of declared: DeclaredMessage, into message: inout MessageDescriptor
  ) {
    for statement in statements {
      let options = options(statement.options, of: .extensionRange, from: declared.outerScope, in: declared.file)
      guard options.bytes.count * statement.ranges.count <= LinkRules.maximumRangeOptions else {
        problems.add(
          .limit, "The options of the ranges, one by one, have more than \(LinkRules.maximumRangeOptions) bytes",
          at: statement.place, in: declared.file)
        continue
      }
      for syntax in statement.ranges {
        var range = ExtensionRange(range(syntax, maximum: declared.maximumExtensionNumber, in: declared.file))
        range.options = options
        message.extensionRanges.append(range)
      }
    }
  }

  /// A range of field numbers. Its end does not belong to it, so the end of the greatest number of a message set, which
  /// would be out of range, is one less.
  private func range(_ syntax: RangeSyntax, maximum: Int32, in file: Int) -> Range<Int32> {
    let lower = number(syntax.lower, of: "a field number", in: file)
    let upper =
      switch syntax.upper {
      case nil: lower
      case .max: maximum
      case .number(let upper): number(upper, of: "a field number", in: file)
      }
    guard lower <= upper else {
      problems.add(.rule, "The range ends before it begins: swap its ends", at: syntax.lower.place, in: file)
      return upper..<lower
    }
    return lower..<(upper == Int32.max ? upper : upper + 1)
  }

  static let maximumFieldNumber: Int32 = 536_870_911
}

extension DeclaredMessage {
  var isMessageSet: Bool { options.flag("message_set_wire_format") == true }

  /// The greatest number that an extension can have.
  var maximumExtensionNumber: Int32 { isMessageSet ? Int32.max : LinkSession.maximumFieldNumber }
}
