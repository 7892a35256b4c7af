import SchemaCore

extension IDLLexer {
  /// Reads the string at the position, which is its opening quote, with the escapes of Java.
  mutating func string() throws(SchemaError) -> String {
    let start = position
    var units: [UInt16] = []
    var plain = position + 1
    position = plain
    while let byte = byte(at: position) {
      switch byte {
      case UInt8(ascii: "\""):
        units += String(decoding: bytes[plain..<position], as: UTF8.self).utf16
        position += 1
        guard let text = String(validating: units, as: UTF16.self) else {
          throw error("The string has half of a surrogate pair alone: write both halves", at: start)
        }
        return text
      case UInt8(ascii: "\\"):
        units += String(decoding: bytes[plain..<position], as: UTF8.self).utf16
        units.append(try escape())
        plain = position
      case 0x0A, 0x0D:
        throw error("The string that begins here does not end on its line: add \", or write \\n", at: start)
      case 0x08, 0x09, 0x0C:
        throw error("A control character in a string must be escaped: write \\t for a tab")
      default:
        position += 1
      }
    }
    throw error("The string that begins here has no end: add \"", at: start)
  }

  /// Reads the escape at the position, which is its backslash; one UTF-16 code unit, as in Java.
  private mutating func escape() throws(SchemaError) -> UInt16 {
    let start = position
    position += 2
    switch byte(at: start + 1) {
    case UInt8(ascii: "n")?: return 0x0A
    case UInt8(ascii: "r")?: return 0x0D
    case UInt8(ascii: "b")?: return 0x08
    case UInt8(ascii: "f")?: return 0x0C
    case UInt8(ascii: "t")?: return 0x09
    case let byte? where Self.escapedAsThemselves.contains(byte): return UInt16(byte)
    case UInt8(ascii: "u")?:
      let digits = bytes[position...].prefix(4)
      guard digits.count == 4, let unit = Hexadecimal.bytes(String(decoding: digits, as: UTF8.self)) else { break }
      position += 4
      return UInt16(unit[0]) << 8 | UInt16(unit[1])
    case let first? where Self.isOctal(first):
      // Three digits where they fit into a byte, else two.
      let most = first <= UInt8(ascii: "3") ? 3 : 2
      let digits = bytes[(start + 1)...].prefix(most).prefix(while: Self.isOctal)
      position = digits.endIndex
      return digits.reduce(0) { $0 << 3 | UInt16($1 - UInt8(ascii: "0")) }
    default: break
    }
    throw error("This escape is not one that Avro IDL knows: write \\\\ for a backslash", at: start)
  }

  private static let escapedAsThemselves = Set("\\'\"/".utf8)
  private static let exponents = Set("eEpP".utf8)

  private static func isOctal(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "7")).contains(byte) }

  /// Reads the number at the position by the grammar of Java, and gives it as JSON writes it.
  mutating func number() throws(SchemaError) -> JSONValue {
    let start = position
    while let byte = byte(at: position), continuesNumber(byte, from: start) { position += 1 }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    guard let value = Self.number(text) else {
      throw error("'\(text.prefix(40))' is not a number: write it as JSON does", at: start)
    }
    return value
  }

  /// The value of a number or of a word that means one; nil if it is none.
  static func number(_ text: String) -> JSONValue? {
    let isNegative = text.hasPrefix("-")
    let magnitude = isNegative || text.hasPrefix("+") ? text.dropFirst() : text[...]
    let sign = isNegative ? "-" : ""
    if magnitude == "NaN" { return "NaN" }
    if magnitude == "Infinity" { return .string(sign + "Infinity") }
    guard let first = magnitude.utf8.first, first != UInt8(ascii: "-"), first != UInt8(ascii: "+") else { return nil }
    let number = integer(magnitude).map { sign + $0 } ?? floatingPoint(magnitude).map { sign + $0 }
    return number.flatMap { JSONNumber($0 == "-0" ? "0" : $0) }.map(JSONValue.number)
  }

  /// The decimal digits of a whole number: decimal, `0x…`, or octal with a leading zero; `L` marks a long.
  private static func integer(_ text: Substring) -> String? {
    let digits = text.last == "l" || text.last == "L" ? text.dropLast() : text
    let lowercase = digits.lowercased()
    if lowercase.hasPrefix("0x") { return UInt64(lowercase.dropFirst(2), radix: 16).map { String($0) } }
    guard !digits.isEmpty, digits.utf8.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains) else { return nil }
    if digits.count > 1, digits.hasPrefix("0") { return UInt64(digits, radix: 8).map { String($0) } }
    return String(digits)
  }

  /// A fraction or a number with an exponent as JSON writes it: digits on both sides of the point, and no suffix.
  private static func floatingPoint(_ text: Substring) -> String? {
    let text = text.lowercased()
    if text.hasPrefix("0x") {
      // Only here is f a digit; the exponent, which such a number must have, ends it.
      guard text.contains("p") else { return nil }
      let digits = text.last == "f" || text.last == "d" ? String(text.dropLast()) : text
      return Double(digits).flatMap { $0.isFinite ? $0.description : nil }
    }
    let digits = text.last == "f" || text.last == "d" ? text.dropLast() : text[...]
    // A whole number without a suffix is none: a leading zero makes it octal.
    guard digits.count < text.count || digits.contains(where: { $0 == "." || $0 == "e" }) else { return nil }
    let parts = digits.split(separator: "e", maxSplits: 1, omittingEmptySubsequences: false)
    let mantissa = parts[0].split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    if mantissa.allSatisfy(\.isEmpty) { return nil }
    let whole = String(mantissa[0].drop { $0 == "0" })
    let fraction = mantissa.count > 1 ? "." + (mantissa[1].isEmpty ? "0" : mantissa[1]) : ""
    let exponent = parts.count > 1 ? "e" + parts[1] : ""
    return (whole.isEmpty ? "0" : whole) + fraction + exponent
  }

  private func continuesNumber(_ byte: UInt8, from start: Int) -> Bool {
    switch byte {
    case UInt8(ascii: "."): return true
    case UInt8(ascii: "-"), UInt8(ascii: "+"):
      // A sign stands in front, or in front of an exponent.
      return position == start || Self.exponents.contains(bytes[position - 1])
    default: return Self.continuesName(byte)
    }
  }
}
