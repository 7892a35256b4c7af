public import SchemaCore

/// A record in the single-object encoding, taken apart (Avro 1.12 specification, Single-object encoding): a marker,
/// the fingerprint of the schema with which the record was written, and the record.
public struct SingleObjectMessage: Sendable {
  /// What each message begins with.
  public static let marker: [UInt8] = [0xC3, 0x01]
  /// How many bytes stand in front of the record.
  public static let headerByteCount = 10

  /// The CRC-64-AVRO of the schema's Parsing Canonical Form, as `AvroDocument.fingerprint()` has it.
  public let fingerprint: UInt64
  /// The record in Avro's binary encoding.
  public let record: ArraySlice<UInt8>

  /// Whether bytes begin as a message does. Other bytes may begin so too, by chance or on purpose.
  public static func isMessage(_ bytes: some Collection<UInt8>) -> Bool {
    bytes.count >= headerByteCount && bytes.starts(with: marker)
  }

  /// Takes a message apart. The record's bytes are not looked at.
  ///
  /// - Throws: `CodecError` of kind `malformed` if the bytes do not begin with the marker, `truncated` if they end
  ///   before the record begins.
  public init(_ bytes: some Collection<UInt8>) throws(CodecError) {
    let bytes = bytes as? ArraySlice<UInt8> ?? Array(bytes)[...]
    guard bytes.starts(with: Self.marker.prefix(bytes.count)) else {
      throw CodecError(.malformed, "this is no single-object encoding: it does not begin with C3 01", byteOffset: 0)
    }
    guard bytes.count >= Self.headerByteCount else {
      throw CodecError(
        .truncated, "the bytes end before the \(Self.headerByteCount) bytes of marker and fingerprint do",
        byteOffset: bytes.count)
    }
    let digits = bytes.dropFirst(Self.marker.count).prefix(MemoryLayout<UInt64>.size)
    fingerprint = digits.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    record = bytes.dropFirst(Self.headerByteCount)
  }
}
