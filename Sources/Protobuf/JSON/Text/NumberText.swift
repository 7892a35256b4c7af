/// Numbers as JSON text, written where they belong in memory.
///
/// Each step returns where the number ends, and may write more behind it.
enum NumberText {
  /// How many bytes there must be from the place on where a number is written.
  static let room = 48

  /// Writes a whole number in decimal.
  @inline(__always) static func write(
    _ value: Int64, to place: UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8> {
    place.pointee = UInt8(ascii: "-")
    return write(value.magnitude, to: place + (value < 0 ? 1 : 0))
  }

  /// Writes a whole number in decimal.
  @inline(__always) static func write(
    _ value: UInt64, to place: UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8> {
    guard value < tenToSixteen else { return writeLong(value, to: place) }
    let values = sixteenValues(of: value)
    // The last digit counts even if it is zero.
    let zeros = (values | 1 &<< 120).trailingZeroBitCount &>> 3
    store(values &>> UInt128(truncatingIfNeeded: 8 &* zeros), to: place)
    return place + (16 &- zeros)
  }

  /// 10^8.
  static let shortLimit: UInt64 = 100_000_000

  /// Writes a whole number below `shortLimit`, in half the time if a processor can foresee that it is that small.
  @inline(__always) static func writeShort(
    _ value: UInt64, to place: UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8> {
    let values = EightDigits.values(of: value)
    let zeros = (values | 1 &<< 56).trailingZeroBitCount &>> 3
    EightDigits.store(values &>> UInt64(truncatingIfNeeded: 8 &* zeros), to: place)
    return place + (8 &- zeros)
  }

  /// Writes what a step writes, within quotes if there is one on each side, or none.
  @inline(__always) static func write(
    quotes: Int, to place: UnsafeMutablePointer<UInt8>,
    _ write: (UnsafeMutablePointer<UInt8>) -> UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8> {
    place.pointee = UInt8(ascii: "\"")
    let end = write(place + quotes)
    end.pointee = UInt8(ascii: "\"")
    return end + quotes
  }

  /// Writes a whole number below 10^16 with zeros in front, so that it has so many digits, which must be enough.
  static func write(_ value: UInt64, digits: Int, to place: UnsafeMutablePointer<UInt8>) -> UnsafeMutablePointer<UInt8>
  {
    store(sixteenValues(of: value) &>> UInt128(truncatingIfNeeded: 8 &* (16 &- digits)), to: place)
    return place + digits
  }

  /// Writes the shortest digits that are nearest to this double and to no other, or the name of what is no number.
  @inline(__always) static func write(
    _ value: Double, to place: UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8> {
    place.pointee = UInt8(ascii: "-")
    let start = place + (value.sign == .minus ? 1 : 0)
    if let thousandths = ThousandthsText.thousandths(of: value.magnitude) {
      return ThousandthsText.write(thousandths, to: start)
    }
    if let decimal = ShortestDecimal(value.magnitude) { return decimal.write(to: start) }
    return writeUnusual(value, to: place)
  }

  /// The same for a float.
  static func write(_ value: Float, to place: UnsafeMutablePointer<UInt8>) -> UnsafeMutablePointer<UInt8> {
    value.isFinite ? write(value.description, to: place) : writeUnusual(Double(value), to: place)
  }

  private static let tenToSixteen: UInt64 = 10_000_000_000_000_000

  @inline(never) private static func writeLong(
    _ value: UInt64, to place: UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8> {
    let (head, rest) = value.quotientAndRemainder(dividingBy: tenToSixteen)
    return write(rest, digits: 16, to: write(head, to: place))
  }

  @inline(__always) private static func sixteenValues(of value: UInt64) -> UInt128 {
    let (high, low) = value.quotientAndRemainder(dividingBy: shortLimit)
    return UInt128(EightDigits.values(of: low)) &<< 64 | UInt128(EightDigits.values(of: high))
  }

  @inline(__always) private static func store(_ values: UInt128, to place: UnsafeMutablePointer<UInt8>) {
    EightDigits.store(UInt64(truncatingIfNeeded: values), to: place)
    EightDigits.store(UInt64(truncatingIfNeeded: values &>> 64), to: place + 8)
  }

  @inline(never) private static func writeUnusual(
    _ value: Double, to place: UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8> {
    if value.isFinite { return write(value.description, to: place) }
    return write(value.isNaN ? "\"NaN\"" : value < 0 ? "\"-Infinity\"" : "\"Infinity\"", to: place)
  }

  private static func write(_ text: String, to place: UnsafeMutablePointer<UInt8>) -> UnsafeMutablePointer<UInt8> {
    var text = text
    return text.withUTF8 { bytes in
      // Not even the longest double takes as much.
      let count = min(bytes.count, room)
      if let start = bytes.baseAddress { place.update(from: start, count: count) }
      return place + count
    }
  }
}
