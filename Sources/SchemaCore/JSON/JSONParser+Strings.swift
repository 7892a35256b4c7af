extension JSONParser {
  /// Reads the string at the position, which is its opening quote.
  mutating func string() throws(JSONError) -> String {
    position += 1
    let start = position
    skipPlain()
    guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
      return try stringWithEscapes(from: start)
    }
    // No escape on the way: the bytes are the string, and were UTF-8 before.
    defer { position += 1 }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func stringWithEscapes(from start: Int) throws(JSONError) -> String {
    var unescaped: [UInt8] = []
    var plain = start
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\""):
        unescaped += bytes[plain..<position]
        position += 1
        return String(decoding: unescaped, as: UTF8.self)
      case UInt8(ascii: "\\"):
        unescaped += bytes[plain..<position]
        try appendEscape(to: &unescaped)
        plain = position
      case 0..<0x20:
        throw error("a control character in a string must be escaped")
      default:
        skipPlain()
      }
    }
    throw error("the string that begins here has no end", at: start - 1)
  }

  /// Moves past what stands for itself in a string, to a quote, a backslash or a control character, or to the end.
  private mutating func skipPlain() {
    let (ones, highs) = (0x0101_0101_0101_0101 as UInt64, 0x8080_8080_8080_8080 as UInt64)
    let content = UnsafeRawBufferPointer(bytes)
    var place = position
    while place + 8 <= content.count {
      let word = UInt64(littleEndian: content.loadUnaligned(fromByteOffset: place, as: UInt64.self))
      // Each difference has the high bit of a byte set that is less than zero; what a borrow sets by mistake is above.
      let quote = word ^ (ones &* UInt64(UInt8(ascii: "\"")))
      let backslash = word ^ (ones &* UInt64(UInt8(ascii: "\\")))
      let found = (quote &- ones) & ~quote | (backslash &- ones) & ~backslash | (word &- ones &* 0x20) & ~word
      if found & highs != 0 {
        position = place + (found & highs).trailingZeroBitCount / 8
        return
      }
      place += 8
    }
    while place < content.count, !Self.endsPlain(content[place]) { place += 1 }
    position = place
  }

  private static func endsPlain(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  /// Reads one escape at the position, which is its backslash.
  private mutating func appendEscape(to unescaped: inout [UInt8]) throws(JSONError) {
    let start = position
    guard position + 1 < bytes.count else { throw error("the text ends within an escape") }
    position += 2
    switch bytes[start + 1] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): unescaped.append(bytes[start + 1])
    case UInt8(ascii: "b"): unescaped.append(0x08)
    case UInt8(ascii: "f"): unescaped.append(0x0C)
    case UInt8(ascii: "n"): unescaped.append(0x0A)
    case UInt8(ascii: "r"): unescaped.append(0x0D)
    case UInt8(ascii: "t"): unescaped.append(0x09)
    case UInt8(ascii: "u"): unescaped += String(try unicodeEscape(from: start)).utf8
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
