/// Avro's numbers of variable length: groups of seven bits, the lowest first, of a number whose sign is its lowest bit
/// (Avro 1.12 specification, Binary Encoding).
@usableFromInline enum Varint {
  /// The number that begins here, and how many bytes it takes; none if it does not end within ten bytes or holds more
  /// than 64 bits. Fifteen bytes behind the first must be readable.
  @inline(__always) static func read(_ position: UnsafeRawPointer) -> (value: Int64, length: Int) {
    let byte = position.load(as: UInt8.self)
    return byte < 0x80 ? (Int64(byte &>> 1) ^ -Int64(byte & 1), 1) : readLong(position)
  }

  /// The same for a number of two bytes or more. (The position is not passed by reference: then it could not be kept in
  /// a register.)
  @inline(__always) static func readLong(_ position: UnsafeRawPointer) -> (value: Int64, length: Int) {
    // Up to eight bytes at once, without a branch on their number, which a processor could not foresee: the lowest
    // clear top bit marks the last byte; then the groups of seven bits are pushed together.
    let word = UInt64(littleEndian: position.loadUnaligned(as: UInt64.self))
    let stops = ~word & 0x8080_8080_8080_8080
    guard stops != 0 else { return readLongest(position) }
    return groups(of: word, stops)
  }

  /// The number that begins in the lowest byte of these eight, and how many bytes it takes; no bytes if it does not end
  /// here.
  @usableFromInline @inline(never) static func decoded(_ word: UInt64) -> (value: Int64, length: Int) {
    let stops = ~word & 0x8080_8080_8080_8080
    return stops == 0 ? (0, 0) : groups(of: word, stops)
  }

  /// - Parameter stops: The clear top bits of the bytes, of which there is one at least.
  @inline(__always) private static func groups(of word: UInt64, _ stops: UInt64) -> (value: Int64, length: Int) {
    var value = word & (stops ^ (stops &- 1)) & 0x7F7F_7F7F_7F7F_7F7F
    value = (value & 0x007F_007F_007F_007F) | ((value & 0x7F00_7F00_7F00_7F00) &>> 1)
    value = (value & 0x0000_3FFF_0000_3FFF) | ((value & 0x3FFF_0000_3FFF_0000) &>> 2)
    value = (value & 0x0000_0000_0FFF_FFFF) | ((value & 0x0FFF_FFFF_0000_0000) &>> 4)
    return (zigzag(value), (stops.trailingZeroBitCount &+ 1) &>> 3)
  }

  @inline(never) private static func readLongest(_ position: UnsafeRawPointer) -> (value: Int64, length: Int) {
    var value: UInt64 = 0
    for index in 0..<10 {
      let byte = (position + index).load(as: UInt8.self)
      if index == 9 && byte > 1 { break }
      value |= UInt64(byte & 0x7F) &<< UInt64(7 &* index)
      if byte < 0x80 { return (zigzag(value), index + 1) }
    }
    return (0, 0)
  }

  @inline(__always) private static func zigzag(_ value: UInt64) -> Int64 {
    Int64(bitPattern: value &>> 1) ^ -Int64(bitPattern: value & 1)
  }
}

extension [UInt8] {
  /// Appends a number of variable length, where its speed does not matter.
  package mutating func append(varint value: Int64) {
    var rest = UInt64(bitPattern: (value &<< 1) ^ (value &>> 63))
    while rest >= 0x80 {
      append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest &>>= 7
    }
    append(UInt8(rest))
  }
}
