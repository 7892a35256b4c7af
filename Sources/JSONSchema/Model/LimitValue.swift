import SchemaCore

/// An exact decimal number of any size: ± `digits` × 10^`exponent`.
struct LimitValue: Hashable, Sendable {
  private var isNegative: Bool
  /// Without zeros at either end; none for zero.
  private var digits: [UInt8]
  private var exponent: Int
  /// The number as it was written.
  let text: String

  init(_ number: JSONNumber) {
    let parts = NumberParts(number.text)
    var digits = parts.digits[...]
    var exponent = parts.exponent
    while digits.last == 0 {
      digits.removeLast()
      exponent += 1
    }
    digits = digits.drop { $0 == 0 }
    self.digits = Array(digits)
    self.exponent = digits.isEmpty ? 0 : exponent
    isNegative = parts.isNegative && !digits.isEmpty
    text = number.text
  }

  var isZero: Bool { digits.isEmpty }
  var isWhole: Bool { exponent >= 0 }
  var isPositive: Bool { !isNegative && !isZero }

  /// One spelling for all that mean the same number.
  var uniqueText: String {
    if isZero { return "0" }
    let digits = String(decoding: digits.map { $0 + UInt8(ascii: "0") }, as: UTF8.self)
    return (isNegative ? "-" : "") + digits + (exponent == 0 ? "" : "e\(exponent)")
  }

  static func == (left: Self, right: Self) -> Bool {
    left.isNegative == right.isNegative && left.digits == right.digits && left.exponent == right.exponent
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(isNegative)
    hasher.combine(digits)
    hasher.combine(exponent)
  }

  /// True if this is a whole number of times the other; nil if the other has more digits than can be divided by.
  func isMultiple(of other: LimitValue) -> Bool? {
    if isZero { return true }
    if other.isZero { return false }
    // The digits end in none of zero, so that no power of ten is left to divide by.
    if exponent < other.exponent { return false }
    var divisor: UInt64 = 0
    for digit in other.digits {
      let (product, isOver) = divisor.multipliedReportingOverflow(by: 10)
      guard !isOver, product <= UInt64.max - UInt64(digit) else { return self == other ? true : nil }
      divisor = product + UInt64(digit)
    }
    var rest: UInt64 = 0
    for digit in digits { rest = Self.product(rest, 10, plus: UInt64(digit), modulo: divisor) }
    let shift = Self.power(ofTen: exponent - other.exponent, modulo: divisor)
    return Self.product(rest, shift, modulo: divisor) == 0
  }

  private static func product(_ left: UInt64, _ right: UInt64, plus: UInt64 = 0, modulo: UInt64) -> UInt64 {
    UInt64((UInt128(left) * UInt128(right) + UInt128(plus)) % UInt128(modulo))
  }

  private static func power(ofTen exponent: Int, modulo: UInt64) -> UInt64 {
    var (result, square, rest) = (1 % modulo, 10 % modulo, exponent)
    while rest > 0 {
      if rest & 1 == 1 { result = product(result, square, modulo: modulo) }
      square = product(square, square, modulo: modulo)
      rest >>= 1
    }
    return result
  }
}

extension LimitValue: Comparable {
  static func < (left: Self, right: Self) -> Bool {
    if left.isNegative != right.isNegative { return left.isNegative }
    return left.isNegative ? magnitude(right, isLessThan: left) : magnitude(left, isLessThan: right)
  }

  private static func magnitude(_ left: Self, isLessThan right: Self) -> Bool {
    if left.isZero || right.isZero { return left.isZero && !right.isZero }
    let (leftSize, rightSize) = (left.digits.count + left.exponent, right.digits.count + right.exponent)
    if leftSize != rightSize { return leftSize < rightSize }
    return left.digits.lexicographicallyPrecedes(right.digits)
  }
}

extension JSONValue {
  /// The value with one spelling for each number, so that values which mean the same are equal.
  var comparable: JSONValue {
    switch self {
    case .null, .bool, .string: self
    case .number(let number): .number(JSONNumber(LimitValue(number).uniqueText) ?? number)
    case .array(let elements): .array(elements.map(\.comparable))
    case .object(let object): .object(JSONObject(object.map { .init(key: $0.key, value: $0.value.comparable) }))
    }
  }
}
