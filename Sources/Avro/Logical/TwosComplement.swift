/// Whole numbers as Avro writes those of decimals: two's complement, big-endian.
enum TwosComplement {
  /// The same number without the bytes in front that only repeat its sign; one byte for none.
  static func shortest(_ bytes: some Collection<UInt8>) -> [UInt8] {
    var rest = bytes[...]
    guard let first = rest.first else { return [0] }
    let filler: UInt8 = first >= 0x80 ? 0xFF : 0
    while rest.first == filler, let next = rest.dropFirst().first, next & 0x80 == filler & 0x80 { rest.removeFirst() }
    return Array(rest)
  }

  /// All eight bytes of a number.
  static func bytes(_ value: Int64) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: value >> Int64(56 - 8 * $0)) }
  }

  /// The number, if it fits.
  static func int64(_ shortest: [UInt8]) -> Int64? {
    guard shortest.count <= 8 else { return nil }
    let sign: Int64 = (shortest.first ?? 0) >= 0x80 ? -1 : 0
    return shortest.reduce(sign) { $0 << 8 | Int64($1) }
  }

  /// The number with the other sign, of the same length.
  static func negated(_ bytes: [UInt8]) -> [UInt8] {
    var negated = bytes.map { ~$0 }
    for place in negated.indices.reversed() {
      negated[place] &+= 1
      if negated[place] != 0 { break }
    }
    return negated
  }
}
