/// The shortest decimal number that is nearer to a double than to any other double.
///
/// A double is nearest to all numbers between the middles to its neighbours. Multiplied by a power of ten so that it has 17
/// or 18 digits in front of the point, it and the middles are whole numbers of at most 128 bits over a power of two. So all
/// is exact: the number sought is the multiple of the greatest power of ten that lies between the middles, and of several
/// the one next to the double, or of two such the even one.
///
/// Few steps are branches: what a number ends in no processor foresees.
struct ShortestDecimal {
  /// The digits but the last two: sixteen with one zero in front, if `isShort`, or none.
  let front: UInt64
  /// The last two digits, as a number. They may be zeros, and those in front of them too.
  let back: UInt64
  let isShort: Bool
  /// How many of the digits stand in front of the point, or less than zero: how many zeros stand behind it.
  let wholeCount: Int

  /// The decimal number for a positive double; nil if its size is unusual.
  @inline(__always) init?(_ value: Double) {
    // The neighbours of a power of two are not at one distance. Those of this size have few digits, so nobody notices.
    let bits = value.bitPattern
    guard bits &- Self.least < Self.end &- Self.least else { return nil }
    let doubled = (bits & (1 << 52 - 1) | 1 << 52) &<< 1
    let binaryExponent = Int(truncatingIfNeeded: bits &>> 52) &- 1075
    // At most the logarithm of the value: 78913 over 2^18 is that of two, rounded down.
    let scale = 16 &- ((binaryExponent &+ 52) &* 78_913) &>> 18
    let power = PowersOfFive.exact[scale]
    let shift = UInt64(truncatingIfNeeded: 1 &- binaryExponent &- scale)
    let (high, low) = doubled.multipliedFullWidth(by: power)
    let whole = high &<< (64 &- shift) | low &>> shift
    let rest = low & (1 &<< shift &- 1)
    // What lies in a middle belongs to the even one of the two neighbours.
    let reach = power &- bits & 1
    // How far the whole numbers between the middles go: on both sides together, they are 23 at most.
    let above = (rest &+ reach) &>> shift
    let below = Int64(bitPattern: reach &- rest) &>> Int64(bitPattern: shift)

    let hundreds = whole / 100
    let ones = whole &- hundreds &* 100
    let tens = Self.tens(of: ones)
    // To the nearest; from the middle to the even one, which adds nothing.
    let doubledRest = (ones &- tens &* 10) &* 2 &+ (rest == 0 ? 0 : 1)
    let ten = (tens &+ (doubledRest &+ tens & 1 > 10 ? 1 : 0)) &* 10
    let one = ones &+ (rest &+ whole & 1 > 1 &<< (shift &- 1) ? 1 : 0)
    // The middles are at one distance on both sides: if a ten lies between them, so does the nearest.
    let lowest = ones &- UInt64(bitPattern: below)
    var last = ten &- lowest <= above &+ UInt64(bitPattern: below) ? ten : one
    last = Int64(bitPattern: ones) <= below ? 0 : last
    last = ones &+ above >= 100 ? 100 : last
    let isCarried = last >= 100
    back = isCarried ? 0 : last
    front = hundreds &+ (isCarried ? 1 : 0)
    isShort = front < 1_000_000_000_000_000
    wholeCount = (isShort ? 17 : 18) &- scale
  }

  private static let least = 1e-4.bitPattern
  private static let end = 1e15.bitPattern

  /// A number below 110 over ten.
  @inline(__always) private static func tens(of number: UInt64) -> UInt64 { (number &* 103) &>> 10 }

  /// Writes the number, with one digit behind the point at least, and returns its end.
  @inline(__always) func write(to place: UnsafeMutablePointer<UInt8>) -> UnsafeMutablePointer<UInt8> {
    let (eight, nextEight) = front.quotientAndRemainder(dividingBy: 100_000_000)
    let first = EightDigits.values(of: eight)
    let second = EightDigits.values(of: nextEight)
    let tens = Self.tens(of: back)
    let last = tens | (back &- tens &* 10) &<< 8
    let missing = isShort ? 1 : 0
    // Zeros in front of the digits, and how many digits there are then in front of the point.
    let zeros = max(0, 1 &- wholeCount)
    let pointPlace = max(1, wholeCount)

    // All digits go one byte further, as those behind the point have them.
    let shifted = place + (zeros &+ 1 &- missing)
    EightDigits.store(first, to: shifted)
    EightDigits.store(second, to: shifted + 8)
    EightDigits.store(last, to: shifted + 16)
    if pointPlace < 8 {
      // Then the first eight are written once more, with the point in them.
      let values = (first &>> UInt64(truncatingIfNeeded: 8 &* missing)) &<< UInt64(truncatingIfNeeded: 8 &* zeros)
      EightDigits.store(values, pointBehind: pointPlace, to: place)
    } else {
      place.update(from: place + 1, count: pointPlace)
      place[pointPlace] = UInt8(ascii: ".")
    }

    let firstCount = 8 &- first.leadingZeroBitCount &>> 3
    let secondCount = second == 0 ? firstCount : 16 &- second.leadingZeroBitCount &>> 3
    let count = back == 0 ? secondCount : last < 0x100 ? 17 : 18
    return place + (max(zeros &+ count &- missing, pointPlace &+ 1) &+ 1)
  }
}
