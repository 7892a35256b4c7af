extension AvroDecimal: Comparable, Hashable {
  public static func == (left: AvroDecimal, right: AvroDecimal) -> Bool {
    if left.scale == right.scale, let left = left.unscaled, let right = right.unscaled { return left == right }
    return Significand(left) == Significand(right)
  }

  public static func < (left: AvroDecimal, right: AvroDecimal) -> Bool {
    if left.scale == right.scale, let left = left.unscaled, let right = right.unscaled { return left < right }
    let (left, right) = (Significand(left), Significand(right))
    return switch (left.sign, right.sign) {
    case (1, 1): left.isSmaller(than: right)
    case (-1, -1): right.isSmaller(than: left)
    default: left.sign < right.sign
    }
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(Significand(self)) }

  /// A number in the one form that all its scales share. Nothing is multiplied out, so that the scales of two numbers
  /// may be far apart.
  private struct Significand: Hashable {
    /// -1, 0 or 1.
    let sign: Int
    /// Without zeros at either end.
    let digits: [UInt8]
    /// The power of ten of the first digit.
    let exponent: Int

    init(_ decimal: AvroDecimal) {
      let all = decimal.digits
      let zeros = all.reversed().prefix { $0 == UInt8(ascii: "0") }.count
      digits = Array(all.dropLast(zeros))
      sign = digits.isEmpty ? 0 : decimal.isNegative ? -1 : 1
      exponent = digits.isEmpty ? 0 : decimal.exponent(ofDigits: all.count)
    }

    /// Compares without the signs.
    func isSmaller(than other: Significand) -> Bool {
      exponent == other.exponent ? digits.lexicographicallyPrecedes(other.digits) : exponent < other.exponent
    }
  }
}
