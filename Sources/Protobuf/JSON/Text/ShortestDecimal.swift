/// The shortest decimal number that is nearer to a double than to any other double: `digits` × 10^`exponent`.
///
/// A double is nearest to all numbers between the middles to its neighbours. Multiplied by a power of ten so that it has 17
/// digits in front of the point, it and the middles are whole numbers of at most 128 bits over a power of two. So all is
/// exact: the number sought is the multiple of the greatest power of ten that lies between the middles, and of several
/// the one next to the double, or of two such the even one.
struct ShortestDecimal {
  /// Not a multiple of ten.
  let digits: UInt64
  let exponent: Int

  /// The decimal number for a positive double; nil if its size is unusual, or if it is a power of two, whose neighbours
  /// are not at one distance.
  init?(_ value: Double) {
    guard value >= 1e-4, value < 1e15 else { return nil }
    let bits = value.bitPattern
    let significand = bits & (1 << 52 - 1)
    if significand == 0 { return nil }
    let doubled = (significand | 1 << 52) << 1
    let binaryExponent = Int(bits >> 52) - 1075
    // At most the logarithm of the value: 78913 over 2^18 is that of two, rounded down.
    let scale = 16 - ((binaryExponent + 52) * 78_913) >> 18
    let power = PowersOfFive.exact[scale]
    let shift = UInt128(1 - binaryExponent - scale)
    let (middle, distance) = (UInt128(doubled) * UInt128(power), UInt128(power))
    // What lies in the middle belongs to the even one of the two neighbours.
    let margin: UInt128 = significand & 1 == 0 ? 0 : 1
    let lowest = UInt64(truncatingIfNeeded: (middle - distance + margin + (1 << shift - 1)) >> shift)
    let highest = UInt64(truncatingIfNeeded: (middle + distance - margin) >> shift)
    let whole = UInt64(truncatingIfNeeded: middle >> shift)

    var candidates = Candidates(lowest: lowest, highest: highest)
    let count = candidates.shorten()
    exponent = count - scale
    if candidates.lowest == candidates.highest {
      digits = candidates.lowest
    } else {
      let unit = PowersOfTen.exact[count]
      let below = count == 0 ? whole : whole / unit
      let rest = middle - UInt128(below &* unit) << shift
      let half = UInt128(unit) << (shift - 1)
      let isAbove = rest > half || rest == half && below & 1 == 1
      digits = isAbove ? below &+ 1 : below
    }
  }
}

/// Whole numbers one behind the other.
private struct Candidates {
  var lowest: UInt64
  var highest: UInt64

  /// Takes only the multiples of a power of ten, the greatest of which there are some, and divides them by it.
  ///
  /// - Returns: The exponent of the power.
  @inline(__always) mutating func shorten() -> Int {
    // Numbers that were reckoned have all their digits; those that people wrote have few.
    guard divide(by: 10) else { return 0 }
    var count = 1
    if divide(by: 10_000_000) { count &+= 7 }
    if divide(by: 10_000) { count &+= 4 }
    if divide(by: 100) { count &+= 2 }
    while divide(by: 10) { count &+= 1 }
    return count
  }

  /// Divides the multiples of a number by it; false, and nothing changed, if there is none.
  @inline(__always) private mutating func divide(by number: UInt64) -> Bool {
    let (first, last) = ((lowest &+ (number &- 1)) / number, highest / number)
    guard first <= last else { return false }
    (lowest, highest) = (first, last)
    return true
  }
}
