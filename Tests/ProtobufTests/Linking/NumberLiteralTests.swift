import Testing

@testable import Protobuf

@Suite("Numbers in options")
struct NumberLiteralTests {
  @Test(
    "a whole number is the floating-point number of the same value",
    arguments: [("7", 7), ("-7", -7), ("0x1F", 31), ("017", 15), ("18446744073709551616", 18_446_744_073_709_551_616)])
  func double(text: String, value: Double) throws {
    let literal = OptionValueSyntax(kind: .integer(text), place: SourcePlace(0))
    #expect(try #require(NumberLiteral(literal)).double == value)
  }
}
