import SchemaCore

/// The number that a keyword of a schema has, exactly, and how it was written.
struct LimitValue: Hashable, Sendable {
  private let number: ExactNumber
  /// The number as it was written.
  let text: String

  init(_ number: JSONNumber) {
    text = number.text
    var digits = number.text
    self.number = digits.withUTF8 { ExactNumber($0) }
  }

  var isZero: Bool { number.digits.isEmpty }
  var isWhole: Bool { number.isWhole }
  var isPositive: Bool { !number.isNegative && !isZero }

  /// One spelling for all that mean the same number.
  var uniqueText: String {
    if isZero { return "0" }
    let digits = String(decoding: number.digits.map { $0 + UInt8(ascii: "0") }, as: UTF8.self)
    let exponent = number.exponent - number.digits.count
    return (number.isNegative ? "-" : "") + digits + (exponent == 0 ? "" : "e\(exponent)")
  }

  static func == (left: Self, right: Self) -> Bool { left.number == right.number }

  func hash(into hasher: inout Hasher) { hasher.combine(number) }

  /// True if this is a whole number of times the other. A divisor whose digits do not fit in 64 bits divides only itself.
  func isMultiple(of other: LimitValue) -> Bool { self == other || number.isMultiple(of: other.number) }
}

extension LimitValue: Comparable {
  static func < (left: Self, right: Self) -> Bool { left.number < right.number }
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
