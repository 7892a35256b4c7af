/// A JSON number taken apart: ± `digits` × 10^`exponent`.
struct NumberParts {
  var isNegative: Bool
  /// All digits, those of the fraction included.
  var digits: [UInt8] = []
  var exponent = 0
  /// True if there is neither a fraction nor an exponent.
  var isInteger = true

  /// Exponents are not counted further than this; no text is long enough to tell the difference.
  static let maximumExponent = 1 << 40

  /// - Parameter text: a number by the grammar of RFC 8259, section 6.
  init(_ text: String) {
    isNegative = text.utf8.first == UInt8(ascii: "-")
    var fraction = 0
    var isFraction = false
    var rest = text.utf8[...]
    if isNegative { rest.removeFirst() }
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        digits.append(byte - UInt8(ascii: "0"))
        if isFraction { fraction += 1 }
      case UInt8(ascii: "."):
        isFraction = true
        isInteger = false
      default:
        isInteger = false
        exponent = Self.exponent(rest)
        rest = rest[rest.endIndex...]
      }
    }
    exponent -= fraction
  }

  private static func exponent(_ text: Substring.UTF8View) -> Int {
    var value = 0
    for byte in text where byte >= UInt8(ascii: "0") && value < maximumExponent {
      value = value * 10 + Int(byte - UInt8(ascii: "0"))
    }
    return text.first == UInt8(ascii: "-") ? -value : value
  }
}
