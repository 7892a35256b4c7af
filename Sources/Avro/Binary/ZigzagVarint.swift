import SchemaCore

/// Avro's numbers of variable length: their lowest bit is the sign (Avro 1.12 specification, Binary Encoding).
@usableFromInline enum ZigzagVarint {
  /// The number that begins here, and how many bytes it takes; none if it does not end within ten bytes or holds more
  /// than 64 bits. `Varint.padding` bytes behind the first must be readable.
  @inline(__always) static func read(_ position: UnsafeRawPointer) -> (value: Int64, length: Int) {
    let byte = position.load(as: UInt8.self)
    return byte < 0x80 ? (Int64(byte &>> 1) ^ -Int64(byte & 1), 1) : readLong(position)
  }

  /// The same for a number of two bytes or more.
  @inline(__always) static func readLong(_ position: UnsafeRawPointer) -> (value: Int64, length: Int) {
    let (bits, length) = Varint.readLong(position, isExact: true)
    return (Int64(zigzag: bits), length)
  }

  /// The number that begins in the lowest byte of these eight, and how many bytes it takes; no bytes if it does not end
  /// here.
  @usableFromInline @inline(never) static func decoded(_ word: UInt64) -> (value: Int64, length: Int) {
    let (bits, length) = Varint.decode(word)
    return (Int64(zigzag: bits), length)
  }
}

extension [UInt8] {
  /// Appends a number of variable length, where its speed does not matter.
  package mutating func append(varint value: Int64) {
    var rest = value.zigzag
    while rest >= 0x80 {
      append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest &>>= 7
    }
    append(UInt8(rest))
  }
}
