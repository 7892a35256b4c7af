/// A decimal number of any length, exact: between its text and the two's-complement bytes of Avro's decimals.
struct PlainDecimal: Hashable {
  private(set) var isNegative: Bool
  /// Each from 0 to 9, the greatest first, without zeros in front; none for zero.
  private(set) var digits: [UInt8]
  /// How many of the digits stand behind the point; below zero, how many zeros follow them.
  private(set) var scale: Int

  /// More digits than any decimal has that means something, and few enough that hostile input costs little.
  static let maximumDigits = 2048
  /// The bytes of which every number has no more digits than that.
  static let maximumBytes = 850

  /// Reads a number such as `-12.50` or `1e3`; nil for anything else and for more digits than are accepted.
  init?(_ text: String) {
    var bytes = text.utf8[...]
    isNegative = bytes.first == UInt8(ascii: "-")
    if isNegative || bytes.first == UInt8(ascii: "+") { bytes = bytes.dropFirst() }
    let whole = bytes.prefix(while: Self.isDigit)
    bytes = bytes[whole.endIndex...]
    var fraction = bytes.prefix(0)
    if bytes.first == UInt8(ascii: ".") {
      fraction = bytes.dropFirst().prefix(while: Self.isDigit)
      bytes = bytes[fraction.endIndex...]
      if fraction.isEmpty { return nil }
    }
    guard !whole.isEmpty, whole.count + fraction.count <= Self.maximumDigits else { return nil }
    guard let exponent = Self.exponent(bytes) else { return nil }
    digits = (Array(whole) + Array(fraction)).drop { $0 == UInt8(ascii: "0") }.map { $0 - UInt8(ascii: "0") }
    scale = fraction.count - exponent
    if digits.isEmpty { isNegative = false }
  }

  /// The number in two's complement, the greatest byte first; nil for more bytes than are accepted.
  init?(unscaled bytes: some Collection<UInt8>, scale: Int) {
    guard bytes.count <= Self.maximumBytes else { return nil }
    isNegative = bytes.first.map { $0 >= 0x80 } ?? false
    var magnitude = Array(bytes)
    if isNegative { Self.negate(&magnitude) }
    digits = Self.digits(of: magnitude)
    self.scale = scale
  }

  /// The same number with this many digits behind the point; nil if digits would be lost or too many be needed.
  func rescaled(to newScale: Int) -> PlainDecimal? {
    var result = self
    result.scale = newScale
    if digits.isEmpty { return result }
    let (zeros, overflow) = newScale.subtractingReportingOverflow(scale)
    if overflow { return nil }
    if zeros >= 0 {
      guard zeros <= Self.maximumDigits - digits.count else { return nil }
      result.digits += repeatElement(0, count: zeros)
    } else {
      guard -zeros < digits.count, digits.suffix(-zeros).allSatisfy({ $0 == 0 }) else { return nil }
      result.digits.removeLast(-zeros)
    }
    return result
  }

  /// The digits as a whole number in two's complement, the greatest byte first, with no more bytes than needed.
  var unscaledBytes: [UInt8] {
    var limbs: [UInt32] = []  // the least first
    for digit in digits {
      var carry = UInt64(digit)
      for place in limbs.indices {
        carry += UInt64(limbs[place]) * 10
        limbs[place] = UInt32(truncatingIfNeeded: carry)
        carry >>= 32
      }
      if carry > 0 { limbs.append(UInt32(carry)) }
    }
    var bytes: [UInt8] = [0]
    for limb in limbs.reversed() {
      for shift in stride(from: 24, through: 0, by: -8) { bytes.append(UInt8(truncatingIfNeeded: limb >> shift)) }
    }
    if isNegative { Self.negate(&bytes) }
    let sign: UInt8 = isNegative ? 0xFF : 0
    while bytes.count > 1, bytes[0] == sign, (bytes[1] ^ sign) < 0x80 { bytes.removeFirst() }
    return bytes
  }

  /// The number as text, with all the digits of its scale. An exponent is written only where there would be zeros
  /// without end.
  var text: String {
    let sign = isNegative ? "-" : ""
    let number = digits.isEmpty ? "0" : String(decoding: digits.map { $0 + UInt8(ascii: "0") }, as: UTF8.self)
    if scale == 0 { return sign + number }
    guard scale > 0, scale <= Self.maximumDigits else {
      return "\(sign)\(number)E\(scale > 0 ? "-" : "+")\(scale.magnitude)"
    }
    let padded = String(repeating: "0", count: max(0, scale + 1 - number.utf8.count)) + number
    return sign + padded.dropLast(scale) + "." + padded.suffix(scale)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

  /// What stands behind `e`; 0 if nothing stands there.
  private static func exponent(_ bytes: Substring.UTF8View) -> Int? {
    if bytes.isEmpty { return 0 }
    guard bytes.first == UInt8(ascii: "e") || bytes.first == UInt8(ascii: "E") else { return nil }
    return Int32(String(bytes.dropFirst()) ?? "").map(Int.init)
  }

  private static func negate(_ bytes: inout [UInt8]) {
    var carry = true
    for place in bytes.indices.reversed() {
      (bytes[place], carry) = (~bytes[place]).addingReportingOverflow(carry ? 1 : 0)
    }
  }

  private static func digits(of magnitude: [UInt8]) -> [UInt8] {
    var rest = magnitude.drop { $0 == 0 }.map(UInt32.init)
    var groups: [UInt32] = []  // of nine digits, the least first
    while !rest.isEmpty {
      var remainder: UInt64 = 0
      for place in rest.indices {
        remainder = remainder << 8 | UInt64(rest[place])
        rest[place] = UInt32(remainder / 1_000_000_000)
        remainder %= 1_000_000_000
      }
      groups.append(UInt32(remainder))
      rest = Array(rest.drop { $0 == 0 })
    }
    var digits: [UInt8] = []
    for group in groups.reversed() {
      let text = String(group)
      digits += repeatElement(0, count: 9 - text.utf8.count)
      digits += text.utf8.map { $0 - UInt8(ascii: "0") }
    }
    return Array(digits.drop { $0 == 0 })
  }
}
