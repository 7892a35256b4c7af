import RegistryTesting
import Testing

@testable import Protobuf

@Suite("Decimal texts of defaults")
struct DecimalTextTests {
  @Test(
    "a double has 15 digits, or 17 if these are another number",
    arguments: [
      (0, "0"), (-0.0, "-0"), (1, "1"), (-1.5, "-1.5"), (0.1, "0.1"), (1e15, "1e+15"),
      (999_999_999_999_999, "999999999999999"),
      (0.0001, "0.0001"), (0.00001, "1e-05"), (1e100, "1e+100"), (0.1 + 0.2, "0.30000000000000004"),
      (0.1234567890123456, "0.12345678901234559"), (.leastNonzeroMagnitude, "4.94065645841247e-324"),
      (.infinity, "inf"),
      (-.infinity, "-inf"), (.nan, "nan"), (.greatestFiniteMagnitude, "1.7976931348623157e+308"), (9.5, "9.5"),
      (123_456_789_012_345_680, "1.2345678901234568e+17"),
    ])
  func double(value: Double, text: String) {
    #expect(DecimalText.text(of: value) == text)
  }

  @Test(
    "a float has 6 digits, or 9 if these are another number",
    arguments: [
      (9e9, "9e+09"), (0.1, "0.1"), (3.14159265, "3.14159274"), (16_777_216, "16777216"), (1e-10, "1e-10"),
      (.greatestFiniteMagnitude, "3.40282347e+38"), (999_999.5, "999999.5"),
    ] as [(Float, String)])
  func float(value: Float, text: String) {
    #expect(DecimalText.text(of: value) == text)
  }

  @Test("texts are read as the number that they were made of")
  func roundTrip() {
    var generator = SeededGenerator(seed: 4)
    for _ in 0..<200 {
      let value = Double(bitPattern: generator.next())
      if value.isFinite { #expect(Double(DecimalText.text(of: value)) == value) }
    }
  }
}
