import SchemaCore

/// Makes the syntax of declarations from their descriptors.
struct SyntaxMaker {
  let edition: Edition

  func message(_ message: MessageDescriptor) throws(CodecError) -> MessageSyntax {
    var elements: [MessageElementSyntax] = []
    for range in message.reservedRanges {
      elements.append(.reserved(reserved(Int64(range.lowerBound), Int64(range.upperBound) - 1)))
    }
    elements += message.reservedNames.map { .reserved(reserved($0)) }
    elements += try StandardOptions.message.syntax(of: message.options).map { .option($0) }
    var members: [Int: [OneofElementSyntax]] = [:]
    for field in message.fields {
      if let oneof = field.oneofIndex, !field.isProto3Optional {
        members[oneof, default: []].append(.field(try self.field(field, label: nil)))
      } else {
        elements.append(.field(try self.field(field, label: label(of: field))))
      }
    }
    for (index, oneof) in message.oneofs.enumerated() {
      guard let members = members[index] else { continue }
      let options: [OneofElementSyntax] = try StandardOptions.oneof.syntax(of: oneof.options).map { .option($0) }
      elements.append(.oneof(OneofSyntax(name: NameSyntax(oneof.name), elements: options + members)))
    }
    for range in message.extensionRanges {
      let numbers = self.range(Int64(range.numbers.lowerBound), Int64(range.numbers.upperBound) - 1)
      let options = try StandardOptions.extensionRange.syntax(of: range.options)
      elements.append(.extensions(ExtensionsSyntax(ranges: [numbers], options: options, place: .none)))
    }
    elements += try extends(message.extensions).map { .extend($0) }
    for inner in message.messages { elements.append(.message(try self.message(inner))) }
    for inner in message.enums { elements.append(.enumeration(try enumeration(inner))) }
    return MessageSyntax(name: NameSyntax(message.name), elements: elements)
  }

  /// One block for each message that is extended, in the order in which they first are.
  func extends(_ fields: [FieldDescriptor]) throws(CodecError) -> [ExtendSyntax] {
    var blocks: [ExtendSyntax] = []
    var places: [String: Int] = [:]
    for field in fields {
      let extendee = field.extendee ?? ""
      let place = places[extendee] ?? blocks.count
      if place == blocks.count {
        places[extendee] = place
        blocks.append(ExtendSyntax(extendee: NameSyntax(typeName: extendee)))
      }
      blocks[place].elements.append(.field(try self.field(field, label: label(of: field))))
    }
    return blocks
  }

  func enumeration(_ enumeration: EnumDescriptor) throws(CodecError) -> EnumSyntax {
    var elements: [EnumElementSyntax] = []
    for range in enumeration.reservedRanges {
      elements.append(.reserved(reserved(Int64(range.lowerBound), Int64(range.upperBound))))
    }
    elements += enumeration.reservedNames.map { .reserved(reserved($0)) }
    elements += try StandardOptions.enumeration.syntax(of: enumeration.options).map { .option($0) }
    for value in enumeration.values {
      let options = try StandardOptions.enumValue.syntax(of: value.options)
      elements.append(
        .value(EnumValueSyntax(name: NameSyntax(value.name), number: NumberSyntax(value.number), options: options)))
    }
    return EnumSyntax(name: NameSyntax(enumeration.name), elements: elements)
  }

  func service(_ service: ServiceDescriptor) throws(CodecError) -> ServiceSyntax {
    var elements: [ServiceElementSyntax] = try StandardOptions.service.syntax(of: service.options).map { .option($0) }
    for method in service.methods {
      elements.append(
        .method(
          MethodSyntax(
            name: NameSyntax(method.name), input: NameSyntax(typeName: method.input),
            isClientStreaming: method.isClientStreaming, output: NameSyntax(typeName: method.output),
            isServerStreaming: method.isServerStreaming,
            options: try StandardOptions.method.syntax(of: method.options))))
    }
    return ServiceSyntax(name: NameSyntax(service.name), elements: elements)
  }

  private func range(_ lower: Int64, _ upper: Int64) -> RangeSyntax {
    RangeSyntax(lower: NumberSyntax(lower), upper: lower == upper ? nil : .number(NumberSyntax(upper)))
  }

  private func reserved(_ lower: Int64, _ upper: Int64) -> ReservedSyntax {
    ReservedSyntax(values: .ranges([range(lower, upper)]), place: .none)
  }

  private func reserved(_ name: String) -> ReservedSyntax {
    ReservedSyntax(values: .names([NameSyntax(name)], quoted: edition < .edition2023), place: .none)
  }

  /// proto3 has `optional` for fields that say so, editions have it nowhere.
  private func label(of field: FieldDescriptor) -> FieldLabel? {
    if field.isProto3Optional { return .optional }
    return edition == .proto2 || field.label == .repeated ? field.label : nil
  }
}
