import Avro
import Foundation
import Testing

@Suite("Dates and times")
struct DateTimeTests {
  @Test(
    "a date is days since 1970",
    arguments: [
      ("1970-01-01", 0), ("1969-12-31", -1), ("2000-02-29", 11016), ("2024-05-06", 19849), ("0000-03-01", -719468),
      ("0000-01-01", -719528), ("-0001-12-31", -719529), ("9999-12-31", 2932896), ("+10000-01-01", 2932897),
      ("+5881580-07-11", Int32.max), ("-5877641-06-23", Int32.min),
    ])
  func dates(_ text: String, _ days: Int32) {
    #expect(AvroDate(daysSinceEpoch: days).description == text)
    #expect(AvroDate(text)?.daysSinceEpoch == days)
  }

  @Test(
    "what is no date is refused",
    arguments: [
      "", "2024", "2024-5-6", "2024-13-01", "2024-00-01", "2023-02-29", "1900-02-29", "2024-04-31", "2024-01-00",
      "2024-01-01T", " 2024-01-01", "12024-01-01", "+999999999-01-01", "+5881580-07-12",
    ])
  func noDates(_ text: String) {
    #expect(AvroDate(text) == nil)
  }

  @Test("every day of four centuries comes back from its parts")
  func everyDay() {
    for days in Int32(-80_000)...80_000 {
      let date = AvroDate(daysSinceEpoch: days)
      #expect(AvroDate(year: date.year, month: date.month, day: date.day) == date)
    }
  }

  @Test(
    "an instant is exact to its unit",
    arguments: [
      ("1970-01-01T00:00:00.000Z", 0), ("1969-12-31T23:59:59.999Z", -1),
      ("2024-05-06T07:08:09.123Z", 1_714_979_289_123),
      ("+292278994-08-17T07:12:55.807Z", Int64.max), ("-292275055-05-16T16:47:04.192Z", Int64.min),
    ])
  func milliseconds(_ text: String, _ count: Int64) {
    #expect(AvroTimestamp<Milliseconds>(sinceEpoch: count).description == text)
    #expect(AvroTimestamp<Milliseconds>(text)?.sinceEpoch == count)
    #expect(AvroLocalTimestamp<Milliseconds>(sinceEpoch: count).description == String(text.dropLast()))
    #expect(AvroLocalTimestamp<Milliseconds>(String(text.dropLast()))?.sinceEpoch == count)
  }

  @Test("the extremes of every unit come back from text")
  func extremes() {
    for count in [Int64.min, .min + 1, -1_000_000_001, -1, 0, 1, .max - 1, .max] {
      let micros = AvroTimestamp<Microseconds>(sinceEpoch: count)
      #expect(AvroTimestamp(micros.description) == micros)
      let nanos = AvroTimestamp<Nanoseconds>(sinceEpoch: count)
      #expect(AvroTimestamp(nanos.description) == nanos)
      #expect(AvroTimestamp(utc: nanos.utc) == nanos)
      let time = AvroTimeOfDay<Microseconds>(sinceMidnight: count)
      #expect(AvroTimeOfDay(time.description) == time)
    }
    #expect(AvroTimestamp<Nanoseconds>("2262-04-11T23:47:16.854775808Z") == nil)
  }

  @Test("the text may have another offset and fewer or more digits")
  func spellings() throws {
    let expected = AvroTimestamp<Milliseconds>(sinceEpoch: 1_714_979_289_100)
    for text in [
      "2024-05-06T07:08:09.1Z", "2024-05-06T09:08:09.10+02:00", "2024-05-06T06:38:09,100-00:30",
      "2024-05-06T07:08:09.1000000000000Z", "2024-05-06 07:08:09.1z", "2024-05-06t05:38:09.1-0130",
    ] {
      #expect(AvroTimestamp(text) == expected)
    }
    #expect(AvroTimestamp<Milliseconds>("2024-05-06T07:08Z")?.utc.second == 0)
    for text in [
      "2024-05-06T07:08:09.1234Z", "2024-05-06T07:08:09.1", "2024-05-06  07:08:09Z", "2024-05-06T24:00:00Z",
      "2024-05-06T07:60:00Z", "2024-05-06T07:08:60Z", "2024-05-06T07:08:09.Z", "2024-05-06T07:08:09.1234567890001Z",
    ] {
      #expect(AvroTimestamp<Milliseconds>(text) == nil, "\(text)")
    }
  }

  @Test("instants and Foundation's dates convert")
  func foundation() throws {
    let instant = try #require(AvroTimestamp<Milliseconds>("2024-05-06T07:08:09.123Z"))
    #expect(abs(instant.date.timeIntervalSince1970 - 1_714_979_289.123) < 1e-6)
    #expect(AvroTimestamp<Milliseconds>(instant.date) == instant)
    let before = AvroTimestamp<Milliseconds>(sinceEpoch: -1)
    #expect(AvroTimestamp<Milliseconds>(before.date) == before)
    #expect(AvroTimestamp<Nanoseconds>(Date(timeIntervalSince1970: 1e18)) == nil)
    #expect(AvroTimestamp<Nanoseconds>(Date(timeIntervalSince1970: .nan)) == nil)
  }

  @Test("a time of day has its parts")
  func timesOfDay() throws {
    let time = try #require(AvroTimeOfDay<Milliseconds>(hour: 7, minute: 8, second: 9, nanosecond: 123_000_000))
    #expect(time.description == "07:08:09.123")
    #expect((time.hour, time.minute, time.second, time.nanosecond) == (7, 8, 9, 123_000_000))
    #expect(AvroTimeOfDay<Milliseconds>("07:08:09.123") == time)
    #expect(AvroTimeOfDay<Milliseconds>(sinceMidnight: -1).description == "-00:00:00.001")
    #expect(AvroTimeOfDay<Milliseconds>("25:00")?.sinceMidnight == 90_000_000)
    #expect(AvroTimeOfDay<Milliseconds>("9999999999999999:00") == nil)
    #expect(AvroTimeOfDay<Milliseconds>(hour: 24, minute: 0) == nil)
    #expect(AvroTimeOfDay<Milliseconds>(hour: 0, minute: 0, nanosecond: 1) == nil)
  }

  @Test(
    "a duration has a text",
    arguments: [
      ("PT0S", AvroDuration()), ("P14M3DT5.006S", AvroDuration(months: 14, days: 3, milliseconds: 5006)),
      ("P1M", AvroDuration(months: 1)), ("PT4294967.295S", AvroDuration(milliseconds: .max)),
      ("P4294967295M4294967295D", AvroDuration(months: .max, days: .max)),
    ])
  func durations(_ text: String, _ duration: AvroDuration) {
    #expect(duration.description == text)
    #expect(AvroDuration(text) == duration)
    #expect(AvroDuration(bytes: duration.bytes) == duration)
  }

  @Test("a duration's text may use every designator, in their order")
  func durationSpellings() {
    let expected = AvroDuration(months: 14, days: 17, milliseconds: 3_723_500)
    #expect(AvroDuration("P1Y2M2W3DT1H2M3.5S") == expected)
    for text in [
      "", "P", "PT", "P1", "1M", "P1D1M", "P1H", "PT1D", "P1.5M", "PT1.0005S", "PT1.5H", "P4294967296M", "P1M1M",
      "P1MT",
      "P99999999999D",
    ] {
      #expect(AvroDuration(text) == nil, "\(text)")
    }
    #expect(
      AvroDuration(bytes: [1, 0, 0, 0, 2, 0, 0, 0, 3, 1, 0, 0]) == AvroDuration(months: 1, days: 2, milliseconds: 259))
    #expect(AvroDuration(bytes: [1, 2, 3]) == nil)
  }

  @Test("in other codable formats they are their text")
  func codable() throws {
    struct Values: Codable, Equatable {
      var day = AvroDate(daysSinceEpoch: 19849)
      var at = AvroTimestamp<Microseconds>(sinceEpoch: 1)
      var local = AvroLocalTimestamp<Nanoseconds>(sinceEpoch: 2)
      var time = AvroTimeOfDay<Milliseconds>(sinceMidnight: 3)
      var length = AvroDuration(days: 4)
      var price = AvroDecimal(unscaled: 1250, scale: 2)
    }
    let json = try JSONEncoder().encode(Values())
    #expect(try JSONDecoder().decode(Values.self, from: json) == Values())
    #expect(String(decoding: json, as: UTF8.self).contains("\"12.50\""))
    #expect(throws: DecodingError.self) { try JSONDecoder().decode([AvroDate].self, from: Data("[\"soon\"]".utf8)) }
  }
}
