public import FoundationEssentials
public import SchemaCore

extension AvroReader {
  /// Reads `bytes` with the logical type `decimal`, whose scale stands in the schema.
  @inlinable public mutating func decimal(scale: Int) throws(CodecError) -> AvroDecimal {
    try Self.decimal(try content(), scale: scale)
  }

  /// Reads a `fixed` of this size with the logical type `decimal`.
  @inlinable public mutating func decimal(scale: Int, size: Int) throws(CodecError) -> AvroDecimal {
    try Self.decimal(try fixedContent(size), scale: scale)
  }

  /// Reads `bytes` with the logical type `big-decimal`.
  public mutating func bigDecimal() throws(CodecError) -> AvroDecimal {
    let content = try content()
    var reader = AvroReader(content.baseAddress ?? start, count: content.count)
    do throws(CodecError) {
      return try reader.bigDecimalContent()
    } catch {
      throw failure(.bigDecimal, at: content.baseAddress)
    }
  }

  /// Reads what is inside of a big decimal's bytes.
  mutating func bigDecimalContent() throws(CodecError) -> AvroDecimal {
    let unscaled = try content()
    let scale = try int()
    try finish()
    return try Self.decimal(unscaled, scale: Int(scale))
  }

  /// Reads a `string` with the logical type `uuid`.
  public mutating func uuid() throws(CodecError) -> UUID {
    let content = try content()
    guard let uuid = UUID(avroText: content) else { throw failure(.uuid, at: content.baseAddress) }
    return uuid
  }

  /// Reads a `fixed` of 16 bytes with the logical type `uuid`.
  public mutating func fixedUUID() throws(CodecError) -> UUID {
    UUID(uuid: try fixedContent(UUID.byteCount).loadUnaligned(as: uuid_t.self))
  }

  /// Reads a `fixed` of 12 bytes with the logical type `duration`.
  public mutating func duration() throws(CodecError) -> AvroDuration {
    let content = try fixedContent(AvroDuration.byteCount)
    let (months, days, milliseconds) = content.loadUnaligned(as: (UInt32, UInt32, UInt32).self)
    return AvroDuration(
      months: UInt32(littleEndian: months), days: UInt32(littleEndian: days),
      milliseconds: UInt32(littleEndian: milliseconds))
  }

  /// The decimal in these bytes; up to eight of them make a number without an allocation.
  @inlinable static func decimal(_ bytes: UnsafeRawBufferPointer, scale: Int) throws(CodecError) -> AvroDecimal {
    guard bytes.count <= 8 else { return try AvroDecimal(unscaledBytes: bytes, scale: scale) }
    var value: Int64 = 0
    for byte in bytes { value = value &<< 8 | Int64(byte) }
    let unused = Int64(64 &- 8 &* bytes.count)
    return AvroDecimal(unscaled: bytes.isEmpty ? 0 : (value &<< unused) &>> unused, scale: scale)
  }
}
