import SchemaCore

extension DescriptorReader {
  /// Reads an `EnumDescriptorProto`; `outer` are the features in force around it.
  func enumeration(_ bytes: ArraySlice<UInt8>, _ outer: FeatureSet) throws(CodecError) -> EnumDescriptor {
    let options = try Self.options(3, of: bytes)
    let features = try outer.overridden(by: options, of: .enumeration)
    var enumeration = EnumDescriptor(name: try name(of: bytes, "an enum"), isClosed: features.enumType == .closed)
    enumeration.options = options
    var inner = self
    inner.path = FullName.join(path, enumeration.name)
    var reader = WireReader(bytes)
    while let field = try reader.next() {
      switch field.number {
      case 2: enumeration.values.append(try inner.value(field.contents()))
      case 4:
        let (start, end) = try bounds(field.contents())
        guard start <= end else { throw inner.emptyRange(start, end) }
        enumeration.reservedRanges.append(start...end)
      case 5: enumeration.reservedNames.append(try field.text())
      default: break
      }
    }
    return enumeration
  }

  private func value(_ bytes: ArraySlice<UInt8>) throws(CodecError) -> EnumValueDescriptor {
    var value = EnumValueDescriptor(name: try name(of: bytes, "a value"), number: 0)
    value.options = try Self.options(3, of: bytes)
    var reader = WireReader(bytes)
    while let field = try reader.next() {
      if field.number == 2 { value.number = try field.int32() }
    }
    return value
  }

  /// Reads a `ServiceDescriptorProto`.
  func service(_ bytes: ArraySlice<UInt8>) throws(CodecError) -> ServiceDescriptor {
    var service = ServiceDescriptor(name: try name(of: bytes, "a service"))
    service.options = try Self.options(3, of: bytes)
    var inner = self
    inner.path = FullName.join(path, service.name)
    var reader = WireReader(bytes)
    while let field = try reader.next() {
      if field.number == 2 { service.methods.append(try inner.method(field.contents())) }
    }
    return service
  }

  private func method(_ bytes: ArraySlice<UInt8>) throws(CodecError) -> MethodDescriptor {
    var method = MethodDescriptor(name: try name(of: bytes, "a method"), input: "", output: "")
    method.options = try Self.options(4, of: bytes)
    var reader = WireReader(bytes)
    while let field = try reader.next() {
      switch field.number {
      case 2: method.input = try typeName(field.text(), of: bytes)
      case 3: method.output = try typeName(field.text(), of: bytes)
      case 5: method.isClientStreaming = try field.bool()
      case 6: method.isServerStreaming = try field.bool()
      default: break
      }
    }
    guard !method.input.isEmpty, !method.output.isEmpty else {
      throw CodecError(
        .malformed, "the method lacks the type of its request or response", path: FullName.join(path, method.name),
        byteOffset: bytes.startIndex)
    }
    return method
  }
}
