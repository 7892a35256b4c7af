import Testing

@testable import Avro

@Suite("Decimals as text")
struct PlainDecimalTests {
  @Test(
    "the unscaled number is in two's complement, with no more bytes than needed",
    arguments: [
      ("0", [0]), ("127", [0x7F]), ("128", [0, 0x80]), ("-128", [0x80]), ("-129", [0xFF, 0x7F]), ("-1", [0xFF]),
      ("4294967296", [1, 0, 0, 0, 0]), ("-4294967296", [0xFF, 0, 0, 0, 0]), ("-0", [0]),
    ] as [(String, [UInt8])])
  func bytes(text: String, bytes: [UInt8]) throws {
    let number = try #require(PlainDecimal(text))
    #expect(number.unscaledBytes == bytes)
    #expect(PlainDecimal(unscaled: bytes, scale: 0)?.text == (text == "-0" ? "0" : text))
  }

  @Test(
    "a text keeps its digits",
    arguments: [
      ("1.50", "1.50"), ("-0.05", "-0.05"), ("0.00", "0.00"), ("00012", "12"), ("1e3", "1E+3"), ("1.5E-3", "0.0015"),
      ("123456789012345678901234567890.123456789", "123456789012345678901234567890.123456789"),
      ("1e-5000", "1E-5000"),
    ])
  func texts(given: String, text: String) {
    #expect(PlainDecimal(given)?.text == text)
  }

  @Test(
    "what is no decimal is none",
    arguments: ["", "-", "1.", ".5", "1e", "e5", "1e99999999999", "1,5", "0x10", "NaN", "١", " 1"])
  func noTexts(text: String) {
    #expect(PlainDecimal(text) == nil)
  }

  @Test("another scale is exact or refused")
  func scales() {
    #expect(PlainDecimal("1.50")?.rescaled(to: 1)?.text == "1.5")
    #expect(PlainDecimal("1.55")?.rescaled(to: 1) == nil)
    #expect(PlainDecimal("1e3")?.rescaled(to: 2)?.text == "1000.00")
    #expect(PlainDecimal("1e2000000000")?.rescaled(to: 0) == nil)
    #expect(PlainDecimal("1e-2000000000")?.rescaled(to: 0) == nil)
    #expect(PlainDecimal("0e2000000000")?.rescaled(to: 0)?.text == "0")
  }

  @Test("random bytes come back, leading signs aside", arguments: UInt64(1)...50)
  func random(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let bytes = (0..<Int.random(in: 1...60, using: &generator)).map { _ in UInt8.random(in: 0...255, using: &generator)
    }
    let number = try #require(PlainDecimal(unscaled: bytes, scale: 3))
    let again = try #require(PlainDecimal(number.text)?.rescaled(to: 3))
    let written = again.unscaledBytes
    let sign: UInt8 = bytes[0] >= 0x80 ? 0xFF : 0
    #expect(repeatElement(sign, count: bytes.count - written.count) + written == bytes)
  }

  @Test("more digits than anybody needs are refused, not computed")
  func limits() {
    #expect(PlainDecimal(String(repeating: "9", count: PlainDecimal.maximumDigits + 1)) == nil)
    #expect(PlainDecimal(unscaled: [UInt8](repeating: 0x7F, count: PlainDecimal.maximumBytes + 1), scale: 0) == nil)
    let largest = PlainDecimal(unscaled: [UInt8](repeating: 0x7F, count: PlainDecimal.maximumBytes), scale: 0)
    #expect(largest.flatMap { PlainDecimal($0.text) } == largest)
  }

  @Test(
    "a duration in any of its spellings",
    arguments: [
      ("P1Y2M", "P14M"), ("P1W1D", "P8D"), ("PT1H1M1.5S", "PT3661.500S"), ("PT0S", "PT0S"), ("P", nil), ("PT", nil),
      ("P1", nil), ("P1S", nil), ("P1DT", nil), ("1D", nil), ("P-1D", nil), ("P4294967296D", nil), ("PT1.0005S", nil),
      ("P4294967295M4294967295DT4294967.295S", "P4294967295M4294967295DT4294967.295S"),
    ] as [(String, String?)])
  func durations(given: String, written: String?) {
    #expect(DurationText.bytes(given).flatMap { DurationText.text(of: $0) } == written)
  }

  @Test("a decimal with a scale of its own comes back with it", arguments: ["1.50", "-12", "1E+3", "0.000", "1E-5000"])
  func bigDecimals(text: String) {
    #expect(BigDecimalText.bytes(text).flatMap { BigDecimalText.text(of: $0) } == text)
  }

  @Test(
    "bytes that are no decimal with a scale are told",
    arguments: [[], [0], [2], [2, 1], [2, 1, 0, 0], [1, 1, 0], [255, 255, 255, 255, 255, 1, 0]] as [[UInt8]])
  func noBigDecimals(bytes: [UInt8]) {
    #expect(BigDecimalText.text(of: bytes) == nil)
  }
}
