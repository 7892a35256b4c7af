/// How a frame names a message among those of a schema: a count and that many indexes, each a zigzag varint. The first
/// message, by far the most frequent, is the single byte zero.
///
/// Source: the wire format of Confluent's Protobuf serializers.
public enum MessageIndexes {
  /// How deep messages may be nested within each other.
  private static let maximumCount = 256

  /// The bytes that name the message at a path of indexes.
  public static func bytes(of indexes: [Int]) -> [UInt8] {
    if indexes == [0] { return [0] }
    var bytes: [UInt8] = []
    for number in [indexes.count] + indexes { append(number, to: &bytes) }
    return bytes
  }

  /// Takes a path of indexes off the front of some bytes.
  ///
  /// - Throws: `FramingError` if the bytes do not begin with one; they are left as they were then.
  public static func take(from bytes: inout ArraySlice<UInt8>) throws(FramingError) -> [Int] {
    var rest = bytes
    let count = try number(from: &rest)
    if count == 0 {
      bytes = rest
      return [0]
    }
    guard count > 0, count <= maximumCount else { throw .messageIndexes("their count is \(count)") }
    var indexes: [Int] = []
    for _ in 0..<count {
      let index = try number(from: &rest)
      if index < 0 { throw .messageIndexes("one of them is \(index)") }
      indexes.append(index)
    }
    bytes = rest
    return indexes
  }

  private static func append(_ number: Int, to bytes: inout [UInt8]) {
    var rest = UInt64(bitPattern: Int64(number << 1) ^ Int64(number >> 63))
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  /// A number of 32 bits, which takes at most five bytes.
  private static func number(from bytes: inout ArraySlice<UInt8>) throws(FramingError) -> Int {
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 35, by: 7) {
      guard let byte = bytes.popFirst() else { throw .messageIndexes("the bytes end within them") }
      value |= UInt64(byte & 0x7F) << shift
      if byte & 0x80 == 0 {
        guard value <= UInt32.max else { break }
        return Int(Int64(value >> 1) ^ -Int64(value & 1))
      }
    }
    throw .messageIndexes("a number in them has more than 32 bits")
  }
}
