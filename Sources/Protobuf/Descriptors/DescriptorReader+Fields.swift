import SchemaCore

extension DescriptorReader {
  /// Reads a `FieldDescriptorProto`.
  func field(_ bytes: ArraySlice<UInt8>, in place: FieldPlace) throws(CodecError) -> FieldDescriptor {
    var raw = try RawField(bytes)
    raw.name = try name(of: bytes, "a field")
    raw.typeName = try typeName(raw.typeName, of: bytes)
    raw.extendee = try typeName(raw.extendee, of: bytes)
    func malformed(_ message: String) -> CodecError {
      CodecError(.malformed, message, path: FullName.join(path, raw.name), byteOffset: bytes.startIndex)
    }
    // Extensions of message sets are not written as fields, and have greater numbers.
    let maximumNumber = place.isExtension ? Int32.max : Int32(WireTag.maximumNumber)
    guard (1...maximumNumber).contains(raw.number) else {
      throw malformed("\(raw.number) is no field number; they are 1 to \(maximumNumber)")
    }
    guard let label = FieldLabel(descriptorNumber: raw.label) else {
      throw malformed("the field has no valid label, but \(raw.label)")
    }
    guard var type = FieldType(descriptorNumber: raw.type, name: raw.typeName) else {
      throw malformed("the field has no valid type, but \(raw.type) named '\(raw.typeName)'")
    }
    if case .group = type, edition >= .edition2023 {
      throw malformed("editions have no groups; let it be a message with features.message_encoding = DELIMITED")
    }
    if let oneof = raw.oneofIndex, !place.oneofs.indices.contains(oneof) {
      throw malformed("the message has no oneof \(oneof)")
    }
    guard place.isExtension != raw.extendee.isEmpty else {
      throw malformed(
        place.isExtension ? "the extension does not say what it extends" : "the field says that it extends something")
    }

    let options = try Self.options(8, of: bytes)
    let features = try (raw.oneofIndex.map { place.oneofs[$0] } ?? place.features)
      .overridden(by: options, of: .field)
    if case .message(let name) = type, features.messageEncoding == .delimited, !place.isInMapEntry,
      !place.mapEntries.contains(name)
    {
      type = .group(name)
    }
    var field = FieldDescriptor(
      name: raw.name, number: raw.number, label: label, type: type,
      features: FieldFeatures(
        features, label: label, type: type, isExtension: place.isExtension, isOneofMember: raw.oneofIndex != nil,
        packedOption: try Self.packed(in: options), isClosedEnum: type.isEnum && features.enumType == .closed))
    field.extendee = place.isExtension ? raw.extendee : nil
    field.defaultValue = raw.defaultValue
    field.oneofIndex = raw.oneofIndex
    field.jsonName = raw.jsonName ?? (place.isExtension ? "" : FieldDescriptor.jsonName(for: raw.name))
    field.isJSONNameStated = raw.jsonName != nil
    field.isProto3Optional = raw.isProto3Optional
    field.options = options
    return field
  }

  private static func packed(in options: OptionsDescriptor) throws(CodecError) -> Bool? {
    var packed: Bool?
    var reader = WireReader(options.bytes)
    while let field = try reader.next() {
      if field.number == 2 { packed = try field.bool() }
    }
    return packed
  }
}

/// The fields of a `FieldDescriptorProto` as they are written.
private struct RawField {
  var name = ""
  var number: Int32 = 0
  var label: Int32 = 1
  var type: Int32 = 0
  var typeName = ""
  var extendee = ""
  var defaultValue: String?
  var oneofIndex: Int?
  var jsonName: String?
  var isProto3Optional = false

  init(_ bytes: ArraySlice<UInt8>) throws(CodecError) {
    var reader = WireReader(bytes)
    while let field = try reader.next() {
      switch field.number {
      case 2: extendee = try field.text()
      case 3: number = try field.int32()
      case 4: label = try field.int32()
      case 5: type = try field.int32()
      case 6: typeName = try field.text()
      case 7: defaultValue = try field.text()
      case 9: oneofIndex = Int(try field.int32())
      case 10: jsonName = try field.text()
      case 17: isProto3Optional = try field.bool()
      default: break
      }
    }
  }
}
