/// Floating-point numbers in decimal, as descriptors hold defaults: in so many digits as the type always keeps, or, if
/// these are read as another number, in so many as always tell its numbers apart. Source: what protoc writes.
enum DecimalText {
  static func text(of value: Double) -> String {
    if let name = name(of: value) { return name }
    let short = text(of: value, digits: 15)
    return Double(short) == value ? short : text(of: value, digits: 17)
  }

  static func text(of value: Float) -> String {
    if let name = name(of: Double(value)) { return name }
    let short = text(of: Double(value), digits: 6)
    return Float(short) == value ? short : text(of: Double(value), digits: 9)
  }

  private static func name(of value: Double) -> String? {
    if value.isNaN { return "nan" }
    if value.isInfinite { return value < 0 ? "-inf" : "inf" }
    if value == 0 { return value.sign == .minus ? "-0" : "0" }
    return nil
  }

  /// The number rounded to so many digits, without zeros at the end; with an exponent if it would need more digits, or
  /// begin with more than four zeros.
  private static func text(of value: Double, digits count: Int) -> String {
    var (digits, exponent) = exactDecimal(value.magnitude)
    if digits.count > count { round(&digits, to: count, exponent: &exponent) }
    while digits.count > 1, digits.last == 0 { digits.removeLast() }
    let sign = value < 0 ? "-" : ""
    let characters = digits.map { Character(UnicodeScalar(UInt8(ascii: "0") + $0)) }
    if exponent < -4 || exponent >= count {
      let fraction = characters.count > 1 ? "." + String(characters[1...]) : ""
      let power = String(exponent.magnitude)
      return "\(sign)\(characters[0])\(fraction)e\(exponent < 0 ? "-" : "+")\(power.count < 2 ? "0" : "")\(power)"
    }
    if exponent < 0 { return "\(sign)0.\(String(repeating: "0", count: -exponent - 1))\(String(characters))" }
    let whole = characters.prefix(exponent + 1)
    let zeros = String(repeating: "0", count: exponent + 1 - whole.count)
    let fraction = characters.dropFirst(exponent + 1)
    return "\(sign)\(String(whole))\(zeros)\(fraction.isEmpty ? "" : ".")\(String(fraction))"
  }

  /// All decimal digits of a positive number, and the power of ten of the first.
  private static func exactDecimal(_ value: Double) -> (digits: [UInt8], exponent: Int) {
    let isNormal = value.exponentBitPattern != 0
    let significand = value.significandBitPattern | (isNormal ? 1 << 52 : 0)
    let power = Int(max(value.exponentBitPattern, 1)) - 1075
    // The number is `significand` by 2 to `power`, which is `significand` by 5 to `-power`, by 10 to `power`.
    var parts = [UInt32(significand % billion), UInt32(significand / billion)]
    for _ in 0..<power.magnitude { multiply(&parts, by: power < 0 ? 5 : 2) }
    var digits: [UInt8] = []
    for part in parts.reversed() {
      var divisor: UInt32 = 100_000_000
      for _ in 0..<9 {
        digits.append(UInt8(part / divisor % 10))
        divisor = max(divisor / 10, 1)
      }
    }
    digits.removeFirst(digits.firstIndex { $0 != 0 } ?? 0)
    return (digits, digits.count - 1 + min(power, 0))
  }

  private static let billion: UInt64 = 1_000_000_000

  private static func multiply(_ parts: inout [UInt32], by factor: UInt64) {
    var carry: UInt64 = 0
    for index in parts.indices {
      let product = UInt64(parts[index]) * factor + carry
      parts[index] = UInt32(product % billion)
      carry = product / billion
    }
    if carry > 0 { parts.append(UInt32(carry)) }
  }

  /// To the nearest, to an even digit in the middle.
  private static func round(_ digits: inout [UInt8], to count: Int, exponent: inout Int) {
    let next = digits[count]
    let isMore = digits[(count + 1)...].contains { $0 != 0 }
    digits.removeLast(digits.count - count)
    guard next > 5 || next == 5 && (isMore || digits[count - 1] % 2 == 1) else { return }
    var index = count - 1
    while index >= 0, digits[index] == 9 {
      digits[index] = 0
      index -= 1
    }
    if index >= 0 {
      digits[index] += 1
    } else {
      digits.insert(1, at: 0)
      digits.removeLast()
      exponent += 1
    }
  }
}
