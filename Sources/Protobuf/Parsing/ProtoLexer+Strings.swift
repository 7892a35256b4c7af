extension ProtoLexer {
  /// Reads the string at the position, which is its opening quote. A token only if the string ends on its line.
  mutating func string() -> ProtoToken {
    let start = position
    let quote = bytes[start]
    position += 1
    while bytes[position] != quote {
      switch bytes[position] {
      case UInt8(ascii: "\n"),
        0 where position == end:
        fail(
          "The string that begins here does not end on its line: add \(quote == 0x27 ? "'" : "\""), or write \\n",
          at: start)
        return ProtoToken(.string, start, position)
      case 0:
        fail("A zero byte must be escaped in a string: write \\0", at: position)
      case UInt8(ascii: "\\") where position + 1 < end && bytes[position + 1] != UInt8(ascii: "\n"):
        position += 1
      default: break
      }
      position += 1
    }
    position += 1
    return ProtoToken(.string, start, position)
  }

  /// Appends the content of a string token to `content`, with its escapes resolved.
  mutating func appendContent(of token: ProtoToken, to content: inout [UInt8]) {
    var position = token.start + 1
    var plain = position
    // A string that does not end has no closing quote.
    let last = token.end > position && bytes[token.end - 1] == bytes[token.start] ? token.end - 1 : token.end
    while position < last {
      guard bytes[position] == UInt8(ascii: "\\") else {
        position += 1
        continue
      }
      content += bytes[plain..<position]
      position = appendEscape(at: position, before: last, to: &content)
      plain = position
    }
    // An escape before the end of a string that does not end takes more than there is.
    if plain < last { content += bytes[plain..<last] }
  }

  /// Appends what the escape at `start` stands for; the offset behind it.
  private mutating func appendEscape(at start: Int, before last: Int, to content: inout [UInt8]) -> Int {
    let position = start + 2
    switch bytes[start + 1] {
    case UInt8(ascii: "a"): content.append(0x07)
    case UInt8(ascii: "b"): content.append(0x08)
    case UInt8(ascii: "f"): content.append(0x0C)
    case UInt8(ascii: "n"): content.append(0x0A)
    case UInt8(ascii: "r"): content.append(0x0D)
    case UInt8(ascii: "t"): content.append(0x09)
    case UInt8(ascii: "v"): content.append(0x0B)
    case UInt8(ascii: "\\"), UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "?"): content.append(bytes[start + 1])
    case UInt8(ascii: "0")...UInt8(ascii: "7"):
      let digits = digits(from: start + 1, most: 3, before: last, radix: 8)
      content.append(UInt8(truncatingIfNeeded: digits.value))
      return digits.end
    case UInt8(ascii: "x"), UInt8(ascii: "X"):
      let digits = digits(from: position, most: 2, before: last, radix: 16)
      if digits.end == position { fail("Write one or two hexadecimal digits after \\x", at: start) }
      content.append(UInt8(truncatingIfNeeded: digits.value))
      return digits.end
    case UInt8(ascii: "u"), UInt8(ascii: "U"):
      return appendScalar(at: start, before: last, to: &content)
    default:
      fail("This escape is not one of the language: write \\\\ for a backslash", at: start)
    }
    return position
  }

  /// Appends the scalar of the escape `\uXXXX`, a pair of them that is one scalar in UTF-16, or `\UXXXXXXXX`.
  private mutating func appendScalar(at start: Int, before last: Int, to content: inout [UInt8]) -> Int {
    let count = bytes[start + 1] == UInt8(ascii: "u") ? 4 : 8
    var (value, position) = digits(from: start + 2, most: count, before: last, radix: 16)
    guard position == start + 2 + count else {
      fail("Write \(count) hexadecimal digits after \\\(count == 4 ? "u" : "U")", at: start)
      return position
    }
    if count == 4, (0xD800..<0xDC00).contains(value), position + 1 < last, bytes[position] == UInt8(ascii: "\\"),
      bytes[position + 1] == UInt8(ascii: "u")
    {
      let low = digits(from: position + 2, most: 4, before: last, radix: 16)
      if low.end == position + 6, (0xDC00..<0xE000).contains(low.value) {
        value = 0x10000 + (value - 0xD800) << 10 + (low.value - 0xDC00)
        position = low.end
      }
    }
    guard let scalar = Unicode.Scalar(UInt32(value)) else {
      fail("This escape names no Unicode character: write one up to \\U0010FFFF that is not half of a pair", at: start)
      return position
    }
    content += UTF8.encode(scalar).map(Array.init) ?? []
    return position
  }

  private func digits(from start: Int, most: Int, before last: Int, radix: Int) -> (value: Int, end: Int) {
    var value = 0
    var position = start
    while position < min(start + most, last), let digit = Self.digit(bytes[position]), digit < radix {
      value = value * radix + digit
      position += 1
    }
    return (value, position)
  }

  private static func digit(_ byte: UInt8) -> Int? {
    isDigit(byte) ? Int(byte - UInt8(ascii: "0")) : isHexDigit(byte) ? Int((byte | 0x20) - UInt8(ascii: "a")) + 10 : nil
  }
}
