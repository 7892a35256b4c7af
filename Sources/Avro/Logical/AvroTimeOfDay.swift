/// The logical types `time-millis` and `time-micros`: a time of day without a date or a zone (Avro 1.12 specification,
/// Time of day).
///
/// Its text is that of ISO 8601 with all digits of the unit, such as `07:08:09.123`. Nothing keeps a writer from counts
/// outside of a day; they are kept as they are, and their text has a sign or hours beyond 23.
public struct AvroTimeOfDay<Unit: AvroTimeOfDayUnit>: Hashable, Sendable {
  /// The units since midnight.
  public var sinceMidnight: Int64

  @inlinable public init(sinceMidnight: Int64) {
    self.sinceMidnight = sinceMidnight
  }

  /// A time by its parts; nil if one of them is out of range or the unit is too coarse for the nanoseconds.
  public init?(hour: Int, minute: Int, second: Int = 0, nanosecond: Int = 0) {
    let time = AvroDateTimeComponents(
      year: 1970, month: 1, day: 1, hour: hour, minute: minute, second: second, nanosecond: nanosecond)
    guard let count = time.sinceEpoch(perSecond: Unit.perSecond) else { return nil }
    self.init(sinceMidnight: count)
  }

  /// 0 to 23 within a day. Counts outside of a day have other hours, and negative ones only parts below zero.
  public var hour: Int { Int(sinceMidnight / (3600 * Unit.perSecond)) }
  /// 0 to 59 within a day.
  public var minute: Int { Int(sinceMidnight / (60 * Unit.perSecond) % 60) }
  /// 0 to 59 within a day.
  public var second: Int { Int(sinceMidnight / Unit.perSecond % 60) }
  /// 0 to 999,999,999 within a day.
  public var nanosecond: Int { Int(sinceMidnight % Unit.perSecond * (1_000_000_000 / Unit.perSecond)) }
}

extension AvroTimeOfDay: Comparable {
  public static func < (left: AvroTimeOfDay, right: AvroTimeOfDay) -> Bool {
    left.sinceMidnight < right.sinceMidnight
  }
}

extension AvroTimeOfDay: LosslessStringConvertible, Codable {
  /// A time by its ISO 8601 text; nil also if the unit is too coarse for its fraction.
  public init?(_ text: String) {
    var scanner = DateTimeScanner(text)
    let isNegative = scanner.take("-")
    guard let time = scanner.time(hourDigits: 2...16), scanner.isAtEnd else { return nil }
    let (fraction, rest) = Int64(time.nanosecond).quotientAndRemainder(dividingBy: 1_000_000_000 / Unit.perSecond)
    // Sixteen digits of hours do not overflow an Int128 of seconds or units.
    let seconds = Int128(time.hour) * 3600 + Int128(time.minute * 60 + time.second)
    let count = seconds * Int128(Unit.perSecond) + Int128(fraction)
    guard rest == 0, let count = Int64(exactly: isNegative ? -count : count) else { return nil }
    self.init(sinceMidnight: count)
  }

  public var description: String {
    let (seconds, fraction) = sinceMidnight.magnitude.quotientAndRemainder(
      dividingBy: UInt64(Unit.perSecond))
    var output = DateTimeText()
    if sinceMidnight < 0 { output.append("-") }
    output.append(
      hour: Int(seconds / 3600), Int(seconds / 60 % 60), Int(seconds % 60), fraction: Int(fraction),
      digits: Unit.fractionDigits)
    return output.text
  }

  public init(from decoder: any Decoder) throws { self = try decoder.losslessValue() }

  public func encode(to encoder: any Encoder) throws { try encoder.encodeText(self) }
}
