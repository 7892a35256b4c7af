import SchemaCore
import Testing

@testable import Protobuf

@Suite("JSON text written straight into memory")
struct JSONOutputTests {
  private func text(_ write: (inout JSONOutput) -> Void) -> String {
    var output = JSONOutput()
    write(&output)
    return String(decoding: output.text, as: UTF8.self)
  }

  @Test(
    "whole numbers",
    arguments: [
      0, 1, 9, 10, 11, 99, 100, 101, 999, 1000, 12345, 123_456, 1_234_567, 12_345_678, .max, .min, -1, -10, -100,
      1_000_000_000_000_000_000, 999_999_999_999_999_999,
    ] as [Int64])
  func integers(_ value: Int64) {
    #expect(text { $0.append(integer: value) } == String(value))
  }

  @Test("every count of digits")
  func digits() {
    var value: UInt64 = 1
    for _ in 0..<20 {
      for near in [value - 1, value, value + 1] { #expect(text { $0.append(integer: near) } == String(near)) }
      value = value.multipliedReportingOverflow(by: 10).partialValue
    }
    #expect(text { $0.append(integer: UInt64.max) } == "18446744073709551615")
    #expect(text { $0.append(7, digits: 4) } == "0007")
  }

  @Test("strings are escaped as the other writer does it, at any length")
  func strings() {
    let pieces = [
      "plain", "\"", "\\", "\n", "\u{1}", "\u{1F}", "é\u{1F426}", "\u{7F}", "a longer piece of plain text", "\0", "/",
    ]
    var string = ""
    for count in 0..<40 {
      string += pieces[count % pieces.count]
      #expect(text { $0.append(string: string) } == JSONWriter.text(.string(string)))
    }
  }

  @Test("text grows as needed and can be cut")
  func growth() {
    var output = JSONOutput()
    for _ in 0..<10_000 { output.append("0123456789") }
    #expect(output.count == 100_000)
    output.cut(to: 11)
    output.append(UInt8(ascii: "x"))
    #expect(String(decoding: output.text, as: UTF8.self) == "01234567890x")
  }

  @Test(
    "doubles are written with as few digits as the standard library does",
    arguments: [
      0, 1, 1.5, 0.1, 0.3, 100, 150, 123_456_789, 1e14, 999_999_999_999_999, 1e15, 1e16, 1e22, 1e23, 0.001, 0.0001,
      0.00011, 0.00001, 2, 4, 0.5, 0.25, 0.0009765625, 9_007_199_254_740_992, 123_456_789_012_345.68,
      .leastNonzeroMagnitude,
      217.766, 99_998.999, 99_999, 99_999.001, 0.002, 12_345_678.9, 0.4844297242996407, 0.000123456789,
      1.7976931348623157e308, 4.35, 2.2250738585072014e-308, 1.0000000000000002, 0.9999999999999999, 9.999999999999998,
    ])
  func doubles(_ value: Double) {
    #expect(text { $0.append(number: value) } == value.description)
    #expect(text { $0.append(number: -value) } == (-value).description)
  }

  @Test("powers of two, whose neighbours are not at one distance, and their neighbours")
  func powersOfTwo() {
    for exponent in -20...60 {
      let power = Double(sign: .plus, exponent: exponent, significand: 1)
      for value in [power, power.nextUp, power.nextDown] {
        #expect(text { $0.append(number: value) } == value.description)
      }
    }
  }

  @Test("random doubles of usual size too")
  func randomDoubles() {
    for _ in 0..<5_000 {
      let size = Double.random(in: -4.5...15.5)
      let value = Double.random(in: 0.1...1) * Double(sign: .plus, exponent: Int(size * 3.33), significand: 1)
      let short = (value * 1000).rounded() / 1000
      for value in [value, short, value.rounded(), short.nextUp, short.nextDown] {
        let written = text { $0.append(number: value) }
        #expect(Double(written) == value)
        #expect(written == value.description)
      }
    }
  }
}

extension JSONOutput {
  fileprivate mutating func append(number value: Double) { appendNumber { NumberText.write(value, to: $0) } }
}
