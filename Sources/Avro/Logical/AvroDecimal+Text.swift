extension AvroDecimal: LosslessStringConvertible, Codable {
  /// A decimal by its text, such as `-12.50` or `1.5e-7`. The digits after the point make the scale, so that nothing of
  /// the text is lost but a plus sign and zeros in front.
  ///
  /// Nil for any other text, and for one of more than 9,800 digits.
  public init?(_ text: String) {
    var rest = Array(text.utf8)[...]
    let isNegative = rest.first == UInt8(ascii: "-")
    if isNegative || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
    var digits = Self.takeDigits(&rest)
    guard !digits.isEmpty else { return nil }
    var scale = 0
    if rest.first == UInt8(ascii: ".") {
      rest.removeFirst()
      let fraction = Self.takeDigits(&rest)
      guard !fraction.isEmpty else { return nil }
      digits += fraction
      scale = fraction.count
    }
    guard let exponent = Self.takeExponent(&rest), rest.isEmpty else { return nil }
    let significant = digits.drop { $0 == UInt8(ascii: "0") }
    guard significant.count <= DecimalDigits.maximumCount,
      let decimal = try? AvroDecimal(isNegative: isNegative, digits: significant, scale: scale - exponent),
      Int32(exactly: decimal.scale) != nil
    else { return nil }
    self = decimal
  }

  private static func takeDigits(_ rest: inout ArraySlice<UInt8>) -> [UInt8] {
    let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    rest.removeFirst(digits.count)
    return Array(digits)
  }

  /// Zero if there is none; nil if it is not a number or a very large one.
  private static func takeExponent(_ rest: inout ArraySlice<UInt8>) -> Int? {
    guard rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") else { return 0 }
    rest.removeFirst()
    let isNegative = rest.first == UInt8(ascii: "-")
    if isNegative || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
    let digits = takeDigits(&rest)
    guard (1...10).contains(digits.count), let exponent = Int(String(decoding: digits, as: UTF8.self)) else {
      return nil
    }
    return isNegative ? -exponent : exponent
  }

  /// The number with as many digits after the point as its scale says, such as `-12.50`; with an exponent where that
  /// would take more zeros than digits matter.
  public var description: String {
    let sign = isNegative ? "-" : ""
    let digits = String(decoding: digits, as: UTF8.self)
    if scale == 0 { return sign + digits }
    let exponent = exponent(ofDigits: digits.utf8.count)
    if scale > 0 && exponent >= -6 {
      let padded = String(repeating: "0", count: max(0, scale + 1 - digits.utf8.count)) + digits
      return "\(sign)\(padded.dropLast(scale)).\(padded.suffix(scale))"
    }
    let fraction = digits.utf8.count > 1 ? ".\(digits.dropFirst())" : ""
    return "\(sign)\(digits.prefix(1))\(fraction)E\(exponent < 0 ? "" : "+")\(exponent)"
  }

  public init(from decoder: any Decoder) throws { self = try decoder.losslessValue() }

  public func encode(to encoder: any Encoder) throws { try encoder.encodeText(self) }
}
