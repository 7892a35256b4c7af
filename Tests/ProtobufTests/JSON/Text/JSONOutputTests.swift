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
}
