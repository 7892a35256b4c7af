/// String literals of the Protobuf language.
enum TextLiteral {
  /// The text in double quotes, with the escapes that registries write.
  static func quoted(_ text: String) -> String { quoted(Array(text.utf8)) }

  /// The bytes in double quotes. Bytes that are no UTF-8 are written in octal, so that they come back as they are.
  static func quoted(_ bytes: [UInt8]) -> String {
    var result = "\""
    var rest = bytes[...]
    while let byte = rest.first {
      if let escape = escape(byte) {
        result += escape
        rest = rest.dropFirst()
      } else {
        let plain = rest.prefix { Self.escape($0) == nil }
        appendPlain(plain, to: &result)
        rest = rest[plain.endIndex...]
      }
    }
    return result + "\""
  }

  /// The bytes that a text with C's escapes stands for, as descriptors write the defaults of `bytes` fields; nil if an
  /// escape is not known.
  static func unescaped(_ text: String) -> [UInt8]? {
    var result: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\") else {
        result.append(byte)
        continue
      }
      guard let kind = rest.first, let value = escapedByte(kind, &rest) else { return nil }
      result.append(value)
    }
    return result
  }

  private static func escapedByte(_ kind: UInt8, _ rest: inout ArraySlice<UInt8>) -> UInt8? {
    if kind | 0x20 == UInt8(ascii: "x") {
      rest = rest.dropFirst()
      return number(&rest, radix: 16, maximumDigits: 2)
    }
    guard let plain = plainByte(escapedAs: kind) else { return number(&rest, radix: 8, maximumDigits: 3) }
    rest = rest.dropFirst()
    return plain
  }

  private static func plainByte(escapedAs kind: UInt8) -> UInt8? {
    switch kind {
    case UInt8(ascii: "a"): 0x07
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "t"): 0x09
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "v"): 0x0B
    case UInt8(ascii: "f"): 0x0C
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "\\"), UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "?"): kind
    default: nil
    }
  }

  private static func number(_ rest: inout ArraySlice<UInt8>, radix: Int, maximumDigits: Int) -> UInt8? {
    let digits = rest.prefix(maximumDigits).prefix {
      Character(Unicode.Scalar($0)).hexDigitValue.map { $0 < radix } ?? false
    }
    rest = rest.dropFirst(digits.count)
    return UInt8(String(decoding: digits, as: UTF8.self), radix: radix)
  }

  private static func escape(_ byte: UInt8) -> String? {
    switch byte {
    case 0x00: "\\000"  // it would end the text for other readers
    case 0x07: "\\a"
    case 0x08: "\\b"
    case 0x09: "\\t"
    case 0x0A: "\\n"
    case 0x0B: "\\v"
    case 0x0C: "\\f"
    case 0x0D: "\\r"
    case UInt8(ascii: "\""): "\\\""
    case UInt8(ascii: "'"): "\\'"
    case UInt8(ascii: "\\"): "\\\\"
    default: nil
    }
  }

  private static func appendPlain(_ bytes: ArraySlice<UInt8>, to result: inout String) {
    if let text = String(validating: bytes, as: UTF8.self) {
      result += text
      return
    }
    var rest = bytes
    while let byte = rest.first {
      if let length = scalarLength(rest), let scalar = String(validating: rest.prefix(length), as: UTF8.self) {
        result += scalar
        rest = rest.dropFirst(length)
      } else {
        let digits = String(byte, radix: 8)
        result += "\\" + String(repeating: "0", count: 3 - digits.count) + digits
        rest = rest.dropFirst()
      }
    }
  }

  /// How many bytes a scalar has that begins so; nil if none does.
  private static func scalarLength(_ bytes: ArraySlice<UInt8>) -> Int? {
    let length: Int
    switch bytes.first {
    case .some(0x00...0x7F): length = 1
    case .some(0xC2...0xDF): length = 2
    case .some(0xE0...0xEF): length = 3
    case .some(0xF0...0xF4): length = 4
    default: return nil
    }
    return length <= bytes.count ? length : nil
  }
}
