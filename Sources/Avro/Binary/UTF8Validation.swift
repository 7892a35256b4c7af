/// Checks bytes for well-formed UTF-8 (RFC 3629): no overlong forms, no surrogates, nothing above U+10FFFF.
enum UTF8Validation {
  private static let topBits: UInt64 = 0x8080_8080_8080_8080

  /// True if `count` bytes from `start` are UTF-8. Seven bytes behind them must be readable too.
  @inline(__always) static func isValid(_ start: UnsafeRawPointer, count: Int) -> Bool {
    var place = 0
    while place &+ 8 <= count {
      if start.loadUnaligned(fromByteOffset: place, as: UInt64.self) & topBits != 0 {
        return isValid(start, from: place, count: count)
      }
      place &+= 8
    }
    if place == count { return true }
    // The last bytes are read with what follows them, which is then shifted out.
    let rest = UInt64(littleEndian: start.loadUnaligned(fromByteOffset: place, as: UInt64.self))
    if (rest &<< UInt64(64 &- 8 &* (count &- place))) & topBits == 0 { return true }
    return isValid(start, from: place, count: count)
  }

  @inline(never) private static func isValid(_ start: UnsafeRawPointer, from place: Int, count: Int) -> Bool {
    var place = place
    while place < count {
      if place &+ 8 <= count, start.loadUnaligned(fromByteOffset: place, as: UInt64.self) & topBits == 0 {
        place &+= 8
        continue
      }
      let first = start.load(fromByteOffset: place, as: UInt8.self)
      if first < 0x80 {
        place &+= 1
        continue
      }
      guard let length = sequenceLength(first), place &+ length <= count else { return false }
      let second = start.load(fromByteOffset: place &+ 1, as: UInt8.self)
      guard isContinuation(second), isSecond(second, after: first) else { return false }
      var following = 2
      while following < length {
        guard isContinuation(start.load(fromByteOffset: place &+ following, as: UInt8.self)) else { return false }
        following &+= 1
      }
      place &+= length
    }
    return true
  }

  @inline(__always) private static func sequenceLength(_ first: UInt8) -> Int? {
    switch first {
    case 0xC2...0xDF: 2
    case 0xE0...0xEF: 3
    case 0xF0...0xF4: 4
    default: nil
    }
  }

  @inline(__always) private static func isContinuation(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }

  /// Rules out what the first byte alone lets through: overlong forms, surrogates and what is above U+10FFFF.
  @inline(__always) private static func isSecond(_ second: UInt8, after first: UInt8) -> Bool {
    switch first {
    case 0xE0: second >= 0xA0
    case 0xED: second < 0xA0
    case 0xF0: second >= 0x90
    case 0xF4: second < 0x90
    default: true
    }
  }
}
