import Protobuf
import ReferenceCodecs

/// The wire format in its plainest form, written from its description alone: tests compare the product with it.
extension [UInt8] {
  mutating func append(varint value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    append(UInt8(rest))
  }

  /// A varint of at least so many bytes, which says nothing with the last of them.
  mutating func append(varint value: UInt64, atLeast length: Int) {
    let start = count
    append(varint: value)
    guard count - start < length else { return }
    self[count - 1] |= 0x80
    append(contentsOf: repeatElement(0x80, count: length - (count - start) - 1))
    append(0)
  }

  mutating func append(tag number: UInt32, _ type: WireType) {
    append(varint: UInt64(number) << 3 | UInt64(type.rawValue))
  }

  mutating func append(bits32 value: UInt32) {
    for shift in stride(from: UInt32(0), to: 32, by: 8) { append(UInt8(truncatingIfNeeded: value >> shift)) }
  }

  mutating func append(bits64 value: UInt64) {
    for shift in stride(from: UInt64(0), to: 64, by: 8) { append(UInt8(truncatingIfNeeded: value >> shift)) }
  }

  mutating func append(lengthDelimited bytes: [UInt8]) {
    append(varint: UInt64(bytes.count))
    append(contentsOf: bytes)
  }

  mutating func append(_ field: ReferenceMessage.UnknownField) {
    append(varint: UInt64(field.number) << 3 | UInt64(field.wireType))
    append(contentsOf: field.bytes)
  }
}
