extension LinkSession {
  /// The default of a field as descriptors hold it; nil if it is none for the field's type.
  func defaultValue(
    _ value: OptionValueSyntax, for type: ResolvedType, in file: Int, isReported: Bool
  ) -> String? {
    func refuse(_ message: String) -> String? {
      if isReported { problems.add(.rule, message, at: value.place, in: file) }
      return nil
    }
    switch type {
    case .scalar(let scalar):
      return Self.defaultText(value, scalar) ?? refuse("The default is no value of \(scalar.rawValue)")
    case .enumeration(let id):
      let declared = table.enums[id]
      guard case .identifier(let name) = value.kind else {
        return refuse("The default of an enum field is the name of one of its values, not a number or a text")
      }
      return enumValues(of: id).values[name] != nil
        ? name : refuse("The enum '\(declared.fullName)' has no value '\(name)'")
    case .message: return refuse("Fields of a message type have no default: remove it")
    case .unknown: return nil
    }
  }

  private static func defaultText(_ value: OptionValueSyntax, _ type: ScalarType) -> String? {
    switch type {
    case .int32, .sint32, .sfixed32: return whole(value, Int32.self)
    case .int64, .sint64, .sfixed64: return whole(value, Int64.self)
    case .uint32, .fixed32: return whole(value, UInt32.self)
    case .uint64, .fixed64: return whole(value, UInt64.self)
    case .float: return NumberLiteral(value).map { DecimalText.text(of: Float($0.double)) }
    case .double: return NumberLiteral(value).map { DecimalText.text(of: $0.double) }
    case .bool:
      guard case .identifier(let name) = value.kind, name == "true" || name == "false" else { return nil }
      return name
    case .string:
      guard case .string(let text) = value.kind else { return nil }
      return String(decoding: text.bytes, as: UTF8.self)
    case .bytes:
      guard case .string(let text) = value.kind else { return nil }
      return escaped(text.bytes)
    }
  }

  private static func whole<Number: FixedWidthInteger>(_ value: OptionValueSyntax, _ type: Number.Type) -> String? {
    (NumberLiteral(value)?.whole(type)).map { "\($0)" }
  }

  /// Bytes with C escapes: what is not printable ASCII in three octal digits.
  private static func escaped(_ bytes: [UInt8]) -> String {
    var result = ""
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "\n"): result += "\\n"
      case UInt8(ascii: "\r"): result += "\\r"
      case UInt8(ascii: "\t"): result += "\\t"
      case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "\\"):
        result += "\\"
        result.unicodeScalars.append(UnicodeScalar(byte))
      case 0x20..<0x7F: result.unicodeScalars.append(UnicodeScalar(byte))
      default:
        let digits = String(byte, radix: 8)
        result += "\\" + String(repeating: "0", count: 3 - digits.count) + digits
      }
    }
    return result
  }
}
