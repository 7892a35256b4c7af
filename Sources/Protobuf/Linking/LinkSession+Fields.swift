/// A field whose type is resolved, without its options.
struct LinkedField {
  var descriptor: FieldDescriptor
  var type: ResolvedType
  /// For extensions, the message that is extended.
  var extendee: Int?
}

extension LinkSession {
  /// A field of a message, without its options.
  ///
  /// - Parameter isReported: False if what is wrong was or will be told elsewhere.
  func link(_ field: DeclaredField, of message: DeclaredMessage, isReported: Bool) -> LinkedField {
    var features = message.features
    if let oneof = field.oneof {
      var options: [OptionSyntax] = []
      for case .option(let option) in message.oneofs[oneof].elements { options.append(option) }
      features = features.overridden(by: options)
    }
    return link(
      field, from: message.scope, in: message.file, features: features, isExtension: false,
      isInMapEntry: message.isMapEntry, isReported: isReported)
  }

  /// An extension, with its options.
  func link(extension id: Int) -> FieldDescriptor {
    let declared = table.extensions[id]
    let linked = link(extension: id, isReported: true)
    var descriptor = linked.descriptor
    descriptor.options = options(
      declared.field.syntax.options, of: .field, from: declared.outerScope, in: declared.file)
    if table.files[declared.file].isStrict { check(id, declared, linked) }
    return descriptor
  }

  /// An extension, without its options.
  func link(extension id: Int, isReported: Bool) -> LinkedField {
    let declared = table.extensions[id]
    var linked = link(
      declared.field, from: declared.outerScope, in: declared.file, features: declared.features, isExtension: true,
      isInMapEntry: false, isReported: isReported)
    linked.extendee = message(
      named: declared.extendee, from: declared.outerScope, in: declared.file, isReported: isReported)
    linked.descriptor.extendee = linked.extendee.map { table.messages[$0].fullName } ?? declared.extendee.text
    return linked
  }

  private func link(
    _ field: DeclaredField, from scope: Int, in file: Int, features outerFeatures: FeatureSet, isExtension: Bool,
    isInMapEntry: Bool, isReported: Bool
  ) -> LinkedField {
    let syntax = field.syntax
    let edition = table.files[file].edition
    let features = outerFeatures.overridden(by: syntax.options)
    let label = syntax.label ?? .optional
    let type = resolve(syntax.type, from: scope, in: file, isReported: isReported)
    let isDelimited =
      field.form == .group || features.messageEncoding == .delimited && field.form != .map && !isInMapEntry
    let fieldType = fieldType(type, of: syntax, isDelimited: isDelimited)
    let isProto3Optional =
      edition == .proto3 && syntax.label == .optional && field.oneof == nil && !isInMapEntry
    let number =
      isReported
      ? self.number(syntax.number, of: "a field number", in: file) : Int32(truncatingIfNeeded: syntax.number.value)
    var descriptor = FieldDescriptor(
      name: syntax.name.text, number: number, label: label, type: fieldType,
      features: FieldFeatures(
        features, label: label, type: fieldType, isExtension: isExtension,
        isOneofMember: field.oneof != nil || isProto3Optional, packedOption: syntax.options.flag("packed"),
        isClosedEnum: isClosed(type)))
    descriptor.oneofIndex = field.oneof
    descriptor.isProto3Optional = isProto3Optional
    descriptor.jsonName = syntax.options.string("json_name") ?? FieldDescriptor.jsonName(for: syntax.name.text)
    if let value = syntax.options.value(of: "default") {
      descriptor.defaultValue = defaultValue(value, for: type, in: file, isReported: isReported)
    }
    return LinkedField(descriptor: descriptor, type: type)
  }

  private func resolve(_ type: FieldTypeSyntax, from scope: Int, in file: Int, isReported: Bool) -> ResolvedType {
    switch type {
    case .scalar(let scalar): .scalar(scalar)
    case .named(let name): self.type(named: name, from: scope, in: file, isReported: isReported)
    case .map: .unknown  // Declared as a message of its own; within another map the parser refuses it.
    }
  }

  private func fieldType(_ type: ResolvedType, of syntax: FieldSyntax, isDelimited: Bool) -> FieldType {
    switch type {
    case .scalar(let scalar): return .scalar(scalar)
    case .message(let id):
      return isDelimited ? .group(table.messages[id].fullName) : .message(table.messages[id].fullName)
    case .enumeration(let id): return .enumeration(table.enums[id].fullName)
    case .unknown:
      if case .named(let name) = syntax.type { return .message(FullName.withoutLeadingDot(name.text)) }
      return .message("")
    }
  }

  private func isClosed(_ type: ResolvedType) -> Bool {
    if case .enumeration(let id) = type { table.enums[id].features.enumType == .closed } else { false }
  }
}
