import Testing

@testable import MartletCLI

@Suite struct MomentTests {
  @Test(
    "a point in time is read as ISO 8601 has it, or as milliseconds",
    arguments: [
      ("1970-01-01", 0), ("1970-01-01T00:00Z", 0), ("1970-01-02 00:00:01", 86_401_000), ("1970-01-01T00:00:00.5Z", 500),
      ("1970-01-01T01:00:00.1239+01:00", 123), ("1969-12-31T23:59:59.999Z", -1), ("1970-01-01T00:00-02", 7_200_000),
      ("2026-11-21T19:26:00Z", 1_795_289_160_000), ("12345", 12345), ("2000-02-29t00:00z", 951_782_400_000),
    ] as [(String, Int64)])
  func read(text: String, milliseconds: Int64) {
    #expect(Moment(text)?.milliseconds == milliseconds)
  }

  @Test(
    "what is no point in time is refused",
    arguments: [
      "", "yesterday", "2026-13-01", "2026-02-29", "2026-01-01T", "2026-01-01T25:00", "2026-01-01T10",
      "2026-01-01T10:00+x",
      "2026-01-01T10:60", "2026-01-01T10:00:60", "2026-01-01T10:00:00.", "2026-1", "99999999999999999999",
      "2026-01-01T10:00+25:00", "999999999-01-01", "T10:00",
    ])
  func refused(text: String) {
    #expect(Moment(text) == nil)
  }

  @Test(
    "a point in time is written in UTC",
    arguments: [
      (0, "1970-01-01T00:00:00.000Z"), (-1, "1969-12-31T23:59:59.999Z"),
      (1_795_289_160_007, "2026-11-21T19:26:00.007Z"),
    ] as [(Int64, String)])
  func written(milliseconds: Int64, text: String) {
    #expect(Moment(milliseconds: milliseconds).text == text)
    #expect(Moment(text)?.milliseconds == milliseconds)
  }

  @Test("the extremes of what Kafka can hold are written", arguments: [Int64.min, .max])
  func extremes(milliseconds: Int64) {
    #expect(Moment(milliseconds: milliseconds).text.hasSuffix("Z"))
  }
}
