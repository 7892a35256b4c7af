import Testing

@testable import Protobuf

@Suite("Numbers in JSON text")
struct JSONDecimalTests {
  private func decimal(_ text: String) -> JSONDecimal? {
    let padded = Array(text.utf8) + [UInt8](repeating: 0, count: JSONScanner.padding)
    return padded.withUnsafeBufferPointer { buffer in
      guard let (value, end) = JSONDecimal.scan(buffer.baseAddress!) else { return nil }
      return end - buffer.baseAddress! == text.utf8.count ? value : nil
    }
  }

  private func double(_ text: String) -> Double? {
    var text = text
    return text.withUTF8 { bytes in decimal(String(decoding: bytes, as: UTF8.self))?.double(of: bytes) }
  }

  private func float(_ text: String) -> Float? {
    var text = text
    return text.withUTF8 { bytes in decimal(String(decoding: bytes, as: UTF8.self))?.float(of: bytes) }
  }

  @Test(
    "whole numbers in any spelling",
    arguments: [
      ("0", 0), ("-0", 0), ("7", 7), ("-7", -7), ("1.0", 1), ("1e3", 1000), ("1E+3", 1000), ("12.50e1", 125),
      ("100000.000", 100_000), ("1000e-3", 1), ("9223372036854775807", .max), ("-9223372036854775808", .min),
      ("9223372036854775807.000", .max), ("922337203685477580700e-2", .max), ("0e999999999999999999999", 0),
      ("0.0000000000000000000000000000000", 0), ("1.00000000000000000000000000000000", 1),
      ("10000000000000000000000000e-24", 10),
    ] as [(String, Int64)])
  func integers(_ text: String, _ expected: Int64) {
    #expect(decimal(text)?.integer(as: Int64.self) == expected)
  }

  @Test("the largest whole number without a sign")
  func unsigned() {
    #expect(decimal("18446744073709551615")?.integer(as: UInt64.self) == .max)
    #expect(decimal("18446744073709551616")?.integer(as: UInt64.self) == nil)
    #expect(decimal("-1")?.integer(as: UInt64.self) == nil)
  }

  @Test(
    "numbers that are not whole, or too large",
    arguments: [
      "0.5", "1e-1", "15e-1", "9223372036854775808", "-9223372036854775809", "1e19", "1e536870000", "1e-536870000",
      "1.0000000000000000000000000000001", "99999999999999999999999999", "1e99999999999999999999",
    ])
  func noIntegers(_ text: String) {
    let value = decimal(text)
    #expect(value != nil)
    #expect(value?.integer(as: Int64.self) == nil)
  }

  @Test("the range of a smaller type counts")
  func smaller() {
    #expect(decimal("2147483647")?.integer(as: Int32.self) == .max)
    #expect(decimal("2147483648")?.integer(as: Int32.self) == nil)
    #expect(decimal("-2147483648")?.integer(as: Int32.self) == .min)
    #expect(decimal("-2147483649")?.integer(as: Int32.self) == nil)
  }

  @Test(
    "what is no number",
    arguments: ["", "-", "+1", ".5", "1.", "01", "-01", "1e", "1e+", "1.e5", "0x1", "NaN", "1 ", "--1"])
  func noNumbers(_ text: String) {
    #expect(decimal(text) == nil)
  }

  @Test(
    "doubles that are hard to round",
    arguments: [
      "0.1", "1.1", "123456789.123456789", "9007199254740993", "9007199254740992.5", "9007199254740993.0000001",
      "9223372036854774784", "2.2250738585072014e-308", "5e-324", "2e-324", "1.7976931348623157e308", "1e23", "8.5e22",
      "1e-27", "1e27", "6.02214076e23", "4.35", "0.000001", "18446744073709551615", "36028797018963967.5e0",
      "1.00000000000000011102230246251565", "1.00000000000000011102230246251566e0", "0.3e-25",
      "9999999999999999999e-27",
    ])
  func doubles(_ text: String) {
    #expect(double(text) == Double(text))
    #expect(double("-" + text) == -Double(text)!)
    #expect(float(text) == Float(text))
  }

  @Test("the reciprocals of powers of five are their first bits")
  func reciprocals() {
    for (index, reciprocal) in PowersOfFive.reciprocals.enumerated() {
      // The power times the reciprocal is a power of two, or less by less than the power.
      let power = PowersOfFive.exact[index + 1]
      let product = power.multipliedFullWidth(by: reciprocal)
      let missing = (0 as UInt64).subtractingReportingOverflow(product.low).partialValue
      let isPowerOfTwo = (product.high &+ 1).nonzeroBitCount == 1
      #expect(reciprocal >> 63 == 1 && isPowerOfTwo && missing < power, "5^-\(index + 1)")
    }
  }

  @Test("digits are counted and put together at any count, whatever stands behind them")
  func runs() {
    for count in 0...20 {
      for other in ["", ",", "\"", ".5", ":", "/", "é", "\u{7F}"] {
        let digits = String("98765432109876543210".prefix(count))
        let bytes = Array((digits + other).utf8) + [UInt8](repeating: 0, count: 16)
        let (number, found) = bytes.withUnsafeBufferPointer { EightDigits.upToSixteen($0.baseAddress!) }
        #expect(found == min(count, 16))
        if count > 0 { #expect(number == UInt64(digits.prefix(16))) }
      }
    }
  }

  @Test("the sign of zero is kept, and what is too large is infinite")
  func ends() {
    #expect(double("-0")?.sign == .minus)
    #expect(double("-0.0e5")?.sign == .minus)
    #expect(double("1e309") == .infinity)
    #expect(float("3.5e38") == .infinity)
    #expect(float("-3.402823e+38") == -3.402823e+38)
  }

  @Test("random doubles and floats are read as the standard library reads them")
  func random() {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<4_000 {
      let digits = UInt64.random(in: 0...(.max), using: &generator) >> UInt64.random(in: 0..<64, using: &generator)
      let text = "\(digits)e\(Int.random(in: -40...40, using: &generator))"
      #expect(double(text) == Double(text), "\(text)")
      #expect(float(text) == Float(text), "\(text)")
      let value = Double.random(in: -1e9...1e9, using: &generator)
      #expect(double(value.description) == value)
    }
  }
}
