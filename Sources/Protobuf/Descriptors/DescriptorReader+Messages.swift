import SchemaCore

extension DescriptorReader {
  /// How deep messages may be nested in each other.
  private static var maximumDepth: Int { 64 }

  /// Reads a `DescriptorProto`; `outer` are the features in force around it.
  func message(_ bytes: ArraySlice<UInt8>, _ outer: FeatureSet, depth: Int = 0) throws(CodecError) -> MessageDescriptor
  {
    guard depth < Self.maximumDepth else {
      throw CodecError(.limit, "messages are nested deeper than \(Self.maximumDepth)", path: path)
    }
    var message = MessageDescriptor(name: try name(of: bytes, "a message"))
    var inner = self
    inner.path = FullName.join(path, message.name)
    message.options = try Self.options(7, of: bytes)
    message.isMapEntry = try Self.isMapEntry(message.options)
    let features = try outer.overridden(by: message.options, of: .message)
    try inner.readTypes(bytes, into: &message, features, depth: depth)
    try inner.readFields(bytes, into: &message, features)
    return message
  }

  /// Nested types and oneofs: what fields refer to by place.
  private func readTypes(
    _ bytes: ArraySlice<UInt8>, into message: inout MessageDescriptor, _ features: FeatureSet, depth: Int
  ) throws(CodecError) {
    var reader = WireReader(bytes)
    while let field = try reader.next() {
      switch field.number {
      case 3: message.messages.append(try self.message(field.contents(), features, depth: depth + 1))
      case 4: message.enums.append(try enumeration(field.contents(), features))
      case 8:
        var oneof = OneofDescriptor(name: try name(of: field.contents(), "a oneof"))
        oneof.options = try Self.options(2, of: field.contents())
        message.oneofs.append(oneof)
      default: break
      }
    }
  }

  private func readFields(
    _ bytes: ArraySlice<UInt8>, into message: inout MessageDescriptor, _ features: FeatureSet
  ) throws(CodecError) {
    let place = try FieldPlace(in: message, features, path: path)
    var reader = WireReader(bytes)
    while let field = try reader.next() {
      switch field.number {
      case 2: message.fields.append(try self.field(field.contents(), in: place))
      case 5: message.extensionRanges.append(try extensionRange(field.contents()))
      case 6: message.extensions.append(try self.field(field.contents(), in: .extensions(features)))
      case 9:
        let (start, end) = try bounds(field.contents())
        guard start < end else { throw emptyRange(start, end) }
        message.reservedRanges.append(start..<end)
      case 10: message.reservedNames.append(try field.text())
      default: break
      }
    }
  }

  private func extensionRange(_ bytes: ArraySlice<UInt8>) throws(CodecError) -> ExtensionRange {
    let (start, end) = try bounds(bytes)
    guard start < end else { throw emptyRange(start, end) }
    var range = ExtensionRange(start..<end)
    range.options = try Self.options(3, of: bytes)
    return range
  }

  /// The fields `start` and `end` of the messages for ranges.
  func bounds(_ bytes: ArraySlice<UInt8>) throws(CodecError) -> (start: Int32, end: Int32) {
    var bounds: (start: Int32, end: Int32) = (0, 0)
    var reader = WireReader(bytes)
    while let field = try reader.next() {
      switch field.number {
      case 1: bounds.start = try field.int32()
      case 2: bounds.end = try field.int32()
      default: break
      }
    }
    return bounds
  }

  /// The full name of a type, without the leading dot.
  func typeName(_ text: String, of bytes: ArraySlice<UInt8>) throws(CodecError) -> String {
    let name = FullName.withoutLeadingDot(text)
    guard name.isEmpty || FullName.isValid(name) else {
      throw CodecError(.malformed, "'\(text)' is no name of a type", path: path, byteOffset: bytes.startIndex)
    }
    return name
  }

  func emptyRange(_ start: Int32, _ end: Int32) -> CodecError {
    CodecError(.malformed, "the range from \(start) to \(end) ends before it begins", path: path)
  }

  /// Field 1 of every declaration.
  func name(of bytes: ArraySlice<UInt8>, _ what: String) throws(CodecError) -> String {
    var name = ""
    var reader = WireReader(bytes)
    while let field = try reader.next() {
      if field.number == 1 { name = try field.text() }
    }
    guard FullName.isIdentifier(name) else {
      let problem = name.isEmpty ? "\(what) has no name" : "'\(name)' is no name for \(what)"
      throw CodecError(.malformed, problem, path: path, byteOffset: bytes.startIndex)
    }
    guard path.utf8.count + 1 + name.utf8.count <= FullName.maximumLength else {
      throw CodecError(
        .limit, "the name of \(what) is longer than \(FullName.maximumLength) bytes", byteOffset: bytes.startIndex)
    }
    return name
  }

  private static func isMapEntry(_ options: OptionsDescriptor) throws(CodecError) -> Bool {
    var isMapEntry = false
    var reader = WireReader(options.bytes)
    while let field = try reader.next() {
      if field.number == 7 { isMapEntry = try field.bool() }
    }
    return isMapEntry
  }
}

/// Where a field stands, as far as its own features depend on it.
struct FieldPlace {
  var features: FeatureSet
  var isExtension = false
  /// The features of each oneof.
  var oneofs: [FeatureSet] = []
  var isInMapEntry = false
  /// The full names of the messages made for maps.
  var mapEntries: Set<String> = []

  static func extensions(_ features: FeatureSet) -> FieldPlace { FieldPlace(features: features, isExtension: true) }

  private init(features: FeatureSet, isExtension: Bool) {
    self.features = features
    self.isExtension = isExtension
  }

  /// Among the fields of a message with the full name `path`, of which nested types and oneofs are read already.
  init(in message: MessageDescriptor, _ features: FeatureSet, path: String) throws(CodecError) {
    self.features = features
    for oneof in message.oneofs { oneofs.append(try features.overridden(by: oneof.options, of: .oneof)) }
    isInMapEntry = message.isMapEntry
    for inner in message.messages where inner.isMapEntry { mapEntries.insert(FullName.join(path, inner.name)) }
  }
}
