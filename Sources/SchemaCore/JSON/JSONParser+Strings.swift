extension JSONParser {
  /// Reads the string at the position, which is its opening quote.
  mutating func string() throws(JSONError) -> String {
    // Without an escape the bytes are the string, and were UTF-8 before.
    if let plain = plainString() { return String(decoding: bytes[plain], as: UTF8.self) }
    return try stringWithEscapes(from: position + 1)
  }

  /// Moves past the string at the position, if there is one and it has no escapes; its place, without the quotes.
  mutating func plainString() -> Range<Int>? {
    guard nextByte == UInt8(ascii: "\"") else { return nil }
    let opening = position
    position += 1
    skipPlain()
    if nextByte == UInt8(ascii: "\"") {
      defer { position += 1 }
      return opening + 1..<position
    }
    position = opening
    return nil
  }

  private mutating func stringWithEscapes(from start: Int) throws(JSONError) -> String {
    // What an escape stands for is never longer than the escape, and most strings end within the first bytes.
    var unescaped = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: min(bytes.count - start, 2_048) + 8)
    defer { unescaped.deallocate() }
    var count = 0
    position = start
    while true {
      unescape(into: UnsafeMutableRawBufferPointer(unescaped), &count)
      if unescaped.count - count < 8 {
        let larger = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 2 * unescaped.count)
        _ = larger.initialize(fromContentsOf: unescaped[..<count])
        unescaped.deallocate()
        unescaped = larger
        continue
      }
      guard position < bytes.count else { throw error("the string that begins here has no end", at: start - 1) }
      switch bytes[position] {
      case UInt8(ascii: "\""):
        position += 1
        return String(decoding: UnsafeBufferPointer(rebasing: unescaped[..<count]), as: UTF8.self)
      case UInt8(ascii: "\\"):
        for byte in try escape() {
          unescaped[count] = byte
          count += 1
        }
      case 0..<0x20:
        throw error("a control character in a string must be escaped")
      case let byte:
        unescaped[count] = byte
        count += 1
        position += 1
      }
    }
  }

  /// Copies what stands for itself, and of escapes the usual ones, which stand for the character behind the backslash: as
  /// far as there are eight bytes to read and to write.
  private mutating func unescape(into output: UnsafeMutableRawBufferPointer, _ count: inout Int) {
    let content = UnsafeRawBufferPointer(bytes)
    var (place, end) = (position, count)
    while place + 8 <= content.count, end + 8 <= output.count {
      let word = content.loadUnaligned(fromByteOffset: place, as: UInt64.self)
      output.storeBytes(of: word, toByteOffset: end, as: UInt64.self)
      let found = Self.endsOfPlain(UInt64(littleEndian: word))
      let plain = found == 0 ? 8 : found.trailingZeroBitCount / 8
      place += plain
      end += plain
      if found == 0 { continue }
      guard content[place] == UInt8(ascii: "\\"), place + 1 < content.count, Self.escapesItself(content[place + 1])
      else { break }
      output[end] = content[place + 1]
      place += 2
      end += 1
    }
    (position, count) = (place, end)
  }

  /// Moves past what stands for itself in a string, to a quote, a backslash or a control character, or to the end.
  private mutating func skipPlain() {
    let content = UnsafeRawBufferPointer(bytes)
    var place = position
    while place + 8 <= content.count {
      let word = UInt64(littleEndian: content.loadUnaligned(fromByteOffset: place, as: UInt64.self))
      let found = Self.endsOfPlain(word)
      if found != 0 {
        position = place + found.trailingZeroBitCount / 8
        return
      }
      place += 8
    }
    while place < content.count, !Self.endsPlain(content[place]) { place += 1 }
    position = place
  }

  /// The high bits of the bytes that do not stand for themselves. Right up to the first one, which is what is asked for.
  private static func endsOfPlain(_ word: UInt64) -> UInt64 {
    let (ones, highs) = (0x0101_0101_0101_0101 as UInt64, 0x8080_8080_8080_8080 as UInt64)
    // Each difference has the high bit of a byte set that is less than zero; what a borrow sets by mistake is above.
    let quote = word ^ (ones &* UInt64(UInt8(ascii: "\"")))
    let backslash = word ^ (ones &* UInt64(UInt8(ascii: "\\")))
    return ((quote &- ones) & ~quote | (backslash &- ones) & ~backslash | (word &- ones &* 0x20) & ~word) & highs
  }

  private static func escapesItself(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "/")
  }

  private static func endsPlain(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  /// Reads one escape at the position, which is its backslash; the bytes that it stands for.
  private mutating func escape() throws(JSONError) -> [UInt8] {
    let start = position
    guard position + 1 < bytes.count else { throw error("the text ends within an escape") }
    position += 2
    return switch bytes[start + 1] {
    case let byte where Self.escapesItself(byte): [byte]
    case UInt8(ascii: "b"): [0x08]
    case UInt8(ascii: "f"): [0x0C]
    case UInt8(ascii: "n"): [0x0A]
    case UInt8(ascii: "r"): [0x0D]
    case UInt8(ascii: "t"): [0x09]
    case UInt8(ascii: "u"): Array(String(try unicodeEscape(from: start)).utf8)
    default: throw error("this escape is not one that JSON knows", at: start)
    }
  }

  /// Reads the digits of `\uXXXX`, and the second half where the first is one of a surrogate pair.
  private mutating func unicodeEscape(from start: Int) throws(JSONError) -> Unicode.Scalar {
    let first = try codeUnit(from: start)
    if let scalar = Unicode.Scalar(first) { return scalar }
    if first < 0xDC00, bytes[position...].starts(with: "\\u".utf8) {
      position += 2
      let second = try codeUnit(from: start)
      let value = 0x10000 + ((UInt32(first) & 0x3FF) << 10 | UInt32(second) & 0x3FF)
      if (0xDC00...0xDFFF).contains(second), let scalar = Unicode.Scalar(value) { return scalar }
    }
    throw error("half of a surrogate pair stands alone", at: start)
  }

  private mutating func codeUnit(from start: Int) throws(JSONError) -> UInt16 {
    let digits = bytes[position...].prefix(4)
    guard digits.count == 4, let unit = Hexadecimal.bytes(String(decoding: digits, as: UTF8.self)) else {
      throw error("four hexadecimal digits are expected after \\u", at: start)
    }
    position += 4
    return UInt16(unit[0]) << 8 | UInt16(unit[1])
  }
}
