/// The one text for all spellings of a number, as registries write it in normalized schemas: decimal, without exponent and
/// trailing zeros, with at most three digits of a fraction.
///
/// The value is that of a 32-bit float where float and double agree on the shortest digits, as the reference
/// implementation has it: `2.0005` is `2`, and `1e30` is `1000000015047466200000000000000`.
enum NormalizedNumber {
  /// The normalized text of a literal: whole numbers may be hexadecimal or octal. Nil if it is no number, as `inf`, or has an
  /// exponent that would make a text of thousands of digits.
  static func text(of literal: String) -> String? {
    let isNegative = literal.utf8.first == UInt8(ascii: "-")
    let digits = isNegative ? literal.dropFirst() : literal[...]
    guard let first = digits.utf8.first, first == UInt8(ascii: ".") || isDigit(first) else { return nil }
    if digits.utf8.allSatisfy(isDigit) || digits.hasPrefix("0x") || digits.hasPrefix("0X") {
      return whole(digits).map { isNegative && $0 != "0" ? "-" + $0 : $0 }
    }
    return fraction(digits).map { isNegative ? "-" + $0 : $0 }
  }

  private static func whole(_ digits: Substring) -> String? {
    if !digits.utf8.allSatisfy(isDigit) { return UInt64(digits.dropFirst(2), radix: 16).map { String($0) } }
    guard digits.utf8.first == UInt8(ascii: "0"), digits.utf8.count > 1 else { return String(digits) }
    return UInt64(digits, radix: 8).map { String($0) }
  }

  private static func fraction(_ digits: Substring) -> String? {
    let hasSuffix = digits.last == "f" || digits.last == "F"
    let number = hasSuffix ? digits.dropLast() : digits
    guard let exact = DecimalNumber(number), exact.magnitudeIsModerate, let float = Float(exact.scientificText),
      let double = Double(exact.scientificText)
    else { return nil }
    if float.isFinite, float != 0 || exact.isZero {
      if hasSuffix || DecimalNumber(float.description[...]) == DecimalNumber(double.description[...]) {
        return text(of: Double(float))
      }
    }
    if double.isFinite, double != 0 || exact.isZero, DecimalNumber(double.description[...]) == exact {
      return text(of: double)
    }
    return exact.rounded(toFractionDigits: 3).plainText
  }

  /// A number that is not negative, rounded to three digits of a fraction by its binary value, half to even.
  private static func text(of value: Double) -> String? {
    guard value < 0x1p53 else { return DecimalNumber(value.description[...])?.plainText }
    let whole = value.rounded(.towardZero)
    let scaled = (value - whole) * 1000
    var thousandths = scaled.rounded(.toNearestOrEven)
    if abs(scaled - scaled.rounded(.towardZero)) == 0.5 {
      // The product may have been rounded to the middle between two thousandths.
      let error = (-scaled).addingProduct(value - whole, 1000)
      if error > 0 { thousandths = scaled.rounded(.up) }
      if error < 0 { thousandths = scaled.rounded(.down) }
    }
    return DecimalNumber(wholeNumber: UInt64(whole) * 1000 + UInt64(thousandths), exponent: -3).plainText
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}
