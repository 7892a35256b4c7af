extension JSONDecimal {
  /// The nearest double, ties to even; infinite if it is out of range.
  ///
  /// - Parameter text: What the number was read from, for the few that take long.
  func double(of text: UnsafeBufferPointer<UInt8>) -> Double {
    nearest(bitCount: 53) ?? Double(String(decoding: text, as: UTF8.self)) ?? .nan
  }

  /// The nearest float, which is not always the nearest float to the nearest double.
  func float(of text: UnsafeBufferPointer<UInt8>) -> Float {
    nearest(bitCount: 24).map { Float($0) } ?? Float(String(decoding: text, as: UTF8.self)) ?? .nan
  }

  /// The nearest number of so many significant bits, which a double holds; nil if it takes more than 128 bits to tell.
  ///
  /// A power of ten that is not too large is five to the same power, exact in 64 bits, and a shift. So the product or
  /// the quotient with the significand is exact to the last bit, or is known to lie beyond it.
  @inline(__always) func nearest(bitCount: Int) -> Double? {
    guard isExact, exponent.magnitude < PowersOfFive.exact.count else { return nil }
    if significand == 0 { return isNegative ? -0.0 : 0.0 }
    let power = PowersOfFive.exact[Int(exponent.magnitude)]
    var high: UInt64
    var isCut: Bool
    var scale = exponent
    if exponent >= 0 {
      let product = significand.multipliedFullWidth(by: power)
      let lead = product.high.leadingZeroBitCount
      if lead == 64 {
        (high, isCut) = (product.low, false)
      } else {
        high = product.high << UInt64(lead) | (lead == 0 ? 0 : product.low >> UInt64(64 - lead))
        isCut = product.low << UInt64(lead) != 0
        scale += 64 - lead
      }
    } else {
      // Both with the highest bit set, the dividend halved: so the quotient is less than 2^64 and has 63 bits at least.
      let (lead, divisorLead) = (significand.leadingZeroBitCount, power.leadingZeroBitCount)
      let dividend = significand << UInt64(lead)
      let (quotient, remainder) = (power << UInt64(divisorLead)).dividingFullWidth((dividend >> 1, dividend << 63))
      (high, isCut) = (quotient, remainder != 0)
      scale += divisorLead - lead - 63
    }
    return Self.rounded(high, isCut: isCut, scale: scale, bitCount: bitCount) * (isNegative ? -1 : 1)
  }

  /// `value` × 2^`scale`, rounded to so many bits, where more may have been cut off behind the lowest.
  @inline(__always) private static func rounded(_ value: UInt64, isCut: Bool, scale: Int, bitCount: Int) -> Double {
    let surplus = 64 - value.leadingZeroBitCount - bitCount
    guard surplus > 0 else { return Double(value) * powerOfTwo(scale) }
    let half: UInt64 = 1 << UInt64(surplus - 1)
    let rest = value & (half << 1 - 1)
    var kept = value >> UInt64(surplus)
    if rest > half || rest == half && (isCut || kept & 1 == 1) { kept += 1 }
    return Double(kept) * powerOfTwo(scale + surplus)
  }

  /// A power of two that is far from the ends of the range, as all are here: what it is multiplied with stays exact.
  @inline(__always) private static func powerOfTwo(_ exponent: Int) -> Double {
    Double(bitPattern: UInt64(1023 + exponent) << 52)
  }
}
