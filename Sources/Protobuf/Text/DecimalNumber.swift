/// A decimal number that is not negative: digits times a power of ten, exactly.
struct DecimalNumber: Hashable {
  /// From the highest to the lowest, 0 to 9, without zeros at either end; empty for zero.
  private var digits: [UInt8]
  /// The power of ten that the digits, as a whole number, are multiplied with; 0 for zero.
  private var exponent: Int

  /// Reads `12.5e-3`; nil if it is something else, or if the exponent has more than nine digits.
  init?(_ text: Substring) {
    var digits: [UInt8] = []
    var exponent = 0
    var rest = text.utf8[...]
    var hasPoint = false
    while let byte = rest.first, byte != UInt8(ascii: "e"), byte != UInt8(ascii: "E") {
      rest = rest.dropFirst()
      if byte == UInt8(ascii: "."), !hasPoint {
        hasPoint = true
      } else if (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
        digits.append(byte - UInt8(ascii: "0"))
        if hasPoint { exponent -= 1 }
      } else {
        return nil
      }
    }
    guard !digits.isEmpty else { return nil }
    if !rest.isEmpty {
      guard rest.count <= 11, let power = Int(Substring(rest.dropFirst())) else { return nil }
      exponent += power
    }
    self.init(digits: digits, exponent: exponent)
  }

  init(wholeNumber: UInt64, exponent: Int) {
    self.init(digits: String(wholeNumber).utf8.map { $0 - UInt8(ascii: "0") }, exponent: exponent)
  }

  private init(digits: [UInt8], exponent: Int) {
    let kept = digits.drop { $0 == 0 }
    let zeros = kept.reversed().prefix { $0 == 0 }.count
    self.digits = Array(kept.dropLast(zeros))
    self.exponent = self.digits.isEmpty ? 0 : exponent + zeros
  }

  var isZero: Bool { digits.isEmpty }

  /// True if the number is written in a few thousand digits at most.
  var magnitudeIsModerate: Bool { abs(exponent) < 4_000 && digits.count < 4_000 }

  /// Digits, `e` and the exponent.
  var scientificText: String { "\(digits.isEmpty ? "0" : text(digits[...]))e\(exponent)" }

  /// The number without an exponent: `0.005`, `1200`.
  var plainText: String {
    if digits.isEmpty { return "0" }
    if exponent >= 0 { return text(digits[...]) + String(repeating: "0", count: exponent) }
    let whole = digits.dropLast(-exponent)
    let fraction = digits.suffix(-exponent)
    return (whole.isEmpty ? "0" : text(whole)) + "." + String(repeating: "0", count: -exponent - fraction.count)
      + text(fraction)
  }

  /// The nearest number with so many digits of a fraction; of two that are equally near, the one that ends evenly.
  func rounded(toFractionDigits count: Int) -> DecimalNumber {
    let dropped = -exponent - count
    guard dropped > 0 else { return self }
    guard dropped <= digits.count else { return DecimalNumber(digits: [], exponent: 0) }
    var kept = Array(digits.dropLast(dropped))
    let rest = digits.suffix(dropped)
    let isMiddle = rest.first == 5 && rest.dropFirst().allSatisfy { $0 == 0 }
    let roundsUp = isMiddle ? (kept.last ?? 0) % 2 == 1 : (rest.first ?? 0) >= 5
    if roundsUp {
      var index = kept.count - 1
      while index >= 0, kept[index] == 9 {
        kept[index] = 0
        index -= 1
      }
      if index >= 0 { kept[index] += 1 } else { kept.insert(1, at: 0) }
    }
    return DecimalNumber(digits: kept, exponent: -count)
  }

  private func text(_ digits: ArraySlice<UInt8>) -> String {
    String(decoding: digits.map { $0 + UInt8(ascii: "0") }, as: UTF8.self)
  }
}
