import SchemaCore

extension TapeDecoder {
  @inline(__always) func boolean() throws -> Bool {
    switch content.tag {
    case .true: return true
    case .false: return false
    default: throw mismatch(Bool.self, "a boolean")
    }
  }

  @inline(__always) func string() throws -> String {
    let slot = content
    guard slot.tag == .string else { throw mismatch(String.self, "a string") }
    return view.string(of: slot)
  }

  @inline(__always) func integer<Value: FixedWidthInteger>(_ type: Value.Type) throws -> Value {
    let slot = content
    guard slot.tag == .integer else { return try largeInteger(type) }
    guard let value = Value(exactly: slot.integer) else { throw outOfRange(type) }
    return value
  }

  /// An integer beyond `Int64`.
  @inline(never) private func largeInteger<Value: FixedWidthInteger>(_ type: Value.Type) throws -> Value {
    guard content.tag == .decimal else { throw mismatch(type, "an integer") }
    let number = view.number(of: content)
    guard number.isWhole else { throw corrupted("an integer is expected, and this number has a fraction") }
    guard let value = number.integer(type) else { throw outOfRange(type) }
    return value
  }

  private func outOfRange(_ type: Any.Type) -> DecodingError { corrupted("the number is out of the range of \(type)") }

  @inline(__always) func floatingPoint<Value: BinaryFloatingPoint & LosslessStringConvertible>(
    _ type: Value.Type
  ) throws -> Value {
    let slot = content
    // Of integers only zero has a sign that is lost.
    if slot.tag == .integer && slot.integer != 0 { return Value(slot.integer) }
    guard slot.tag == .integer || slot.tag == .decimal else { throw mismatch(type, "a number") }
    if slot.tag == .integer { return view.text[Int(slot.offset)] == UInt8(ascii: "-") ? -0.0 : 0 }
    if type == Double.self, let value = view.simpleDouble(of: slot) { return Value(value) }
    guard let value = Value(view.string(of: slot)), value.isFinite else { throw outOfRange(type) }
    return value
  }
}

extension ExactNumber {
  /// The value of a whole number; nil if it is out of the type's range.
  func integer<Value: FixedWidthInteger>(_ type: Value.Type) -> Value? {
    // No integer type that can be decoded has more digits.
    guard exponent <= 40 else { return nil }
    var value: Value = 0
    for place in 0..<exponent {
      let digit = place < digits.count ? Value(digits[place]) : 0
      let (product, isOver) = value.multipliedReportingOverflow(by: 10)
      let (sum, isCarried) =
        isNegative ? product.subtractingReportingOverflow(digit) : product.addingReportingOverflow(digit)
      if isOver || isCarried { return nil }
      value = sum
    }
    return value
  }
}

extension JSONTapeView {
  /// The double of a number with few digits and no exponent, for which one exact division is enough; nil for others.
  func simpleDouble(of slot: JSONSlot) -> Double? {
    guard slot.length <= 17 else { return nil }
    let bytes = bytes(of: slot)
    let isNegative = bytes[0] == UInt8(ascii: "-")
    var significand: UInt64 = 0
    var point = -1
    for place in (isNegative ? 1 : 0)..<bytes.count {
      let digit = bytes[place] &- UInt8(ascii: "0")
      if digit <= 9 {
        significand = significand &* 10 &+ UInt64(digit)
      } else if bytes[place] == UInt8(ascii: ".") {
        point = place
      } else {
        return nil
      }
    }
    // Both are exact in a double, so that the division is the only rounding.
    guard significand < 1 << 53 else { return nil }
    let value = Double(significand) / Self.powersOfTen[point < 0 ? 0 : bytes.count - 1 - point]
    return isNegative ? -value : value
  }

  /// 10^0 to 10^16, which doubles hold exactly.
  private static let powersOfTen: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
  ]

  /// Where the value in a slot begins in the text.
  func offset(of slot: Int) -> Int { Int(self[slot].offset) - (self[slot].tag == .string ? 1 : 0) }

  /// The value of a member; nil if there is none.
  func member(_ name: String, of object: Int) -> Int? {
    guard self[object].tag == .object else { return nil }
    var found: Int?
    eachMember(of: object) { slot, value in
      if bytes(of: slot).elementsEqual(name.utf8) { found = value }
    }
    return found
  }

  /// The element of an array; nil if it has fewer.
  func element(_ index: Int, of array: Int) -> Int? {
    guard self[array].tag == .array, index >= 0, index < self[array].count else { return nil }
    var place = array + 1
    for _ in 0..<index { place = next(after: place) }
    return place
  }
}
