/// Writes linked files as serialized `google.protobuf.FileDescriptorProto` messages: what protoc writes for the same file,
/// fields by number, without source locations.
public enum DescriptorWriter {
  /// The bytes of a `FileDescriptorProto`.
  public static func bytes(of file: FileDescriptor) -> [UInt8] {
    var writer = WireWriter()
    if !file.name.isEmpty { writer.write(file.name, as: 1) }
    if !file.package.isEmpty { writer.write(file.package, as: 2) }
    for dependency in file.dependencies { writer.write(dependency, as: 3) }
    for message in file.messages { writer.write(bytes(of: message, file.edition), as: 4) }
    for enumeration in file.enums { writer.write(bytes(of: enumeration), as: 5) }
    for service in file.services { writer.write(bytes(of: service), as: 6) }
    for field in file.extensions { writer.write(bytes(of: field, file.edition), as: 7) }
    writer.write(file.options, as: 8)
    for index in file.publicDependencies { writer.write(index, as: 10) }
    for index in file.weakDependencies { writer.write(index, as: 11) }
    switch file.edition {
    case .proto2: break
    case .proto3: writer.write("proto3", as: 12)
    case .edition2023:
      writer.write("editions", as: 12)
      writer.write(file.edition.rawValue, as: 14)
    }
    return writer.bytes
  }

  /// The bytes of a `FileDescriptorSet`.
  public static func bytes(of files: [FileDescriptor]) -> [UInt8] {
    var writer = WireWriter()
    for file in files { writer.write(bytes(of: file), as: 1) }
    return writer.bytes
  }

  private static func bytes(of message: MessageDescriptor, _ edition: Edition) -> [UInt8] {
    var writer = WireWriter()
    writer.write(message.name, as: 1)
    for field in message.fields { writer.write(bytes(of: field, edition), as: 2) }
    for inner in message.messages { writer.write(bytes(of: inner, edition), as: 3) }
    for enumeration in message.enums { writer.write(bytes(of: enumeration), as: 4) }
    for range in message.extensionRanges {
      var inner = rangeWriter(range.numbers.lowerBound, range.numbers.upperBound)
      inner.write(range.options, as: 3)
      writer.write(inner.bytes, as: 5)
    }
    for field in message.extensions { writer.write(bytes(of: field, edition), as: 6) }
    writer.write(message.options, as: 7)
    for oneof in message.oneofs {
      var inner = WireWriter()
      inner.write(oneof.name, as: 1)
      inner.write(oneof.options, as: 2)
      writer.write(inner.bytes, as: 8)
    }
    for range in message.reservedRanges {
      writer.write(rangeWriter(range.lowerBound, range.upperBound).bytes, as: 9)
    }
    for name in message.reservedNames { writer.write(name, as: 10) }
    return writer.bytes
  }

  private static func bytes(of field: FieldDescriptor, _ edition: Edition) -> [UInt8] {
    var writer = WireWriter()
    writer.write(field.name, as: 1)
    if let extendee = field.extendee { writer.write("." + extendee, as: 2) }
    writer.write(field.number, as: 3)
    writer.write(field.label.descriptorNumber, as: 4)
    writer.write(field.type.descriptorNumber(in: edition), as: 5)
    if let name = field.type.name { writer.write("." + name, as: 6) }
    if let value = field.defaultValue { writer.write(value, as: 7) }
    writer.write(field.options, as: 8)
    if let index = field.oneofIndex { writer.write(index, as: 9) }
    if field.isJSONNameStated, !field.jsonName.isEmpty { writer.write(field.jsonName, as: 10) }
    if field.isProto3Optional { writer.write(true, as: 17) }
    return writer.bytes
  }

  private static func bytes(of enumeration: EnumDescriptor) -> [UInt8] {
    var writer = WireWriter()
    writer.write(enumeration.name, as: 1)
    for value in enumeration.values {
      var inner = WireWriter()
      inner.write(value.name, as: 1)
      inner.write(value.number, as: 2)
      inner.write(value.options, as: 3)
      writer.write(inner.bytes, as: 2)
    }
    writer.write(enumeration.options, as: 3)
    for range in enumeration.reservedRanges {
      writer.write(rangeWriter(range.lowerBound, range.upperBound).bytes, as: 4)
    }
    for name in enumeration.reservedNames { writer.write(name, as: 5) }
    return writer.bytes
  }

  private static func bytes(of service: ServiceDescriptor) -> [UInt8] {
    var writer = WireWriter()
    writer.write(service.name, as: 1)
    for method in service.methods {
      var inner = WireWriter()
      inner.write(method.name, as: 1)
      inner.write("." + method.input, as: 2)
      inner.write("." + method.output, as: 3)
      inner.write(method.options, as: 4)
      if method.isClientStreaming { inner.write(true, as: 5) }
      if method.isServerStreaming { inner.write(true, as: 6) }
      writer.write(inner.bytes, as: 2)
    }
    writer.write(service.options, as: 3)
    return writer.bytes
  }

  private static func rangeWriter(_ start: Int32, _ end: Int32) -> WireWriter {
    var writer = WireWriter()
    writer.write(start, as: 1)
    writer.write(end, as: 2)
    return writer
  }
}

extension WireWriter {
  fileprivate mutating func write(_ options: OptionsDescriptor, as number: Int32) {
    if options.isPresent { write(options.bytes, as: number) }
  }
}
