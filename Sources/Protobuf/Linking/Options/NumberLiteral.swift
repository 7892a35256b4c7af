/// A number as it stands in a text.
struct NumberLiteral {
  let isNegative: Bool
  /// The whole number without its sign; nil for others, and for what is greater than 64 bits.
  let magnitude: UInt64?
  /// The nearest floating-point number.
  let double: Double

  /// The number that a value is; nil if it is something else. `inf` and `nan` are numbers too.
  init?(_ value: OptionValueSyntax) {
    switch value.kind {
    case .integer(let text):
      let (isNegative, digits) = Self.split(text)
      let magnitude = Self.magnitude(digits)
      self.isNegative = isNegative
      self.magnitude = magnitude
      let double = magnitude.map { Double($0) } ?? Double(digits) ?? .infinity
      self.double = isNegative ? -double : double
    case .float(let text):
      var (isNegative, digits) = Self.split(text)
      if digits.last == "f" || digits.last == "F" { digits.removeLast() }
      guard let double = Double(digits) else { return nil }
      self.isNegative = isNegative
      self.magnitude = nil
      self.double = isNegative ? -double : double
    case .identifier(let text):
      let (isNegative, name) = Self.split(text)
      guard name == "inf" || name == "nan" else { return nil }
      self.isNegative = isNegative
      self.magnitude = nil
      self.double = name == "nan" ? .nan : isNegative ? -.infinity : .infinity
    case .string, .aggregate, .list: return nil
    }
  }

  /// The whole number; nil if it is not one of the type.
  func whole<Number: FixedWidthInteger>(_ type: Number.Type = Number.self) -> Number? {
    guard let magnitude else { return nil }
    if !isNegative { return Number(exactly: magnitude) }
    guard magnitude <= UInt64(Int64.max) + 1 else { return nil }
    return Number(exactly: Int64(truncatingIfNeeded: 0 &- magnitude))
  }

  private static func split(_ text: String) -> (isNegative: Bool, rest: Substring) {
    guard text.utf8.first == UInt8(ascii: "-") else { return (false, text[...]) }
    return (true, text.dropFirst())
  }

  /// Decimal, hexadecimal after `0x`, octal after `0`.
  private static func magnitude(_ digits: Substring) -> UInt64? {
    if digits.hasPrefix("0x") || digits.hasPrefix("0X") { return UInt64(digits.dropFirst(2), radix: 16) }
    if digits.count > 1, digits.first == "0" { return UInt64(digits.dropFirst(), radix: 8) }
    return UInt64(digits)
  }
}
