/// A number of any size and with any digits, exactly: 0.`digits` × 10^`exponent`.
struct ExactNumber: Hashable, Comparable, Sendable {
  private(set) var isNegative: Bool
  /// From 0 to 9, neither the first nor the last of them 0; none for zero.
  private(set) var digits: [UInt8]
  private(set) var exponent: Int

  /// The number of a text that is one by the grammar of RFC 8259. Exponents are counted up to 2^40.
  init(_ text: UnsafeBufferPointer<UInt8>) {
    isNegative = text.first == UInt8(ascii: "-")
    digits = []
    exponent = 0
    var place = isNegative ? 1 : 0
    var isFraction = false
    while place < text.count, text[place] | 0x20 != UInt8(ascii: "e") {
      let byte = text[place]
      place += 1
      if byte == UInt8(ascii: ".") {
        isFraction = true
        continue
      }
      if byte == UInt8(ascii: "0") && digits.isEmpty {
        if isFraction { exponent -= 1 }
        continue
      }
      digits.append(byte &- UInt8(ascii: "0"))
      if !isFraction { exponent += 1 }
    }
    if place < text.count { exponent += Self.exponent(in: text[(place + 1)...]) }
    normalize()
  }

  init(_ value: Int64) {
    var text = String(value)
    self = text.withUTF8 { ExactNumber($0) }
  }

  private static func exponent(in text: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
    var value = 0
    for byte in text where byte >= UInt8(ascii: "0") && value < 1 << 40 {
      value = value * 10 + Int(byte - UInt8(ascii: "0"))
    }
    return text.first == UInt8(ascii: "-") ? -value : value
  }

  private mutating func normalize() {
    while digits.last == 0 { digits.removeLast() }
    if digits.isEmpty {
      exponent = 0
      isNegative = false
    }
  }

  /// True if there is no fraction.
  var isWhole: Bool { digits.count <= exponent || digits.isEmpty }

  static func < (left: ExactNumber, right: ExactNumber) -> Bool {
    if left.isNegative != right.isNegative { return left.isNegative }
    return left.isNegative ? right.isCloserToZero(than: left) : left.isCloserToZero(than: right)
  }

  private func isCloserToZero(than other: ExactNumber) -> Bool {
    if digits.isEmpty || other.digits.isEmpty { return digits.isEmpty && !other.digits.isEmpty }
    if exponent != other.exponent { return exponent < other.exponent }
    return digits.lexicographicallyPrecedes(other.digits)
  }

  /// The digits as one number, if 64 bits hold it.
  var significand: UInt64? {
    var value: UInt64 = 0
    for digit in digits {
      let (product, isOver) = value.multipliedReportingOverflow(by: 10)
      let (sum, isCarried) = product.addingReportingOverflow(UInt64(digit))
      if isOver || isCarried { return nil }
      value = sum
    }
    return value
  }

  /// True if the number is a whole multiple of the divisor, which is not zero and whose digits fit in 64 bits.
  func isMultiple(of divisor: ExactNumber) -> Bool {
    guard let modulus = divisor.significand, modulus > 0 else { return false }
    if digits.isEmpty { return true }
    // With the last digits at the ones, this is times 10^shift. It ends in no zero, so that less cannot be a multiple.
    let shift = (exponent - digits.count) - (divisor.exponent - divisor.digits.count)
    if shift < 0 { return false }
    var rest: UInt64 = 0
    for digit in digits {
      rest = modulus.dividingFullWidth(rest.multipliedFullWidth(by: 10)).remainder
      let (sum, isOver) = rest.addingReportingOverflow(UInt64(digit))
      rest = isOver ? sum &- modulus : sum % modulus
    }
    // Times a power of ten, by squaring.
    var power = 10 % modulus
    var bits = shift
    while bits > 0 && rest != 0 {
      if bits & 1 == 1 { rest = modulus.dividingFullWidth(rest.multipliedFullWidth(by: power)).remainder }
      power = modulus.dividingFullWidth(power.multipliedFullWidth(by: power)).remainder
      bits >>= 1
    }
    return rest == 0
  }
}
