import FoundationEssentials
import SchemaCore

/// How a `Date` is written in JSON.
public enum JSONDateForm: Hashable, Sendable {
  /// A string as RFC 3339 has it, `2026-05-06T07:08:09.123Z`, which is JSON Schema's format `date-time`. It is written in
  /// UTC, to the microsecond, and with no more digits than it takes; read with any offset.
  case dateTime
  /// Milliseconds since 1970 as a number, which is written whole and may be read with a fraction.
  case milliseconds
  /// Seconds since 1970 as a number, with a fraction.
  case seconds
}

/// A time as RFC 3339 has it.
enum DateTimeText {
  /// The date of a text; nil if it is none. A leap second is the second after it.
  static func date(_ text: UnsafeBufferPointer<UInt8>) -> Date? {
    var reader = FormatReader(text)
    guard reader.takeDate(), reader.takeOne(of: "Tt"), reader.takeTime(), reader.isAtEnd else { return nil }
    // The form is right, so that only the values are to be taken.
    reader = FormatReader(text)
    let day = CalendarDate(
      year: reader.number(digits: 4, behind: 0), month: reader.number(digits: 2, behind: 1),
      day: reader.number(digits: 2, behind: 1))
    guard let day else { return nil }
    let hour = reader.number(digits: 2, behind: 1)
    let minute = reader.number(digits: 2, behind: 1)
    let second = reader.number(digits: 2, behind: 1)
    var fraction = 0.0
    if reader.take(".") { fraction = reader.takeFraction() }
    var offset = 0
    if !reader.takeOne(of: "Zz") {
      let isBehind = reader.take("-")
      offset = reader.number(digits: 2, behind: isBehind ? 0 : 1) * 60 + reader.number(digits: 2, behind: 1)
      if isBehind { offset = -offset }
    }
    let seconds = day.daysSinceEpoch * 86_400 + Int64(hour * 3_600 + (minute - offset) * 60 + second)
    // Whole seconds are exact from either beginning; a fraction should not be rounded twice.
    return Date(timeIntervalSinceReferenceDate: Double(seconds - 978_307_200) + fraction)
  }

  /// The text of a date; nil for years that have no four digits.
  static func text(_ date: Date) -> String? {
    let reference = date.timeIntervalSinceReferenceDate
    guard reference > -7e10, reference < 3e11 else { return nil }
    let whole = reference.rounded(.down)
    var seconds = Int64(whole) + 978_307_200
    var microseconds = Int(((reference - whole) * 1e6).rounded())
    if microseconds == 1_000_000 {
      microseconds = 0
      seconds += 1
    }
    let days = (seconds >= 0 ? seconds : seconds - 86_399) / 86_400
    let time = Int(seconds - days * 86_400)
    let day = CalendarDate(daysSinceEpoch: days)
    guard (0...9_999).contains(day.year) else { return nil }
    var text = padded(day.year, 4) + "-" + padded(day.month, 2) + "-" + padded(day.day, 2) + "T"
    text += padded(time / 3_600, 2) + ":" + padded(time / 60 % 60, 2) + ":" + padded(time % 60, 2)
    if microseconds % 1_000 != 0 {
      text += "." + padded(microseconds, 6)
    } else if microseconds != 0 {
      text += "." + padded(microseconds / 1_000, 3)
    }
    return text + "Z"
  }

  private static func padded(_ number: Int, _ digits: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
  }
}

extension FormatReader {
  /// A number of a text whose form is known to be right, behind so many characters.
  fileprivate mutating func number(digits: Int, behind count: Int) -> Int {
    skip(count)
    return takeNumber(digits: digits) ?? 0
  }

  /// The digits behind a point, as a fraction; the first nine count.
  fileprivate mutating func takeFraction() -> Double {
    var (value, unit) = (0.0, 1.0)
    while let digit = takeNumber(digits: 1) {
      guard unit < 1e9 else { continue }
      value = value * 10 + Double(digit)
      unit *= 10
    }
    return value / unit
  }
}
