import SchemaCore

/// The bytes in front of data that name its schema, or those of a header.
struct FramePrefix {
  let identity: FrameIdentity
  /// How many bytes they are, without message indexes.
  let byteCount: Int
  /// True if the data behind is compressed by zlib.
  var isCompressed = false

  /// Reads the prefix of a record.
  ///
  /// - Throws: `FramingError`.
  init(_ bytes: ArraySlice<UInt8>, kinds: FrameKinds) throws(FramingError) {
    guard let magic = bytes.first else { throw .empty }
    switch magic {
    case 0 where kinds.contains(.apicurio) && Self.hasLongID(bytes):
      identity = .apicurio(Self.number(bytes.dropFirst().prefix(8)))
      byteCount = 9
    case 0 where kinds.contains(.registry):
      guard bytes.count >= 5 else { throw .truncated(bytes.count, needed: 5) }
      let number = Self.number(bytes.dropFirst().prefix(4))
      guard let id = Int32(exactly: number), id > 0 else {
        throw FramingError(
          kind: .invalidIdentity, description: "schema ID \(number) is not one that a registry gives out")
      }
      identity = .registered(.id(SchemaID(rawValue: id)))
      byteCount = 5
    case 1 where kinds.contains(.registry):
      guard let guid = SchemaGUID(bytes: bytes.dropFirst().prefix(16)) else {
        throw .truncated(bytes.count, needed: 17)
      }
      identity = .registered(.guid(guid))
      byteCount = 17
    case 3 where kinds.contains(.glue):
      guard let version = SchemaGUID(bytes: bytes.dropFirst(2).prefix(16)) else {
        throw .truncated(bytes.count, needed: 18)
      }
      identity = .glue(version)
      byteCount = 18
      isCompressed = try Self.isCompressed(bytes[bytes.startIndex + 1])
    case 0xC3 where kinds.contains(.singleObject) && bytes.dropFirst().first == 0x01:
      guard bytes.count >= 10 else { throw .truncated(bytes.count, needed: 10) }
      identity = .fingerprint(Self.number(bytes.dropFirst(2).prefix(8)).byteSwapped)
      byteCount = 10
    default:
      throw .unknownMagicByte(bytes)
    }
  }

  /// Four zero bytes and at least four more.
  private static func hasLongID(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.count >= 9 && bytes.dropFirst().prefix(4).allSatisfy { $0 == 0 }
  }

  /// What AWS Glue says of compression in the byte behind the first.
  private static func isCompressed(_ byte: UInt8) throws(FramingError) -> Bool {
    switch byte {
    case 0: return false
    case 5: return true
    default:
      throw FramingError(
        kind: .invalidIdentity,
        description: "the frame of AWS Glue names a compression that is not known: \(Hexadecimal.text([byte]))")
    }
  }

  /// A number whose most significant byte comes first.
  private static func number(_ bytes: ArraySlice<UInt8>) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }
}

extension [RecordHeader] {
  /// The value of the last header that names the schema of a part of the record; nil if there is none.
  func schemaFrame(of part: RecordPart) -> [UInt8]? {
    let name = part.headerName
    return last { $0.name == name }?.value
  }
}
