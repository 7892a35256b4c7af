/// A decimal that carries its own scale, as text and as bytes: the unscaled number as Avro's `bytes`, then the scale as
/// Avro's `int` (Avro 1.12 specification, Alternative Decimal).
enum BigDecimalText {
  /// The bytes of a text such as `12.50`, whose scale is the one it is written with.
  static func bytes(_ text: String) -> [UInt8]? {
    guard let number = PlainDecimal(text), let scale = Int32(exactly: number.scale) else { return nil }
    let unscaled = number.unscaledBytes
    return varint(Int64(unscaled.count)) + unscaled + varint(Int64(scale))
  }

  /// The text of the bytes; nil if they are no such number.
  static func text(of bytes: [UInt8]) -> String? {
    var rest = bytes[...]
    guard let count = number(&rest), count >= 0, count < rest.count else { return nil }
    let unscaled = rest.prefix(Int(count))
    rest = rest.dropFirst(Int(count))
    guard let scale = number(&rest).flatMap(Int32.init(exactly:)), rest.isEmpty else { return nil }
    return PlainDecimal(unscaled: unscaled, scale: Int(scale))?.text
  }

  private static func varint(_ value: Int64) -> [UInt8] {
    var bits = UInt64(bitPattern: value << 1 ^ value >> 63)
    var bytes: [UInt8] = []
    while bits >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: bits) | 0x80)
      bits >>= 7
    }
    return bytes + [UInt8(bits)]
  }

  /// A number of up to five bytes, which is enough for what is counted and scaled here.
  private static func number(_ bytes: inout ArraySlice<UInt8>) -> Int64? {
    var bits: UInt64 = 0
    for shift in stride(from: 0, to: 35, by: 7) {
      guard let byte = bytes.popFirst() else { return nil }
      bits |= UInt64(byte & 0x7F) << UInt64(shift)
      if byte < 0x80 { return Int64(bitPattern: bits >> 1) ^ -Int64(bitPattern: bits & 1) }
    }
    return nil
  }
}
