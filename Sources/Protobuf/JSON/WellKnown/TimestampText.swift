import SchemaCore

/// The text of a `google.protobuf.Timestamp` in JSON: RFC 3339, from `0001-01-01T00:00:00Z` to
/// `9999-12-31T23:59:59.999999999Z` (ProtoJSON format, Timestamp).
enum TimestampText {
  /// The seconds since 1970-01-01T00:00:00Z that a timestamp may have.
  static let seconds: ClosedRange<Int64> = -62_135_596_800...253_402_300_799
  static let nanos: ClosedRange<Int32> = 0...999_999_999

  private static let secondsPerDay: Int64 = 86_400

  /// Writes the text with its quotes, in UTC and with 0, 3, 6 or 9 digits of a second; false, and nothing written, if it
  /// is out of range.
  static func write(seconds: Int64, nanos: Int32, to output: inout JSONOutput) -> Bool {
    guard self.seconds.contains(seconds), self.nanos.contains(nanos) else { return false }
    let shifted = seconds - self.seconds.lowerBound
    let (days, time) = shifted.quotientAndRemainder(dividingBy: secondsPerDay)
    let date = CalendarDate(daysSinceEpoch: days + self.seconds.lowerBound / secondsPerDay)
    output.append(UInt8(ascii: "\""))
    output.append(date.year, digits: 4)
    output.append(UInt8(ascii: "-"))
    output.append(date.month, digits: 2)
    output.append(UInt8(ascii: "-"))
    output.append(date.day, digits: 2)
    output.append(UInt8(ascii: "T"))
    output.append(Int(time) / 3600, digits: 2)
    output.append(UInt8(ascii: ":"))
    output.append(Int(time) / 60 % 60, digits: 2)
    output.append(UInt8(ascii: ":"))
    output.append(Int(time) % 60, digits: 2)
    NanosText.write(nanos, to: &output)
    output.append("Z\"")
    return true
  }

  /// What the text stands for, which may have an offset from UTC; nil if it is none or out of range.
  static func read(_ text: UnsafeBufferPointer<UInt8>) -> (seconds: Int64, nanos: Int32)? {
    var scanner = FixedTextScanner(text)
    guard let year = scanner.number(digits: 4), scanner.take("-"), let month = scanner.number(digits: 2),
      scanner.take("-"), let day = scanner.number(digits: 2), scanner.take("T"), year > 0,
      let date = CalendarDate(year: year, month: month, day: day),
      let hour = scanner.number(digits: 2), hour < 24, scanner.take(":"),
      let minute = scanner.number(digits: 2), minute < 60, scanner.take(":"),
      let second = scanner.number(digits: 2), second < 60, let nanos = scanner.nanos(), let offset = offset(&scanner),
      scanner.isAtEnd
    else { return nil }
    let seconds = date.daysSinceEpoch * secondsPerDay + Int64(hour * 3600 + minute * 60 + second - offset)
    return self.seconds.contains(seconds) ? (seconds, nanos) : nil
  }

  /// How many seconds the local time is ahead.
  private static func offset(_ scanner: inout FixedTextScanner) -> Int? {
    if scanner.take("Z") { return 0 }
    let isBehind = scanner.take("-")
    guard isBehind || scanner.take("+"), let hours = scanner.number(digits: 2), hours < 24, scanner.take(":"),
      let minutes = scanner.number(digits: 2), minutes < 60
    else { return nil }
    return (hours * 3600 + minutes * 60) * (isBehind ? -1 : 1)
  }
}
