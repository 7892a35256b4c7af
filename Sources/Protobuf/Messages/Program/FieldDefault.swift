import SchemaCore

/// The value of a single field that is not set.
enum FieldDefault: Sendable {
  case slot(MessageSlot)
  case bytes([UInt8])

  /// Reads `FieldDescriptor.defaultValue`; nil if that is no value of the field's type.
  init?(_ field: FieldDescriptor, _ kind: MessageField.Kind) {
    guard let text = field.defaultValue else {
      self = Self.zero(of: kind)
      return
    }
    switch kind {
    case .message, .group: return nil
    case .enumeration(let type):
      guard let number = type.number(of: text) else { return nil }
      self = .slot(MessageSlot(Int64(number)))
    case .scalar(.string): self = .bytes(Array(text.utf8))
    case .scalar(.bytes):
      guard let bytes = Self.unescaped(text) else { return nil }
      self = .bytes(bytes)
    case .scalar(let type):
      guard let slot = Self.number(text, type) else { return nil }
      self = .slot(slot)
    }
  }

  private static func zero(of kind: MessageField.Kind) -> FieldDefault {
    switch kind {
    case .scalar(.string), .scalar(.bytes): .bytes([])
    case .enumeration(let type): .slot(MessageSlot(Int64(type.firstNumber)))
    case .scalar, .message, .group: .slot(MessageSlot(0 as UInt64))
    }
  }

  private static func number(_ text: String, _ type: ScalarType) -> MessageSlot? {
    switch type {
    case .bool: text == "true" ? MessageSlot(1 as UInt64) : text == "false" ? MessageSlot(0 as UInt64) : nil
    case .double: Double(text).map { MessageSlot($0.bitPattern) }
    case .float: Float(text).map { MessageSlot(UInt64($0.bitPattern)) }
    case .int32, .sint32, .sfixed32: Int32(text).map { MessageSlot(Int64($0)) }
    case .int64, .sint64, .sfixed64: Int64(text).map { MessageSlot($0) }
    case .uint32, .fixed32: UInt32(text).map { MessageSlot(UInt64($0)) }
    case .uint64, .fixed64: UInt64(text).map { MessageSlot($0) }
    case .string, .bytes: nil
    }
  }

  /// Resolves the escapes of C.
  private static func unescaped(_ text: String) -> [UInt8]? {
    var bytes: [UInt8] = []
    let whole = Array(text.utf8)[...]
    var rest = whole
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\") else {
        bytes.append(byte)
        continue
      }
      guard let escape = rest.popFirst() else { return nil }
      switch escape {
      case UInt8(ascii: "a"): bytes.append(7)
      case UInt8(ascii: "b"): bytes.append(8)
      case UInt8(ascii: "f"): bytes.append(12)
      case UInt8(ascii: "n"): bytes.append(10)
      case UInt8(ascii: "r"): bytes.append(13)
      case UInt8(ascii: "t"): bytes.append(9)
      case UInt8(ascii: "v"): bytes.append(11)
      case UInt8(ascii: "x"), UInt8(ascii: "X"):
        guard let byte = number(in: &rest, radix: 16, maximumDigits: 2) else { return nil }
        bytes.append(byte)
      case UInt8(ascii: "0")...UInt8(ascii: "7"):
        rest = whole[(rest.startIndex - 1)...]
        guard let byte = number(in: &rest, radix: 8, maximumDigits: 3) else { return nil }
        bytes.append(byte)
      default: bytes.append(escape)
      }
    }
    return bytes
  }

  private static func number(in rest: inout ArraySlice<UInt8>, radix: Int, maximumDigits: Int) -> UInt8? {
    let digits = rest.prefix(maximumDigits).prefix {
      Character(UnicodeScalar($0)).hexDigitValue.map { $0 < radix } ?? false
    }
    rest = rest.dropFirst(digits.count)
    return Int(String(decoding: digits, as: UTF8.self), radix: radix).map { UInt8(truncatingIfNeeded: $0) }
  }
}
