/// Walks over the text of a date or a time (ISO 8601, extended form).
struct CalendarScanner {
  private let bytes: [UInt8]
  private var position = 0

  init(_ text: String) {
    // The longest text that means something is much shorter; a long one need not be copied.
    bytes = Array(text.utf8.prefix(Self.longestText))
  }

  private static let longestText = 64

  var isAtEnd: Bool { position == bytes.count }

  /// Days since 1970-01-01 of `2026-01-31`.
  mutating func date() -> Int64? {
    guard let year = number(4), year >= 1, take("-"), let month = number(2), (1...12).contains(month), take("-"),
      let day = number(2), day >= 1, day <= Self.length(of: month, in: year)
    else { return nil }
    return CalendarText.days(year: year, month: month, day: day)
  }

  /// The `T` between date and time; a space and a small letter are widely written, too.
  mutating func takeDateTimeSeparator() -> Bool { take("T") || take("t") || take(" ") }

  /// Seconds since midnight and the units beyond them.
  mutating func time(unitsPerSecond: Int64) -> (seconds: Int64, fraction: Int64)? {
    guard let hour = number(2), hour < 24, take(":"), let minute = number(2), minute < 60 else { return nil }
    guard take(":") else { return (hour * 3600 + minute * 60, 0) }
    guard let second = number(2), second < 60 else { return nil }
    let seconds = hour * 3600 + minute * 60 + second
    guard take(".") else { return (seconds, 0) }
    return fraction(unitsPerSecond: unitsPerSecond).map { (seconds, $0) }
  }

  /// How many seconds the zone is ahead of UTC.
  mutating func zone() -> Int64? {
    if take("Z") || take("z") { return 0 }
    let isAhead = take("+")
    guard isAhead || take("-"), let hours = number(2), hours < 24 else { return nil }
    _ = take(":")
    guard let minutes = number(2), minutes < 60 else { return nil }
    return (isAhead ? 1 : -1) * (hours * 3600 + minutes * 60)
  }

  /// Digits after the point; nil if there are none or more than the unit can tell, zeros aside.
  private mutating func fraction(unitsPerSecond: Int64) -> Int64? {
    var unit = unitsPerSecond
    var sum: Int64 = 0
    let start = position
    while let digit = digit() {
      unit /= 10
      if unit == 0 && digit > 0 { return nil }
      sum += digit * unit
    }
    return position > start ? sum : nil
  }

  private mutating func number(_ count: Int) -> Int64? {
    var number: Int64 = 0
    for _ in 0..<count {
      guard let digit = digit() else { return nil }
      number = number * 10 + digit
    }
    return number
  }

  private mutating func digit() -> Int64? {
    guard position < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[position]) else { return nil }
    position += 1
    return Int64(bytes[position - 1] - UInt8(ascii: "0"))
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private static func length(of month: Int64, in year: Int64) -> Int64 {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}
