/// Dates and times as ISO 8601 text and as the integers that Avro's logical types are made of.
///
/// The calendar is the proleptic Gregorian one, with the years 0001 to 9999. What lies outside has no text. A text that
/// is finer than the unit has no integer: nothing is rounded.
enum CalendarText {
  /// Days since 1970-01-01 of a text such as `2026-01-31`.
  static func days(_ text: String) -> Int64? {
    var scanner = CalendarScanner(text)
    guard let days = scanner.date(), scanner.isAtEnd else { return nil }
    return days
  }

  /// The text of a count of days since 1970-01-01.
  static func text(days: Int64) -> String? {
    guard (firstDay...lastDay).contains(days) else { return nil }
    let (year, month, day) = civil(days: days)
    return padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2)
  }

  /// The time of a day such as `12:30`, `12:30:15` or `12:30:15.250`, counted in units since midnight.
  static func timeOfDay(_ text: String, unitsPerSecond: Int64) -> Int64? {
    var scanner = CalendarScanner(text)
    guard let (seconds, fraction) = scanner.time(unitsPerSecond: unitsPerSecond), scanner.isAtEnd else { return nil }
    return seconds * unitsPerSecond + fraction
  }

  /// The text of units since midnight; nil for less than 0 and for 24 hours and more.
  static func text(timeOfDay units: Int64, unitsPerSecond: Int64) -> String? {
    guard units >= 0, units < secondsPerDay * unitsPerSecond else { return nil }
    let seconds = units / unitsPerSecond
    return padded(seconds / 3600, 2) + ":" + padded(seconds / 60 % 60, 2) + ":" + padded(seconds % 60, 2)
      + fraction(units % unitsPerSecond, unitsPerSecond: unitsPerSecond)
  }

  /// Units since 1970-01-01T00:00 of a text such as `2026-01-31T12:30:15.250Z`.
  ///
  /// - Parameter isLocal: true for times without a zone. Others need `Z` or a distance to UTC such as `+02:00`.
  static func instant(_ text: String, unitsPerSecond: Int64, isLocal: Bool) -> Int64? {
    var scanner = CalendarScanner(text)
    guard let days = scanner.date(), scanner.takeDateTimeSeparator(),
      let (seconds, fraction) = scanner.time(unitsPerSecond: unitsPerSecond)
    else { return nil }
    var distance: Int64 = 0
    if !isLocal {
      guard let scanned = scanner.zone() else { return nil }
      distance = scanned
    }
    guard scanner.isAtEnd else { return nil }
    let whole = days * secondsPerDay + seconds - distance
    return product(whole, unitsPerSecond, plus: fraction)
  }

  /// The text of units since 1970-01-01T00:00, with `Z` unless it is local.
  static func text(instant units: Int64, unitsPerSecond: Int64, isLocal: Bool) -> String? {
    let perDay = secondsPerDay * unitsPerSecond
    var (days, rest) = units.quotientAndRemainder(dividingBy: perDay)
    if rest < 0 {
      days -= 1
      rest += perDay
    }
    guard let date = text(days: days), let time = text(timeOfDay: rest, unitsPerSecond: unitsPerSecond) else {
      return nil
    }
    return date + "T" + time + (isLocal ? "" : "Z")
  }

  static let secondsPerDay: Int64 = 86_400
  private static let firstDay: Int64 = -719_162  // 0001-01-01
  private static let lastDay: Int64 = 2_932_896  // 9999-12-31

  /// `left * right + addend`, also where only the product is out of range: before 1970 the fraction brings it back.
  private static func product(_ left: Int64, _ right: Int64, plus addend: Int64) -> Int64? {
    let wide = left.multipliedFullWidth(by: right)
    let (low, carry) = wide.low.addingReportingOverflow(UInt64(addend))
    let high = wide.high + (carry ? 1 : 0)
    let value = Int64(bitPattern: low)
    return high == (value < 0 ? -1 : 0) ? value : nil
  }

  /// 0, 3, 6 or 9 digits, as few as are needed.
  private static func fraction(_ units: Int64, unitsPerSecond: Int64) -> String {
    if units == 0 { return "" }
    var digits = 9
    var nanos = units * (1_000_000_000 / unitsPerSecond)
    while nanos % 1000 == 0 {
      nanos /= 1000
      digits -= 3
    }
    return "." + padded(nanos, digits)
  }

  private static func padded(_ number: Int64, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }

  /// The date of a day. Years begin in March here, so that the odd day is the last of a year; 400 of them are an era,
  /// which always has the same number of days.
  private static func civil(days: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let shifted = days + daysBeforeEpoch
    let era = (shifted >= 0 ? shifted : shifted - (daysPerEra - 1)) / daysPerEra
    let dayOfEra = shifted - era * daysPerEra
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  /// The day of a date that exists.
  static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = shiftedYear / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * daysPerEra + dayOfEra - daysBeforeEpoch
  }

  private static let daysPerEra: Int64 = 146_097
  /// From the first of March of the year 0 to 1970-01-01.
  private static let daysBeforeEpoch: Int64 = 719_468
}
