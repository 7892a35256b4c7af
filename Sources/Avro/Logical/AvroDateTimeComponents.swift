import SchemaCore

/// A date and a time of day in the Gregorian calendar, extended to all years, without a zone. The year before 1 is 0.
public struct AvroDateTimeComponents: Hashable, Sendable {
  /// The year before 1 is 0.
  public var year: Int
  /// 1 to 12.
  public var month: Int
  /// 1 to 31.
  public var day: Int
  /// 0 to 23.
  public var hour: Int
  /// 0 to 59.
  public var minute: Int
  /// 0 to 59: there are no leap seconds in these counts.
  public var second: Int
  /// 0 to 999,999,999.
  public var nanosecond: Int

  public init(
    year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0, nanosecond: Int = 0
  ) {
    self.year = year
    self.month = month
    self.day = day
    self.hour = hour
    self.minute = minute
    self.second = second
    self.nanosecond = nanosecond
  }
}

extension AvroDateTimeComponents {
  /// The date and time that lie `count` units after 1970-01-01T00:00, of which `perSecond` are in a second.
  init(sinceEpoch count: Int64, perSecond: Int64) {
    let (seconds, fraction) = Self.floored(count, by: perSecond)
    let (days, time) = Self.floored(seconds, by: Self.secondsPerDay)
    let date = CalendarDate(daysSinceEpoch: days)
    self.init(
      year: date.year, month: date.month, day: date.day, hour: Int(time / 3600), minute: Int(time / 60 % 60),
      second: Int(time % 60), nanosecond: Int(fraction * (1_000_000_000 / perSecond)))
  }

  /// How many units after 1970-01-01T00:00 this is; nil if there is no such date or time, if the unit is too coarse for
  /// its nanoseconds, or if the count does not fit.
  func sinceEpoch(perSecond: Int64) -> Int64? {
    guard let days = CalendarDate(year: year, month: month, day: day)?.daysSinceEpoch,
      (0..<24).contains(hour), (0..<60).contains(minute), (0..<60).contains(second),
      (0..<1_000_000_000).contains(nanosecond)
    else { return nil }
    let (fraction, rest) = Int64(nanosecond).quotientAndRemainder(dividingBy: 1_000_000_000 / perSecond)
    guard rest == 0 else { return nil }
    let seconds = days * Self.secondsPerDay + Int64((hour * 60 + minute) * 60 + second)
    // The earliest counts: their whole second, rounded down, is out of range and they are not.
    let isBefore = seconds < 0 && fraction > 0
    let (whole, overflow) = (isBefore ? seconds + 1 : seconds).multipliedReportingOverflow(by: perSecond)
    let (count, isOver) = whole.addingReportingOverflow(isBefore ? fraction - perSecond : fraction)
    return overflow || isOver ? nil : count
  }

  private static let secondsPerDay: Int64 = 86_400

  private static func floored(_ value: Int64, by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
    let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}
