/// Decimal digits eight at a time, each in a byte of a word, the first in the lowest, as memory has them.
enum EightDigits {
  /// What makes digits of their values, and values of digits.
  static let ascii: UInt64 = 0x3030_3030_3030_3030

  /// Eight bytes of text: digits become their values, and everything else becomes ten or more.
  @inline(__always) static func load(_ text: UnsafePointer<UInt8>) -> UInt64 {
    UInt64(littleEndian: UnsafeRawPointer(text).loadUnaligned(as: UInt64.self)) ^ ascii
  }

  /// Writes eight values as digits.
  @inline(__always) static func store(_ values: UInt64, to place: UnsafeMutablePointer<UInt8>) {
    UnsafeMutableRawPointer(place).storeBytes(of: (values | ascii).littleEndian, as: UInt64.self)
  }

  /// Writes eight bytes: so many of the values as digits, a point, and the next values. At most seven go in front.
  @inline(__always) static func store(
    _ values: UInt64, pointBehind count: Int, to place: UnsafeMutablePointer<UInt8>
  ) {
    let shift = UInt64(truncatingIfNeeded: 8 &* count)
    let front = values & (1 &<< shift &- 1)
    let digits = front | (values ^ front) &<< 8 | ascii
    // The digit zero with these bits turned over is a point.
    let bytes = digits ^ 0x1E &<< shift
    UnsafeMutableRawPointer(place).storeBytes(of: bytes.littleEndian, as: UInt64.self)
  }

  /// How many bytes from the first on are values of digits.
  @inline(__always) static func count(_ values: UInt64) -> Int {
    let others = ((values & 0x7F7F_7F7F_7F7F_7F7F) &+ 0x7676_7676_7676_7676 | values) & 0x8080_8080_8080_8080
    return others.trailingZeroBitCount &>> 3
  }

  /// The number that eight values stand for.
  @inline(__always) static func number(_ values: UInt64) -> UInt64 {
    // Neighbours are put together: first to pairs, then pairs to fours, then fours to eight.
    var number = (values &* 10 &+ values &>> 8) & 0x00FF_00FF_00FF_00FF
    number = (number &* 100 &+ number &>> 16) & 0x0000_FFFF_0000_FFFF
    return (number &* 10_000 &+ number &>> 32) & 0xFFFF_FFFF
  }

  /// The values for a number below 10^8, with zeros in front.
  @inline(__always) static func values(of number: UInt64) -> UInt64 {
    // It is taken apart to fours, then pairs, then digits; both halves of a step at once.
    let high = number / 10_000
    let fours = high | (number &- high &* 10_000) &<< 32
    // These are divisions by 100 and by 10, exact for all that can stand here.
    let hundreds = (fours &* 10_486) &>> 20 & 0x0000_007F_0000_007F
    let pairs = hundreds | (fours &- hundreds &* 100) &<< 16
    let tens = (pairs &* 103) &>> 10 & 0x000F_000F_000F_000F
    return tens | (pairs &- tens &* 10) &<< 8
  }

  /// The number that the digits from here on stand for, sixteen at most, without a branch on their count, which a
  /// processor could not foresee. Sixteen bytes must be readable.
  @inline(__always) static func upToSixteen(_ text: UnsafePointer<UInt8>) -> (number: UInt64, count: Int) {
    let (first, second) = (load(text), load(text + 8))
    let firstCount = count(first)
    let count = firstCount &+ (firstCount == 8 ? count(second) : 0)
    // They move behind as many zeros as there are too few, and what is no digit moves away.
    let moved = (UInt128(second) &<< 64 | UInt128(first)) &<< UInt128(truncatingIfNeeded: 128 &- 8 &* count)
    let (high, low) = (UInt64(truncatingIfNeeded: moved), UInt64(truncatingIfNeeded: moved &>> 64))
    return (number(high) &* 100_000_000 &+ number(low), count)
  }
}
