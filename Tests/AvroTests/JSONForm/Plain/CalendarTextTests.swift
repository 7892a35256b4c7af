import Testing

@testable import Avro

@Suite("Dates and times as text")
struct CalendarTextTests {
  @Test(
    "a date is a count of days",
    arguments: [
      ("1970-01-01", 0), ("1969-12-31", -1), ("2000-02-29", 11016), ("2026-11-21", 20778), ("0001-01-01", -719_162),
      ("9999-12-31", 2_932_896), ("1900-03-01", -25508), ("1600-02-29", -135_081),
    ] as [(String, Int64)])
  func dates(text: String, days: Int64) {
    #expect(CalendarText.days(text) == days)
    #expect(CalendarText.text(days: days) == text)
  }

  @Test("every day of the calendar has its text, and no text comes twice")
  func allDays() {
    var last = ""
    for days in stride(from: Int64(-719_162), through: 2_932_896, by: 97) {
      let text = CalendarText.text(days: days) ?? ""
      #expect(CalendarText.days(text) == days && text > last)
      last = text
    }
    #expect(CalendarText.text(days: -719_163) == nil && CalendarText.text(days: 2_932_897) == nil)
    #expect(CalendarText.text(days: .min) == nil && CalendarText.text(days: .max) == nil)
  }

  @Test(
    "what is no date is none",
    arguments: [
      "", "2026", "2026-1-1", "2026-13-01", "2026-00-10", "2026-02-29", "1900-02-29", "2026-04-31", "2026-01-00",
      "0000-01-01", "2026-01-01 ", "2026-01-01T", "+2026-01-01", "２０２６-01-01",
    ])
  func noDates(text: String) {
    #expect(CalendarText.days(text) == nil)
  }

  @Test(
    "the fraction of a time is exact or refused",
    arguments: [
      ("00:00", 0), ("23:59:59.999", 86_399_999), ("12:00:00.5", 43_200_500), ("12:00:00.500000", 43_200_500),
      ("12:00:00.0005", nil), ("24:00:00", nil), ("12:60", nil), ("12:00:60", nil), ("12:00:00.", nil), ("1:00", nil),
      ("12", nil), ("12:00Z", nil),
    ] as [(String, Int64?)])
  func times(text: String, millis: Int64?) {
    #expect(CalendarText.timeOfDay(text, unitsPerSecond: 1000) == millis)
  }

  @Test("a timestamp needs a zone, and a local one must not have any")
  func zones() {
    func instant(_ text: String, isLocal: Bool = false) -> Int64? {
      CalendarText.instant(text, unitsPerSecond: 1000, isLocal: isLocal)
    }
    #expect(instant("1970-01-01T00:00:01Z") == 1000)
    #expect(instant("1970-01-01t00:00:01z") == 1000)
    #expect(instant("1970-01-01T01:00:01+01:00") == 1000)
    #expect(instant("1969-12-31T18:30:01-0530") == 1000)
    #expect(instant("1970-01-01T00:00:01") == nil)
    #expect(instant("1970-01-01T00:00:01", isLocal: true) == 1000)
    #expect(instant("1970-01-01T00:00:01Z", isLocal: true) == nil)
    #expect(instant("1970-01-01") == nil)
  }

  @Test(
    "the first and the last nanosecond of a long come back",
    arguments: [Int64.min, .min + 1, -1, 0, 1, .max - 1, .max])
  func nanos(units: Int64) {
    let text = CalendarText.text(instant: units, unitsPerSecond: 1_000_000_000, isLocal: false) ?? ""
    #expect(CalendarText.instant(text, unitsPerSecond: 1_000_000_000, isLocal: false) == units)
    #expect(
      CalendarText.instant("2262-04-11T23:47:16.854775808Z", unitsPerSecond: 1_000_000_000, isLocal: false) == nil)
    #expect(CalendarText.instant("9999-12-31T23:59:59Z", unitsPerSecond: 1_000_000_000, isLocal: false) == nil)
    #expect(CalendarText.text(instant: units, unitsPerSecond: 1000, isLocal: false)?.isEmpty != true)
  }
}
