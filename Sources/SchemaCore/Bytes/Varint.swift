/// Whole numbers of variable length as Avro and Protobuf write them: groups of seven bits, the lowest first, and the top
/// bit of each byte set if another follows (Protobuf encoding, Base 128 Varints).
@usableFromInline package enum Varint {
  /// How many bytes behind the first of a number are read along, and so must be readable.
  package static let padding = 15

  /// The longest number of 64 bits.
  package static let maximumLength = 10

  /// The number that begins here, and how many bytes it takes; no bytes if it does not end within ten. What the tenth
  /// byte holds beyond 64 bits is dropped, as Protobuf's readers do.
  @inlinable @inline(__always) package static func read(_ position: UnsafeRawPointer) -> (value: UInt64, length: Int) {
    let byte = position.load(as: UInt8.self)
    return byte < 0x80 ? (UInt64(byte), 1) : readLong(position)
  }

  /// The same for a number of two bytes or more. (The position is not passed by reference: then it could not be kept in
  /// a register.)
  @inlinable @inline(__always) package static func readLong(
    _ position: UnsafeRawPointer
  ) -> (value: UInt64, length: Int) {
    // Up to eight bytes at once, without a branch on their number, which a processor could not foresee: the lowest
    // clear top bit marks the last byte; then the groups of seven bits are pushed together.
    let word = UInt64(littleEndian: position.loadUnaligned(as: UInt64.self))
    let stops = ~word & 0x8080_8080_8080_8080
    return stops == 0 ? readLongest(position) : groups(of: word, stops)
  }

  /// - Parameter stops: The clear top bits of the bytes, of which there is one at least.
  @inlinable @inline(__always) static func groups(of word: UInt64, _ stops: UInt64) -> (value: UInt64, length: Int) {
    var value = word & (stops ^ (stops &- 1)) & 0x7F7F_7F7F_7F7F_7F7F
    value = (value & 0x007F_007F_007F_007F) | ((value & 0x7F00_7F00_7F00_7F00) &>> 1)
    value = (value & 0x0000_3FFF_0000_3FFF) | ((value & 0x3FFF_0000_3FFF_0000) &>> 2)
    value = (value & 0x0000_0000_0FFF_FFFF) | ((value & 0x0FFF_FFFF_0000_0000) &>> 4)
    return (value, (stops.trailingZeroBitCount &+ 1) &>> 3)
  }

  @usableFromInline @inline(never) static func readLongest(
    _ position: UnsafeRawPointer
  ) -> (value: UInt64, length: Int) {
    var value: UInt64 = 0
    for index in 0..<maximumLength {
      let byte = (position + index).load(as: UInt8.self)
      value |= UInt64(byte & 0x7F) &<< UInt64(7 &* index)
      if byte < 0x80 { return (value, index + 1) }
    }
    return (0, 0)
  }
}

extension Int64 {
  /// The number whose sign is the lowest bit of these.
  @inlinable @inline(__always) package init(zigzag bits: UInt64) {
    self = Int64(bitPattern: bits &>> 1) ^ -Int64(bitPattern: bits & 1)
  }

  /// The bits of the number with its sign as the lowest.
  @inlinable @inline(__always) package var zigzag: UInt64 { UInt64(bitPattern: (self &<< 1) ^ (self &>> 63)) }
}

extension Int32 {
  /// The number whose sign is the lowest bit of these.
  @inlinable @inline(__always) package init(zigzag bits: UInt32) {
    self = Int32(bitPattern: bits &>> 1) ^ -Int32(bitPattern: bits & 1)
  }
}
