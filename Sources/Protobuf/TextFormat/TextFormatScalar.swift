import SchemaCore

/// Single values in the text format.
enum TextFormatScalar {
  static func text(of value: MessageSlot, _ type: ScalarType, _ arena: borrowing MessageArena) -> String {
    switch type {
    case .bool: value.bool ? "true" : "false"
    case .int32, .sint32, .sfixed32, .int64, .sint64, .sfixed64: String(value.int64)
    case .uint32, .fixed32, .uint64, .fixed64: String(value.uint64)
    case .float: text(of: value.float, value.float.description)
    case .double: text(of: value.double, value.double.description)
    case .string: quoted(arena.content(of: value), isText: true)
    case .bytes: quoted(arena.content(of: value), isText: false)
    }
  }

  private static func text(of value: some BinaryFloatingPoint, _ description: String) -> String {
    if value.isNaN { return "nan" }
    if value.isInfinite { return value < 0 ? "-inf" : "inf" }
    return description.hasSuffix(".0") ? String(description.dropLast(2)) : description
  }

  /// Text or bytes in quotes, with the escapes of C: text keeps its letters, of bytes all that is not ASCII is told by
  /// number.
  static func quoted(_ bytes: some Collection<UInt8>, isText: Bool) -> String {
    let keepsLetters = isText && String(validating: bytes, as: UTF8.self) != nil
    var escaped: [UInt8] = [UInt8(ascii: "\"")]
    for byte in bytes {
      switch byte {
      case 0x0A: escaped += "\\n".utf8
      case 0x0D: escaped += "\\r".utf8
      case 0x09: escaped += "\\t".utf8
      case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "\\"): escaped += [UInt8(ascii: "\\"), byte]
      case 0x20..<0x7F: escaped.append(byte)
      case 0x80... where keepsLetters: escaped.append(byte)
      default: escaped += [UInt8(ascii: "\\"), octal(byte >> 6), octal(byte >> 3 & 7), octal(byte & 7)]
      }
    }
    escaped.append(UInt8(ascii: "\""))
    return String(decoding: escaped, as: UTF8.self)
  }

  private static func octal(_ digit: UInt8) -> UInt8 { UInt8(ascii: "0") + digit }
}
