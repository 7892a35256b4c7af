import SchemaCore

extension JSONOutput {
  /// How many bytes behind a string must be readable.
  static var stringPadding: Int { 15 }

  /// Appends a string with its quotes. It must be UTF-8, with `stringPadding` readable bytes behind it.
  @inline(__always) mutating func append(padded string: UnsafeBufferPointer<UInt8>) {
    append(UInt8(ascii: "\""))
    if let start = string.baseAddress { appendEscaped(start, count: string.count) }
    append(UInt8(ascii: "\""))
  }

  /// Appends a string with its quotes.
  mutating func append(string: String) {
    let padded = Array(string.utf8) + repeatElement(0, count: Self.stringPadding)
    padded.withUnsafeBufferPointer { append(padded: UnsafeBufferPointer(rebasing: $0.dropLast(Self.stringPadding))) }
  }

  private mutating func appendEscaped(_ string: UnsafePointer<UInt8>, count: Int) {
    var place = 0
    reserve(count + 16)
    while place < count {
      // Sixteen bytes are copied at a time; what was too much is written over.
      let block = JSONStringBytes.block(string + place)
      UnsafeMutableRawPointer(end).storeBytes(of: block, as: SIMD16<UInt8>.self)
      let plain = min(JSONStringBytes.firstSpecial(in: block), count &- place)
      advance(plain)
      place &+= plain
      if plain < 16 && place < count {
        JSONWriter.eachEscaped(string[place]) { append($0) }
        place &+= 1
        reserve(count &- place &+ 16)
      }
    }
  }

  /// Appends a whole number in decimal.
  @inline(__always) mutating func append(integer value: Int64) {
    if value < 0 { append(UInt8(ascii: "-")) }
    append(integer: value.magnitude)
  }

  /// Appends a whole number in decimal.
  @inline(__always) mutating func append(integer value: UInt64) {
    if value < 10 {
      append(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: value))
    } else {
      appendDigits(of: value)
    }
  }

  private mutating func appendDigits(of value: UInt64) {
    reserve(20)
    let count = Self.digitCount(of: value)
    var place = end + count
    var rest = value
    while rest >= 100 {
      let (quotient, pair) = rest.quotientAndRemainder(dividingBy: 100)
      place -= 2
      Self.write(pair: pair, to: place)
      rest = quotient
    }
    if rest >= 10 {
      Self.write(pair: rest, to: place - 2)
    } else {
      place[-1] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest)
    }
    advance(count)
  }

  /// Appends a number with leading zeros, so that it has so many digits, which must be enough.
  mutating func append(_ value: Int, digits: Int) {
    reserve(digits)
    var rest = UInt64(value.magnitude)
    var place = end + digits
    for _ in 0..<digits / 2 {
      let (quotient, pair) = rest.quotientAndRemainder(dividingBy: 100)
      place -= 2
      Self.write(pair: pair, to: place)
      rest = quotient
    }
    if digits % 2 == 1 { place[-1] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest) }
    advance(digits)
  }

  private static func digitCount(of value: UInt64) -> Int {
    // 1233 over 4096 is the logarithm of two, or just less: the estimate is right or one too small.
    let estimate = ((64 &- value.leadingZeroBitCount) &* 1233) &>> 12
    return value < PowersOfTen.exact[estimate] ? estimate : estimate &+ 1
  }

  @inline(__always) private static func write(pair: UInt64, to place: UnsafeMutablePointer<UInt8>) {
    let digits = pairs.utf8Start + 2 * Int(pair)
    place[0] = digits[0]
    place[1] = digits[1]
  }

  private static var pairs: StaticString {
    """
    0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546474849\
    5051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899
    """
  }

  /// Appends the shortest digits that are nearest to this double and to no other. Must be finite.
  mutating func append(finite value: Double) {
    guard let decimal = ShortestDecimal(value.magnitude) else { return append(value.description) }
    if value < 0 { append(UInt8(ascii: "-")) }
    if decimal.exponent >= 0 {
      append(integer: decimal.digits &* PowersOfTen.exact[decimal.exponent])
      return append(".0")
    }
    // With more digits behind the point than there are powers of ten, all are behind it.
    let count = -decimal.exponent
    let power = count < PowersOfTen.exact.count ? PowersOfTen.exact[count] : .max
    let (before, behind) = decimal.digits.quotientAndRemainder(dividingBy: power)
    append(integer: before)
    append(UInt8(ascii: "."))
    append(Int(behind), digits: count)
  }

  /// Appends the shortest digits that are nearest to this float and to no other. Must be finite.
  mutating func append(finite value: Float) { append(value.description) }

  /// Appends bytes in base64 (RFC 4648, section 4) with quotes.
  mutating func append(base64 content: UnsafeBufferPointer<UInt8>) {
    append(UInt8(ascii: "\""))
    reserve((content.count + 2) / 3 * 4)
    advance(Base64.encode(content, to: end))
    append(UInt8(ascii: "\""))
  }
}
