/// Numbers with at most three digits behind the point, and five in front of it: prices, shares, what is measured.
///
/// These are written in a quarter of the time that other doubles take.
enum ThousandthsText {
  /// How many thousandths a positive double stands for; nil if it stands for something else.
  @inline(__always) static func thousandths(of value: Double) -> UInt64? {
    guard value < 99_999 else { return nil }
    // A double of this size is a whole number, which its lowest bits are.
    let shifted = value * 1000 + 0x1p52
    // Two numbers of so few digits have different doubles. So there is no shorter one than this.
    return (shifted - 0x1p52) / 1000 == value ? shifted.bitPattern & (1 << 52 - 1) : nil
  }

  /// Writes a number of thousandths, with one digit behind the point at least, and returns its end.
  @inline(__always) static func write(
    _ thousandths: UInt64, to place: UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8> {
    let all = EightDigits.values(of: thousandths)
    // One digit in front of the point and one behind it count even if they are zero.
    let zeros = (all | 1 &<< 32).trailingZeroBitCount &>> 3
    let zerosBehind = (all | 1 &<< 40).leadingZeroBitCount &>> 3
    let values = all &>> UInt64(truncatingIfNeeded: 8 &* zeros)
    EightDigits.store(values, pointBehind: 5 &- zeros, to: place)
    place[8] = UInt8(truncatingIfNeeded: all &>> 56) | UInt8(ascii: "0")
    return place + (9 &- zeros &- zerosBehind)
  }
}
