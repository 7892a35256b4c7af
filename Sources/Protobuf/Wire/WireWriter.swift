/// Writes the fields of messages as bytes. The counterpart of `WireReader`, for data that is written seldom.
///
/// Source of the rules: protobuf.dev, Encoding.
public struct WireWriter: Sendable {
  /// What was written so far.
  public private(set) var bytes: [UInt8] = []

  public init() {}

  /// Writes a number of variable length: also truth values and enum values, negative ones sign-extended to 64 bits.
  public mutating func write(varint value: UInt64, as number: Int32) {
    write(WireTag(number, .varint))
    write(varint: value)
  }

  /// Writes a whole number as `int32`, `int64` and enums are written: a negative one takes ten bytes.
  public mutating func write(_ value: some FixedWidthInteger & SignedInteger, as number: Int32) {
    write(varint: UInt64(bitPattern: Int64(value)), as: number)
  }

  public mutating func write(_ value: Bool, as number: Int32) {
    write(varint: value ? 1 : 0, as: number)
  }

  public mutating func write(_ text: String, as number: Int32) {
    write(Array(text.utf8), as: number)
  }

  /// Writes bytes, packed numbers, or a message that is serialized already.
  public mutating func write(_ contents: some Collection<UInt8>, as number: Int32) {
    write(WireTag(number, .lengthDelimited))
    write(varint: UInt64(contents.count))
    bytes += contents
  }

  public mutating func write(fixed32 value: UInt32, as number: Int32) {
    write(WireTag(number, .fixed32))
    for shift in stride(from: UInt32(0), to: 32, by: 8) { bytes.append(UInt8(truncatingIfNeeded: value >> shift)) }
  }

  public mutating func write(fixed64 value: UInt64, as number: Int32) {
    write(WireTag(number, .fixed64))
    for shift in stride(from: UInt64(0), to: 64, by: 8) { bytes.append(UInt8(truncatingIfNeeded: value >> shift)) }
  }

  /// Writes a message between a start and an end tag; `contents` are its fields, serialized already.
  public mutating func write(group contents: some Collection<UInt8>, as number: Int32) {
    write(WireTag(number, .startGroup))
    bytes += contents
    write(WireTag(number, .endGroup))
  }

  /// Writes fields that are serialized already, with their tags.
  public mutating func write(fields: some Collection<UInt8>) {
    bytes += fields
  }

  /// Writes a bare number, as within a packed field.
  public mutating func write(varint value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  private mutating func write(_ tag: WireTag) {
    write(varint: tag.raw)
  }
}
