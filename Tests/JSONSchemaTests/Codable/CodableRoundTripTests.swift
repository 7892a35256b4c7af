import Foundation
import JSONSchema
import SchemaCore
import Testing

@Suite struct CodableRoundTripTests {
  @Test(
    "a value comes back as it was, in each form of dates", arguments: [JSONDateForm.dateTime, .milliseconds, .seconds])
  func roundTrips(dates: JSONDateForm) throws {
    var generator = SystemRandomNumberGenerator()
    let (encoder, decoder) = (JSONRecordEncoder(dates: dates), JSONRecordDecoder(dates: dates))
    for _ in 0..<150 {
      let record = CodableRecord.random(using: &generator)
      let text = try encoder.encode(record)
      #expect(try decoder.decode(CodableRecord.self, from: text) == record, "\(String(decoding: text, as: UTF8.self))")
    }
  }

  @Test("Foundation reads what is written, and what it writes is read, where both mean the same")
  func foundation() throws {
    var generator = SystemRandomNumberGenerator()
    let (theirEncoder, theirDecoder) = (JSONEncoder(), JSONDecoder())
    theirEncoder.dateEncodingStrategy = .secondsSince1970
    theirDecoder.dateDecodingStrategy = .secondsSince1970
    let (encoder, decoder) = (JSONRecordEncoder(dates: .seconds), JSONRecordDecoder(dates: .seconds))
    for _ in 0..<60 {
      let record = CodableRecord.random(using: &generator)
      #expect(try theirDecoder.decode(CodableRecord.self, from: Data(try encoder.encode(record))) == record)
      #expect(try decoder.decode(CodableRecord.self, from: try theirEncoder.encode(record)) == record)
    }
  }

  @Test("values are written as JSON says, without white space")
  func text() throws {
    struct Value: Encodable {
      var text = "\"\\/\u{8}\u{c}\n\r\t\u{1}é"
      var whole = 1.0, large = 1e21, small = -0.0, none: Int? = nil, missing = [Int?.none, 5]
      var empty = [String](), nothing = [String: Int]()
    }
    let text = String(decoding: try JSONRecordEncoder().encode(Value()), as: UTF8.self)
    #expect(
      text
        == #"{"text":"\"\\/\b\f\n\r\t\u0001é","whole":1,"large":1e+21,"small":-0,"missing":[null,5],"empty":[],"nothing":{}}"#
    )
  }

  @Test(
    "single values are records too",
    arguments: [("5", 5.0), ("-0.5", -0.5), ("5e0", 5), ("1.7976931348623157e308", .greatestFiniteMagnitude)])
  func singleValues(text: String, value: Double) throws {
    #expect(try JSONRecordDecoder().decode(Double.self, from: Array(text.utf8)) == value)
    #expect(
      try JSONRecordDecoder().decode(Double.self, from: try JSONRecordEncoder().encode(value)) == value)
  }

  @Test(
    "an integer may be written with a fraction of zero or an exponent",
    arguments: [
      ("5.0", 5), ("5e0", 5), ("50e-1", 5), ("1e18", 1_000_000_000_000_000_000), ("-9223372036854775808", Int64.min),
    ])
  func integers(text: String, value: Int64) throws {
    #expect(try JSONRecordDecoder().decode(Int64.self, from: Array(text.utf8)) == value)
  }

  @Test("integers of 64 and 128 bits have all their values")
  func largeIntegers() throws {
    for value in [UInt64.max, UInt64(Int64.max) + 1] {
      #expect(try JSONRecordDecoder().decode(UInt64.self, from: Array("\(value)".utf8)) == value)
    }
    for value in [Int128.min, .max] {
      #expect(try JSONRecordDecoder().decode(Int128.self, from: Array("\(value)".utf8)) == value)
    }
  }

  @Test("a plain JSON value keeps the digits of its numbers and the order of its members")
  func plainValues() throws {
    let text = Array(
      #"{"b":[1.50,1e400,12345678901234567890123],"a":{"x":null,"y":[true,false,"\n"]},"c":{},"d":[]}"#.utf8)
    let value = try JSONRecordDecoder().decode(JSONValue.self, from: text)
    #expect(try JSONRecordEncoder().encode(value) == text)
  }

  @Test(
    "a date and time is read with any offset and number of digits",
    arguments: [
      ("1970-01-01T00:00:00Z", 0), ("1970-01-01T01:30:00.5+01:30", 0.5), ("1969-12-31T19:00:00-05:00", 0),
      ("2026-05-06t07:08:09.123456789z", 1_778_051_289.123_456_789), ("2016-12-31T23:59:60Z", 1_483_228_800),
    ])
  func dates(text: String, seconds: Double) throws {
    let date = try JSONRecordDecoder().decode(Date.self, from: Array("\"\(text)\"".utf8))
    #expect(abs(date.timeIntervalSince1970 - seconds) < 1e-6)
  }

  @Test(
    "a date is written in UTC with the digits it takes",
    arguments: [
      (0, "1970-01-01T00:00:00Z"), (-0.5, "1969-12-31T23:59:59.500Z"), (1.000_001, "1970-01-01T00:00:01.000001Z"),
      (1.999_999_9, "1970-01-01T00:00:02Z"), (951_782_400, "2000-02-29T00:00:00Z"),
    ])
  func writtenDates(seconds: Double, text: String) throws {
    let bytes = try JSONRecordEncoder().encode(Date(timeIntervalSince1970: seconds))
    #expect(String(decoding: bytes, as: UTF8.self) == "\"\(text)\"")
  }
}
