public import SchemaCore

/// Reads the fields of one message from bytes, without knowing its type. Simple and safe: for descriptors, options and
/// other data that is read seldom; records are decoded by programs of their own.
///
/// Nothing is copied: values are slices of the input, and offsets in errors count from the input's start.
/// Source of the rules: protobuf.dev, Encoding.
public struct WireReader: Sendable {
  private let bytes: ArraySlice<UInt8>
  /// Where the next field begins, from the start of the input.
  public private(set) var offset: Int

  public init(_ bytes: [UInt8]) {
    self.init(bytes[...])
  }

  public init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    self.offset = bytes.startIndex
  }

  /// The next field; nil at the end.
  ///
  /// - Throws: `CodecError` if no valid field follows: the bytes end within it, its number is not 1 to 536,870,911, a group
  ///   is not closed by its own end, or groups are nested deeper than 100.
  public mutating func next() throws(CodecError) -> WireField? {
    guard offset < bytes.endIndex else { return nil }
    let start = offset
    let tag = try readTag()
    let value = try readValue(tag, at: start)
    return WireField(number: tag.number, value: value, bytes: bytes[start..<offset])
  }

  /// The next variable-length number, where numbers stand side by side as in a packed field; nil at the end.
  ///
  /// - Throws: `CodecError` if the bytes end within it, or it is longer than ten bytes.
  public mutating func nextVarint() throws(CodecError) -> UInt64? {
    offset < bytes.endIndex ? try readVarint() : nil
  }

  private mutating func readTag() throws(CodecError) -> WireTag {
    let start = offset
    let raw = try readVarint()
    guard let tag = WireTag(raw) else {
      throw CodecError(
        .malformed, "a tag of \(raw) has a field number out of range or an unknown wire type", byteOffset: start)
    }
    return tag
  }

  private mutating func readValue(_ tag: WireTag, at start: Int) throws(CodecError) -> WireValue {
    switch tag.type {
    case .varint: return .varint(try readVarint())
    case .fixed64: return .fixed64(littleEndian(try take(8)))
    case .fixed32: return .fixed32(UInt32(truncatingIfNeeded: littleEndian(try take(4))))
    case .lengthDelimited:
      let length = try readVarint()
      guard length <= UInt64(bytes.endIndex - offset) else {
        throw CodecError(
          .truncated, "\(length) bytes are announced and \(bytes.endIndex - offset) are left", byteOffset: start)
      }
      return .lengthDelimited(try take(Int(length)))
    case .startGroup: return .group(try readGroup(tag.number, at: start))
    case .endGroup:
      throw CodecError(.malformed, "a group ends that was not begun, number \(tag.number)", byteOffset: start)
    }
  }

  /// Goes to the end of a group that was begun, and of all groups in it.
  private mutating func readGroup(_ number: Int32, at start: Int) throws(CodecError) -> ArraySlice<UInt8> {
    let contents = offset
    var open = [number]
    while true {
      let place = offset
      guard place < bytes.endIndex else {
        throw CodecError(.truncated, "the bytes end within a group, number \(number)", byteOffset: start)
      }
      let tag = try readTag()
      switch tag.type {
      case .startGroup:
        guard open.count < Self.maximumDepth else {
          throw CodecError(.limit, "groups are nested deeper than \(Self.maximumDepth)", byteOffset: place)
        }
        open.append(tag.number)
      case .endGroup:
        guard open.popLast() == tag.number else {
          throw CodecError(.malformed, "another group ends than was begun, number \(tag.number)", byteOffset: place)
        }
        if open.isEmpty { return bytes[contents..<place] }
      default: _ = try readValue(tag, at: place)
      }
    }
  }

  /// The bits over 64 of a tenth byte are dropped, as every implementation does.
  private mutating func readVarint() throws(CodecError) -> UInt64 {
    let start = offset
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 70, by: 7) {
      guard offset < bytes.endIndex else {
        throw CodecError(.truncated, "the bytes end within a number", byteOffset: start)
      }
      let byte = bytes[offset]
      offset += 1
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
    }
    throw CodecError(.malformed, "a variable-length number is longer than 10 bytes", byteOffset: start)
  }

  private mutating func take(_ count: Int) throws(CodecError) -> ArraySlice<UInt8> {
    guard count <= bytes.endIndex - offset else {
      throw CodecError(
        .truncated, "\(count) bytes are needed and \(bytes.endIndex - offset) are left", byteOffset: offset)
    }
    defer { offset += count }
    return bytes[offset..<offset + count]
  }

  private func littleEndian(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  private static let maximumDepth = 100
}
