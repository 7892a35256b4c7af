import SchemaCore

/// A point in time as Kafka keeps it, and as people write it (ISO 8601).
struct Moment: Hashable {
  /// Since 1970-01-01 UTC.
  var milliseconds: Int64

  private static let millisecondsPerDay: Int64 = 86_400_000

  init(milliseconds: Int64) {
    self.milliseconds = milliseconds
  }

  /// A day, or a day and a time with seconds and a fraction as far as they are given; without an offset UTC is meant.
  /// Digits alone are milliseconds.
  init?(_ text: Substring) {
    if let milliseconds = Int64(text) {
      self.milliseconds = milliseconds
      return
    }
    let parts = text.split(maxSplits: 1, omittingEmptySubsequences: false) { $0 == "T" || $0 == "t" || $0 == " " }
    let numbers = parts[0].split(separator: "-", omittingEmptySubsequences: false).map { Self.number($0) }
    guard numbers.count == 3, let year = numbers[0], let month = numbers[1], let day = numbers[2],
      let date = CalendarDate(year: year, month: month, day: day)
    else { return nil }
    milliseconds = date.daysSinceEpoch * Self.millisecondsPerDay
    guard parts.count == 2 else { return }
    var time = parts[1]
    guard let offset = Self.takeOffset(from: &time), let ofDay = Self.time(time) else { return nil }
    milliseconds += ofDay - offset
  }

  /// The same of a whole text.
  init?(_ text: String) { self.init(text[...]) }

  /// Such as `2026-11-21T19:26:00.123Z`.
  var text: String {
    let (quotient, remainder) = milliseconds.quotientAndRemainder(dividingBy: Self.millisecondsPerDay)
    // Before 1970 the division rounds towards it; the day is the one that has begun.
    let date = CalendarDate(daysSinceEpoch: remainder < 0 ? quotient - 1 : quotient)
    let rest = Int(remainder < 0 ? remainder + Self.millisecondsPerDay : remainder)
    let time = [rest / 3_600_000, rest / 60_000 % 60, rest / 1000 % 60].map { Self.padded($0, 2) }
    return "\(Self.padded(date.year, 4))-\(Self.padded(date.month, 2))-\(Self.padded(date.day, 2))T"
      + "\(time.joined(separator: ":")).\(Self.padded(rest % 1000, 3))Z"
  }

  /// The milliseconds by which a place is ahead of UTC, taken off the end of a time.
  private static func takeOffset(from time: inout Substring) -> Int64? {
    if let last = time.last, last == "Z" || last == "z" {
      time = time.dropLast()
      return 0
    }
    guard let sign = time.firstIndex(where: { $0 == "+" || $0 == "-" }) else { return 0 }
    let parts = time[time.index(after: sign)...].split(separator: ":", omittingEmptySubsequences: false)
    let isAhead = time[sign] == "+"
    guard (1...2).contains(parts.count), let hours = number(parts[0]), hours < 24,
      let minutes = parts.count == 2 ? number(parts[1]) : 0, minutes < 60
    else { return nil }
    time = time[..<sign]
    return Int64(hours * 60 + minutes) * (isAhead ? 60_000 : -60_000)
  }

  /// The milliseconds since midnight.
  private static func time(_ text: Substring) -> Int64? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count), let hours = number(parts[0]), hours < 24, let minutes = number(parts[1]),
      minutes < 60
    else { return nil }
    var milliseconds = Int64(hours * 60 + minutes) * 60_000
    guard parts.count == 3 else { return milliseconds }
    let seconds = parts[2].split(maxSplits: 1, omittingEmptySubsequences: false) { $0 == "." || $0 == "," }
    guard let whole = number(seconds[0]), whole < 60 else { return nil }
    milliseconds += Int64(whole) * 1000
    if seconds.count == 2 {
      guard number(seconds[1]) != nil, let fraction = number((String(seconds[1]) + "000").prefix(3)) else { return nil }
      milliseconds += Int64(fraction)
    }
    return milliseconds
  }

  /// Up to nine digits, and nothing else.
  private static func number(_ text: Substring) -> Int? {
    guard (1...9).contains(text.count), text.allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
    return Int(String(text))
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number.magnitude)
    return (number < 0 ? "-" : "") + String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
