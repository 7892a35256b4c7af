import SchemaCore
import Testing

@testable import JSONSchema

@Suite struct LimitValueTests {
  @Test(
    "numbers are ordered by their value, however they are written",
    arguments: [
      ("1", "2"), ("-2", "-1"), ("-1", "0"), ("0", "1e-400"), ("9.99", "10"), ("1e2", "101"), ("0.1", "0.11"),
      ("-1e400", "1e-400"), ("9223372036854775807", "9223372036854775808"), ("-0.11", "-0.1"), ("1", "1e999999999999"),
    ])
  func order(less: String, more: String) throws {
    let (less, more) = (try Self.value(less), try Self.value(more))
    #expect(less < more)
    #expect(!(more < less))
    #expect(less != more)
  }

  @Test(
    "spellings of one number are equal",
    arguments: [("1", "1.0"), ("100", "1e2"), ("0", "-0.0e7"), ("0.5", "5E-1"), ("-1200", "-1.2e3")])
  func equality(one: String, other: String) throws {
    #expect(try Self.value(one) == Self.value(other))
    #expect(try Self.value(one).uniqueText == Self.value(other).uniqueText)
  }

  @Test(
    "a multiple is a whole number of times the other, exactly",
    arguments: [
      ("0.50", "0.5", true), ("1", "0.1", true), ("0.3", "0.1", true), ("10", "4", false), ("1e308", "3", false),
      ("3e308", "3", true), ("0", "7", true), ("7", "0", false), ("0.75", "0.5", false), ("1e1000000", "0.125", true),
      ("123456789012345678901234567890", "10", true), ("-6", "3", true), ("1e-3", "1", false),
    ])
  func multiples(number: String, divisor: String, isMultiple: Bool) throws {
    #expect(try Self.value(number).isMultiple(of: Self.value(divisor)) == isMultiple)
  }

  @Test("a divisor of too many digits divides only itself")
  func largeDivisor() throws {
    let large = try Self.value("123456789012345678901234567891")
    #expect(large.isMultiple(of: large))
    #expect(try Self.value("1" + String(repeating: "0", count: 40)).isMultiple(of: large) == false)
  }

  private static func value(_ text: String) throws -> LimitValue { LimitValue(try #require(JSONNumber(text))) }
}
