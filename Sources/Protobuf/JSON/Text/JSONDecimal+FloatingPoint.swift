extension JSONDecimal {
  /// The nearest double, ties to even; infinite if it is out of range.
  ///
  /// - Parameter text: What the number was read from, for the few that take long.
  @inline(__always) func double(of text: UnsafeBufferPointer<UInt8>) -> Double {
    quickDouble ?? slowDouble(of: text)
  }

  /// The nearest float, which is not always the nearest float to the nearest double.
  func float(of text: UnsafeBufferPointer<UInt8>) -> Float {
    Self.float(from: double(of: text)) ?? Float(String(decoding: text, as: UTF8.self)) ?? .nan
  }

  /// The float that is nearest to the same number as a double is; nil if the double alone does not tell.
  @inline(__always) static func float(from double: Double) -> Float? {
    // In the middle between two floats it may stand for a number on either side. Small floats have fewer bits.
    let isMiddle = double.bitPattern & (1 << 29 - 1) == 1 << 28
    if isMiddle || double.magnitude < 0x1p-126 && double != 0 { return nil }
    return Float(double)
  }

  /// The nearest double, if a few steps are enough to tell it.
  @inline(__always) var quickDouble: Double? {
    guard isExact, exponent <= 0 else { return nil }
    if exponent == 0 { return signed(Double(significand)) }
    guard significand != 0, exponent >= -PowersOfFive.reciprocals.count else { return nil }
    // Both have their highest bit set, and the reciprocal is less than one too small. So the upper half of the product
    // is less than two too small, and less than four if it is doubled to have its highest bit set as well.
    let lead = significand.leadingZeroBitCount
    let reciprocal = PowersOfFive.reciprocals[~exponent]
    let product = (significand &<< UInt64(truncatingIfNeeded: lead)).multipliedFullWidth(by: reciprocal).high
    let productLead = product.leadingZeroBitCount
    let bits = product &<< UInt64(truncatingIfNeeded: productLead)
    // A double takes 53 bits. If the rest may be just a half, this does not tell where to round to.
    let rest = bits & 0x7FF
    if rest &- 0x3FC <= 4 { return nil }
    let kept = bits &>> 11 &+ (rest > 0x400 ? 1 : 0)
    let powerBits = 64 &- PowersOfFive.exact[0 &- exponent].leadingZeroBitCount
    let scale = 12 &- productLead &- powerBits &- lead &+ exponent
    // The power of two is far from the ends of the range, so what it is multiplied with stays exact.
    return signed(
      Double(Int64(bitPattern: kept)) * Double(bitPattern: UInt64(truncatingIfNeeded: 1023 &+ scale) &<< 52))
  }

  @inline(never) private func slowDouble(of text: UnsafeBufferPointer<UInt8>) -> Double {
    // Both are doubles, so the processor rounds only once.
    if isExact, significand <= 1 << 53, exponent.magnitude < PowersOfTen.doubles.count {
      let power = PowersOfTen.doubles[Int(exponent.magnitude)]
      return signed(exponent < 0 ? Double(significand) / power : Double(significand) * power)
    }
    return Double(String(decoding: text, as: UTF8.self)) ?? .nan
  }

  @inline(__always) private func signed(_ magnitude: Double) -> Double { isNegative ? -magnitude : magnitude }
}
