/// Whole numbers of variable length as Avro and Protobuf write them: groups of seven bits, the lowest first, and the top
/// bit of each byte set if another follows (Protobuf encoding, Base 128 Varints).
@usableFromInline package enum Varint {
  /// How many bytes behind the first of a number are read along, and so must be readable.
  package static let padding = 15

  /// The longest number of 64 bits.
  package static let maximumLength = 10

  /// The number that begins here, and how many bytes it takes; no bytes if it does not end within ten.
  ///
  /// - Parameter isExact: No bytes too if it has more than 64 bits. Otherwise what the tenth byte holds beyond them is
  ///   dropped, as Protobuf's readers do.
  @inlinable @inline(__always) package static func read(
    _ position: UnsafeRawPointer, isExact: Bool = false
  ) -> (value: UInt64, length: Int) {
    let byte = position.load(as: UInt8.self)
    return byte < 0x80 ? (UInt64(byte), 1) : readLong(position, isExact: isExact)
  }

  /// The same for a number of two bytes or more. (The position is not passed by reference: then it could not be kept in
  /// a register.)
  @inlinable @inline(__always) package static func readLong(
    _ position: UnsafeRawPointer, isExact: Bool = false
  ) -> (value: UInt64, length: Int) {
    let (value, length) = decode(UInt64(littleEndian: position.loadUnaligned(as: UInt64.self)))
    return length > 0 ? (value, length) : readLongest(position, isExact: isExact)
  }

  /// The number that begins in the lowest byte of these eight, and how many bytes it takes; no bytes if it does not end
  /// here.
  @inlinable @inline(__always) package static func decode(_ word: UInt64) -> (value: UInt64, length: Int) {
    // All bytes at once, without a branch on their number, which a processor could not foresee: the lowest clear top bit
    // marks the last byte; then the groups of seven bits are pushed together.
    let stops = ~word & 0x8080_8080_8080_8080
    if stops == 0 { return (0, 0) }
    var value = word & (stops ^ (stops &- 1)) & 0x7F7F_7F7F_7F7F_7F7F
    value = (value & 0x007F_007F_007F_007F) | ((value & 0x7F00_7F00_7F00_7F00) &>> 1)
    value = (value & 0x0000_3FFF_0000_3FFF) | ((value & 0x3FFF_0000_3FFF_0000) &>> 2)
    value = (value & 0x0000_0000_0FFF_FFFF) | ((value & 0x0FFF_FFFF_0000_0000) &>> 4)
    return (value, (stops.trailingZeroBitCount &+ 1) &>> 3)
  }

  /// The bytes of a number of at most 56 bits, the first one in the lowest byte of the word, and the place of the last
  /// one's lowest bit. A loop's end a processor could not foresee.
  @inlinable @inline(__always) package static func encode(_ value: UInt64) -> (word: UInt64, last: UInt64) {
    // The groups of seven bits are pulled apart. Doubling some bits moves them by one place; adding them three times, by
    // two.
    var word = (value & 0x0FFF_FFFF) | ((value & 0x00FF_FFFF_F000_0000) &<< 4)
    word &+= (word & 0x0FFF_C000_0FFF_C000) &* 3
    word &+= word & 0x3F80_3F80_3F80_3F80
    // The bit that does not matter tells the compiler that there is one.
    let last = UInt64(truncatingIfNeeded: (63 &- (word | 1).leadingZeroBitCount) & 56)
    return (word | 0x8080_8080_8080_8080 & ((1 &<< last) &- 1), last)
  }

  @usableFromInline @inline(never) package static func readLongest(
    _ position: UnsafeRawPointer, isExact: Bool
  ) -> (value: UInt64, length: Int) {
    var value: UInt64 = 0
    for index in 0..<maximumLength {
      let byte = (position + index).load(as: UInt8.self)
      if isExact && index == maximumLength - 1 && byte > 1 { break }
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
