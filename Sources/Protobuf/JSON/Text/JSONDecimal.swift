/// A number as JSON text writes it: ± `significand` × 10^`exponent`.
struct JSONDecimal: Hashable {
  var isNegative: Bool
  /// The first digits, as many as 64 bits hold.
  var significand: UInt64
  var exponent: Int
  /// False if digits other than zero were too many for the significand.
  var isExact: Bool

  init(isNegative: Bool, significand: UInt64, exponent: Int, isExact: Bool = true) {
    self.isNegative = isNegative
    self.significand = significand
    self.exponent = exponent
    self.isExact = isExact
  }

  /// Exponents are not counted further than this: the value is zero or out of every range long before, unless the
  /// significand has as many digits, for which no text is long enough.
  static let maximumExponent = 1 << 40

  /// The number that begins here (RFC 8259, section 6), and where it ends; nil if there is none. Something that is no
  /// part of a number must stand behind it, and fifteen bytes more must be readable.
  @inline(__always) static func scan(
    _ start: UnsafePointer<UInt8>
  ) -> (value: JSONDecimal, end: UnsafePointer<UInt8>)? {
    let isNegative = start.pointee == UInt8(ascii: "-")
    let first = isNegative ? start + 1 : start
    var (significand, place) = digits(first, after: 0)
    var count = place - first
    if count == 0 || (count > 1 && first.pointee == UInt8(ascii: "0")) { return nil }
    var exponent = 0
    if place.pointee == UInt8(ascii: ".") {
      let point = place
      (significand, place) = digits(point + 1, after: significand)
      exponent = point + 1 - place
      if exponent == 0 { return nil }
      count -= exponent
    }
    // What has an exponent, or more digits than surely fit, is read once more.
    if count > 19 || place.pointee | 0x20 == UInt8(ascii: "e") { return scanLong(start) }
    return (JSONDecimal(isNegative: isNegative, significand: significand, exponent: exponent), place)
  }

  /// Appends the digits that begin here to those of a number, which may overflow, and returns where they end.
  @inline(__always) private static func digits(
    _ start: UnsafePointer<UInt8>, after value: UInt64
  ) -> (value: UInt64, end: UnsafePointer<UInt8>) {
    var value = value
    var place = start
    while true {
      let values = EightDigits.load(place)
      let count = EightDigits.count(values)
      if count == 0 { return (value, place) }
      let number = EightDigits.number(values &<< UInt64(truncatingIfNeeded: 64 &- 8 &* count))
      value = value &* PowersOfTen.exact[count] &+ number
      place += count
      if count < 8 { return (value, place) }
    }
  }

  /// The same for a number with an exponent, or more digits than surely fit.
  @inline(never) static func scanLong(
    _ start: UnsafePointer<UInt8>
  ) -> (value: JSONDecimal, end: UnsafePointer<UInt8>)? {
    var value = JSONDecimal(isNegative: start.pointee == UInt8(ascii: "-"), significand: 0, exponent: 0)
    var place = start + (value.isNegative ? 1 : 0)
    place = value.takeDigits(place, isFraction: false)
    if place.pointee == UInt8(ascii: ".") {
      let first = place + 1
      place = value.takeDigits(first, isFraction: true)
      if place == first { return nil }
    }
    if place.pointee | 0x20 == UInt8(ascii: "e") {
      place += 1
      let isBelow = place.pointee == UInt8(ascii: "-")
      if isBelow || place.pointee == UInt8(ascii: "+") { place += 1 }
      let first = place
      var exponent = 0
      while let digit = digit(place.pointee) {
        if exponent < maximumExponent { exponent = exponent * 10 + Int(digit) }
        place += 1
      }
      if place == first { return nil }
      value.exponent += isBelow ? -exponent : exponent
    }
    return (value, place)
  }

  /// Takes digits as long as they fit, and counts the others.
  private mutating func takeDigits(
    _ start: UnsafePointer<UInt8>, isFraction: Bool
  ) -> UnsafePointer<UInt8> {
    var place = start
    var (taken, value, places, isExact) = (significand, 0 as UInt64, exponent, isExact)
    var isFull = places > 0 || !isExact
    while let digit = Self.digit(place.pointee) {
      if !isFull {
        (value, isFull) = taken.multipliedReportingOverflow(by: 10)
        if !isFull { (value, isFull) = value.addingReportingOverflow(digit) }
      }
      if isFull {
        isExact = isExact && digit == 0
        if !isFraction { places += 1 }
      } else {
        taken = value
        if isFraction { places -= 1 }
      }
      place += 1
    }
    (significand, exponent, self.isExact) = (taken, places, isExact)
    return place
  }

  @inline(__always) static func digit(_ byte: UInt8) -> UInt64? {
    let value = byte &- UInt8(ascii: "0")
    return value <= 9 ? UInt64(value) : nil
  }
}

extension JSONDecimal {
  /// The absolute value, if it is a whole number of at most 64 bits.
  @inline(__always) var wholeMagnitude: UInt64? { exponent == 0 && isExact ? significand : shifted }

  @inline(never) var shifted: UInt64? {
    if significand == 0 && isExact { return 0 }
    // With digits that did not fit, it is out of range or not whole.
    guard isExact, (-20...20).contains(exponent) else { return nil }
    var value = significand
    for _ in 0..<exponent.magnitude {
      if exponent < 0 {
        let (quotient, remainder) = value.quotientAndRemainder(dividingBy: 10)
        guard remainder == 0 else { return nil }
        value = quotient
      } else {
        let (product, isOver) = value.multipliedReportingOverflow(by: 10)
        guard !isOver else { return nil }
        value = product
      }
    }
    return value
  }

  /// The value, if it is a whole number that fits.
  @inline(__always) func integer<Value: FixedWidthInteger>(as type: Value.Type) -> Value? {
    guard let magnitude = wholeMagnitude else { return nil }
    if !isNegative { return Value(exactly: magnitude) }
    if magnitude == 0 { return 0 }
    return magnitude > 1 << 63 ? nil : Value(exactly: Int64(truncatingIfNeeded: 0 &- magnitude))
  }
}
