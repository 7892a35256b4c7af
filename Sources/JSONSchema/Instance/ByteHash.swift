/// Hashes of short texts, another in each process, so that nobody can choose texts whose hashes collide.
enum ByteHash {
  private static let seed = UInt64.random(in: .min ... .max)

  /// A hash of all bytes.
  static func of(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var hash = mix(seed ^ UInt64(bytes.count), 0x9E37_79B9_7F4A_7C15)
    var place = 0
    while place &+ 8 <= bytes.count {
      hash = mix(hash ^ bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self), 0xE703_7ED1_A0B4_28DB)
      place &+= 8
    }
    var rest: UInt64 = 0
    while place < bytes.count {
      rest = rest << 8 | UInt64(bytes[place])
      place &+= 1
    }
    return mix(hash ^ rest, 0x8EBC_6AF0_9C88_C6E3)
  }

  /// A quick hash of the first and the last bytes and the length, which does for short names; eight bytes behind them
  /// must be readable.
  @inline(__always) static func ofEnds(_ start: UnsafePointer<UInt8>, count: Int) -> UInt64 {
    let first = UnsafeRawPointer(start).loadUnaligned(as: UInt64.self)
    if count < 8 {
      return (first << UInt64(64 - 8 * count) ^ UInt64(count)) &* 0x9E37_79B9_7F4A_7C15
    }
    let last = UnsafeRawPointer(start + (count &- 8)).loadUnaligned(as: UInt64.self)
    return (first ^ (last &* 0x8EBC_6AF0_9C88_C6E3) ^ UInt64(count)) &* 0x9E37_79B9_7F4A_7C15
  }

  @inline(__always) static func mix(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let product = left.multipliedFullWidth(by: right)
    return product.high ^ product.low
  }
}
