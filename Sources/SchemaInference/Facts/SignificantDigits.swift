/// The digits of a number's text that count, to see what is lost when it is rounded.
struct SignificantDigits: Hashable {
  let isNegative: Bool
  /// Without zeros at either end.
  let digits: [UInt8]
  /// The power of ten of the last digit.
  let exponent: Int
  /// How many digits stand behind the point, zeros at the end included, and in front of it at least.
  let writtenScale: Int
  let wholeDigits: Int

  /// Reads a JSON number; nil if its exponent is beyond what anything is made for.
  init?(_ text: String) {
    var bytes = text.utf8[...]
    isNegative = bytes.first == UInt8(ascii: "-")
    if isNegative { bytes = bytes.dropFirst() }
    let whole = bytes.prefix { $0 >= 0x30 && $0 <= 0x39 }
    bytes = bytes[whole.endIndex...]
    var fraction = bytes.prefix(0)
    if bytes.first == UInt8(ascii: ".") {
      fraction = bytes.dropFirst().prefix { $0 >= 0x30 && $0 <= 0x39 }
      bytes = bytes[fraction.endIndex...]
    }
    var written = 0
    if !bytes.isEmpty {
      guard let exponent = Int32(String(bytes.dropFirst()) ?? "") else { return nil }
      written = Int(exponent)
    }
    let all = (Array(whole) + Array(fraction)).drop { $0 == 0x30 }
    let trailing = all.reversed().prefix { $0 == 0x30 }.count
    digits = Array(all.dropLast(trailing))
    exponent = digits.isEmpty ? 0 : written - fraction.count + trailing
    writtenScale = max(0, fraction.count - written)
    wholeDigits = digits.isEmpty ? 1 : max(1, digits.count + exponent)
  }

  /// The digits behind the point that count.
  var scale: Int { max(0, -exponent) }

  /// True if a double gives these digits back.
  static func survivesDouble(_ text: String) -> Bool {
    // A double keeps any fifteen digits within its range.
    guard let number = SignificantDigits(text), let double = Double(text), double.isFinite,
      let rounded = SignificantDigits(double.description)
    else { return false }
    return number.digits == rounded.digits && (number.digits.isEmpty || number.exponent == rounded.exponent)
  }
}
