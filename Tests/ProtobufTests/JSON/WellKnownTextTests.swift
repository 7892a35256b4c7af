import SchemaCore
import Testing

@testable import Protobuf

@Suite("The text of well-known types in JSON")
struct WellKnownTextTests {
  private func written(_ write: (inout JSONOutput) -> Bool) -> String? {
    var output = JSONOutput()
    return write(&output) ? String(decoding: output.text, as: UTF8.self) : nil
  }

  private func read<Value>(_ text: String, _ read: (UnsafeBufferPointer<UInt8>) -> Value?) -> Value? {
    var text = text
    return text.withUTF8(read)
  }

  @Test(
    "timestamps are written in UTC with as few digits as tell all",
    arguments: [
      (0, 0, "1970-01-01T00:00:00Z"), (0, 1, "1970-01-01T00:00:00.000000001Z"),
      (-1, 999_999_999, "1969-12-31T23:59:59.999999999Z"),
      (10, 500_000_000, "1970-01-01T00:00:10.500Z"), (10, 12_000, "1970-01-01T00:00:10.000012Z"),
      (-62_135_596_800, 0, "0001-01-01T00:00:00Z"), (253_402_300_799, 999_999_999, "9999-12-31T23:59:59.999999999Z"),
      (951_782_400, 0, "2000-02-29T00:00:00Z"), (729_302_400, 0, "1993-02-10T00:00:00Z"),
      (-11, 500_000_000, "1969-12-31T23:59:49.500Z"),
    ] as [(Int64, Int32, String)])
  func timestamps(_ seconds: Int64, _ nanos: Int32, _ text: String) {
    #expect(written { TimestampText.write(seconds: seconds, nanos: nanos, to: &$0) } == "\"\(text)\"")
    let found = read(text, TimestampText.read)
    #expect(found?.seconds == seconds && found?.nanos == nanos)
  }

  @Test(
    "timestamps are read with an offset and any count of digits up to nine",
    arguments: [
      ("1970-01-01T08:00:01+08:00", 1, 0), ("1969-12-31T16:00:01-08:00", 1, 0),
      ("1970-01-01T00:00:00.5Z", 0, 500_000_000),
      ("1970-01-01T00:00:00.000Z", 0, 0), ("2024-02-29T23:59:59.1234567+00:30", 1_709_249_399, 123_456_700),
    ] as [(String, Int64, Int32)])
  func offsets(_ text: String, _ seconds: Int64, _ nanos: Int32) {
    let found = read(text, TimestampText.read)
    #expect(found?.seconds == seconds && found?.nanos == nanos)
  }

  @Test(
    "what is no timestamp",
    arguments: [
      "", "1970-01-01", "1970-01-01T00:00:00", "1970-01-01 00:00:00Z", "1970-01-01t00:00:00Z", "1970-01-01T00:00:00z",
      "0000-01-01T00:00:00Z", "10000-01-01T00:00:00Z", "1970-13-01T00:00:00Z", "1970-02-29T00:00:00Z",
      "1970-01-00T00:00:00Z",
      "1970-01-01T24:00:00Z", "1970-01-01T00:60:00Z", "1970-01-01T00:00:60Z", "1970-01-01T00:00:00.Z",
      "1970-01-01T00:00:00.0000000001Z", "1970-01-01T00:00:00+0800", "1970-01-01T00:00:00+24:00",
      "1970-01-01T00:00:00Z ",
      "0001-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01", "-001-01-01T00:00:00Z", "1970-1-1T00:00:00Z",
    ])
  func noTimestamps(_ text: String) {
    #expect(read(text, TimestampText.read) == nil)
  }

  @Test(
    "timestamps out of range are not written",
    arguments: [
      (-62_135_596_801, 0), (253_402_300_800, 0), (0, -1), (0, 1_000_000_000), (.min, 0), (.max, 0),
    ] as [(Int64, Int32)])
  func wrongTimestamps(_ seconds: Int64, _ nanos: Int32) {
    #expect(written { TimestampText.write(seconds: seconds, nanos: nanos, to: &$0) } == nil)
  }

  @Test(
    "durations",
    arguments: [
      (0, 0, "0s"), (1, 0, "1s"), (-5, 0, "-5s"), (0, -500_000_000, "-0.500s"), (1, 10_000_000, "1.010s"),
      (1, 10_000, "1.000010s"),
      (1, 10, "1.000000010s"), (315_576_000_000, 999_999_999, "315576000000.999999999s"),
      (-315_576_000_000, -999_999_999, "-315576000000.999999999s"),
    ] as [(Int64, Int32, String)])
  func durations(_ seconds: Int64, _ nanos: Int32, _ text: String) {
    #expect(written { DurationText.write(seconds: seconds, nanos: nanos, to: &$0) } == "\"\(text)\"")
    let found = read(text, DurationText.read)
    #expect(found?.seconds == seconds && found?.nanos == nanos)
  }

  @Test(
    "what is no duration",
    arguments: [
      "", "s", "1", "1 s", "1S", "+1s", ".5s", "1.s", "1.0000000001s", "--1s", "315576000001s", "-315576000001s",
      "1e3s", "99999999999999999999999s",
    ])
  func noDurations(_ text: String) {
    #expect(read(text, DurationText.read) == nil)
  }

  @Test(
    "durations out of range, or with two signs, are not written",
    arguments: [
      (315_576_000_001, 0), (-315_576_000_001, 0), (1, -1), (-1, 1), (0, 1_000_000_000), (0, -1_000_000_000), (.min, 0),
      (0, .min),
    ] as [(Int64, Int32)])
  func wrongDurations(_ seconds: Int64, _ nanos: Int32) {
    #expect(written { DurationText.write(seconds: seconds, nanos: nanos, to: &$0) } == nil)
  }

  @Test(
    "field masks",
    arguments: [
      ("", []), ("foo", ["foo"]), ("foo,barBaz", ["foo", "bar_baz"]), ("a.bC.d", ["a.b_c.d"]),
      ("user.displayName,photo", ["user.display_name", "photo"]),
    ])
  func fieldMasks(_ text: String, _ paths: [String]) {
    #expect(read(text, FieldMaskText.read)?.map { String(decoding: $0, as: UTF8.self) } == paths)
    let parts = paths.map { path in
      written { output in read(path) { FieldMaskText.write(path: $0, to: &output) } ?? false }
    }
    #expect(parts.compactMap { $0 }.joined(separator: ",") == text)
  }

  @Test("masks that are none", arguments: ["foo_bar", "foo,,bar", ",", "foo,"])
  func noFieldMasks(_ text: String) {
    #expect(read(text, FieldMaskText.read) == nil)
  }

  @Test(
    "paths that would not be read back are not written",
    arguments: ["fooBar", "foo_3_bar", "foo__bar", "foo_", "", "a,b", "a\"b"])
  func wrongPaths(_ path: String) {
    #expect(written { output in read(path) { FieldMaskText.write(path: $0, to: &output) } ?? false } == nil)
  }
}
