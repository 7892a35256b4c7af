import Avro
import RegistryTesting
import SchemaCore
import Testing

@Suite("Decimals")
struct AvroDecimalTests {
  private func decimal(_ text: String) throws -> AvroDecimal { try #require(AvroDecimal(text), "\(text)") }

  @Test(
    "the text of a decimal comes back as it was",
    arguments: [
      "0", "0.00", "1", "-1", "12.50", "-12.50", "0.000001", "9223372036854775807", "-9223372036854775808",
      "9223372036854775808", "-9223372036854775809", "123456789012345678901234567890.123456789",
      "-0.123456789012345678901234567890", "1E-7", "1.5E-7", "1E+3", "-1.25E+10", "1E-2147483647",
      "340282366920938463463374607431768211456",
    ])
  func text(_ text: String) throws {
    #expect(try decimal(text).description == text)
  }

  @Test("other ways to write a number are read", arguments: [("+1.0", "1.0"), ("007", "7"), ("1e3", "1E+3")])
  func spellings(_ text: String, _ expected: String) throws {
    #expect(try decimal(text).description == expected)
  }

  @Test(
    "what is no number is refused", arguments: ["", "-", ".5", "1.", "1e", "1e99999999999", "1 ", "0x10", "nan", "１"])
  func refused(_ text: String) {
    #expect(AvroDecimal(text) == nil)
  }

  @Test(
    "the unscaled number is the shortest two's complement",
    arguments: [
      ("0", [0]), ("1", [1]), ("127", [127]), ("128", [0, 128]), ("-1", [255]), ("-128", [128]),
      ("-129", [255, 127]), ("9223372036854775807", [127] + Array(repeating: 255, count: 7)),
      ("9223372036854775808", [0, 128, 0, 0, 0, 0, 0, 0, 0]),
      ("-9223372036854775809", [255, 127, 255, 255, 255, 255, 255, 255, 255]),
      ("340282366920938463463374607431768211456", [1] + Array(repeating: 0, count: 16)),
    ] as [(String, [UInt8])])
  func bytes(_ text: String, _ bytes: [UInt8]) throws {
    #expect(try decimal(text).unscaledBytes == bytes)
    #expect(try AvroDecimal(unscaledBytes: bytes, scale: 0).description == text)
    let filler: UInt8 = text.hasPrefix("-") ? 255 : 0
    #expect(try AvroDecimal(unscaledBytes: [filler, filler] + bytes, scale: 0).description == text)
    #expect(try decimal(text).unscaledBytes(count: 20)?.count == 20)
    #expect(try decimal(text).unscaledBytes(count: bytes.count) == bytes)
    #expect(try decimal(text).unscaledBytes(count: bytes.count - 1) == nil)
  }

  @Test("random bytes come back from text as they were", arguments: Array<UInt64>(1...40))
  func randomBytes(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let bytes = (0..<Int(seed)).map { _ in UInt8.random(in: 0...255, using: &generator) }
    let number = try AvroDecimal(unscaledBytes: bytes, scale: Int(seed))
    let again = try decimal(number.description)
    #expect(again.unscaledBytes == number.unscaledBytes)
    #expect(again.scale == number.scale)
    #expect(number.precision == number.description.filter(\.isNumber).drop { $0 == "0" }.count)
  }

  @Test("numbers have an order whatever their scales")
  func order() throws {
    let sorted = try [
      "-1E+2000000000", "-123456789012345678901234567890", "-10", "-9.99", "-1E-2000000000", "0", "1E-2000000000",
      "0.1", "0.11", "1.0", "1.000000000000000000000000001", "2", "10", "123456789012345678901234567890",
      "123456789012345678901234567890.5", "1E+2000000000",
    ].map { try decimal($0) }
    for (place, left) in sorted.enumerated() {
      for (other, right) in sorted.enumerated() {
        #expect((left < right) == (place < other), "\(left) < \(right)")
        #expect((left == right) == (place == other), "\(left) == \(right)")
      }
    }
  }

  @Test("one number with several scales is equal and has one hash")
  func equality() throws {
    #expect(try Set(["1", "1.0", "1.00", "1E+0", "10E-1"].map { try decimal($0) }).count == 1)
    #expect(try Set(["0", "0.000", "-0"].map { try decimal($0) }).count == 1)
    #expect(try decimal("1").hashValue != decimal("10").hashValue)
  }

  @Test("a decimal fits a schema only if no digit is lost")
  func fitting() throws {
    #expect(try decimal("12.5").fitted(precision: 4, scale: 2).unscaled == 1250)
    #expect(try decimal("12.500").fitted(precision: 4, scale: 2).unscaled == 1250)
    #expect(try decimal("-1E+2").fitted(precision: 5, scale: 2).unscaled == -10000)
    #expect(try decimal("0").fitted(precision: 1, scale: 1).description == "0.0")
    #expect(try decimal("123456789012345678901234567890").fitted(precision: 30, scale: 0).precision == 30)
    for (text, precision, scale) in [
      ("12.505", 9, 2), ("123.45", 4, 2), ("1E+2000000000", 9, 0), ("1E-2000000000", 9, 0),
      ("123456789012345678901234567890", 29, 0),
    ] {
      let error = #expect(throws: CodecError.self) { try decimal(text).fitted(precision: precision, scale: scale) }
      #expect(error?.kind == .mismatch)
    }
  }

  @Test("a number of more than 4,096 bytes is refused")
  func limit() throws {
    let largest = Array<UInt8>(repeating: 0x7F, count: AvroDecimal.maximumByteCount)
    let decimal = try AvroDecimal(unscaledBytes: largest, scale: 0)
    #expect(AvroDecimal(decimal.description)?.unscaledBytes == largest)
    let error = #expect(throws: CodecError.self) { try AvroDecimal(unscaledBytes: largest + [0], scale: 0) }
    #expect(error?.kind == .limit)
    #expect(AvroDecimal(String(repeating: "9", count: 10_001)) == nil)
  }

  @Test("a big decimal carries its scale")
  func bigDecimal() throws {
    for text in ["12.50", "-1E+7", "0", "123456789012345678901234567890.1"] {
      let number = try decimal(text)
      let bytes = try #require(number.bigDecimalBytes)
      #expect(AvroDecimal(bigDecimalBytes: bytes)?.description == text)
    }
    // 12.50: two bytes of an unscaled 1250, scale 2.
    #expect(AvroDecimal(bigDecimalBytes: [4, 0x04, 0xE2, 4])?.description == "12.50")
    #expect(AvroDecimal(bigDecimalBytes: [4, 0x04, 0xE2]) == nil)
    #expect(AvroDecimal(bigDecimalBytes: []) == nil)
    #expect(AvroDecimal(unscaled: 1, scale: .max).bigDecimalBytes == nil)
    #expect(!AvroDecimal(unscaled: 1, scale: .min).description.isEmpty)
  }
}
