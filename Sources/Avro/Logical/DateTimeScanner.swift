/// Reads dates and times as ISO 8601 has them, in the extended form with separators.
struct DateTimeScanner {
  private let bytes: [UInt8]
  private var place = 0

  init(_ text: some StringProtocol) {
    bytes = Array(text.utf8)
  }

  var isAtEnd: Bool { place == bytes.count }

  /// Moves past the character if it is the next one.
  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard place < bytes.count, UInt32(bytes[place]) == character.value else { return false }
    place += 1
    return true
  }

  /// Moves past as many digits as there are up to the range's end; nil if there are fewer than its start.
  mutating func number(digits: ClosedRange<Int>) -> Int? {
    let start = place
    var value = 0
    while place < bytes.count, place - start < digits.upperBound, let digit = digit(bytes[place]) {
      value = 10 * value + digit
      place += 1
    }
    return place - start < digits.lowerBound ? nil : value
  }

  /// `2024-05-06`; the year with a sign if it is not of four digits.
  mutating func date() -> (year: Int, month: Int, day: Int)? {
    let isNegative = take("-")
    let hasSign = isNegative || take("+")
    guard let year = number(digits: 4...(hasSign ? 9 : 4)), take("-"), let month = number(digits: 2...2), take("-"),
      let day = number(digits: 2...2)
    else { return nil }
    return (isNegative ? -year : year, month, day)
  }

  /// `07:08`, `07:08:09` or `07:08:09.123`, with as many hours as there are digits for, in nanoseconds for the fraction.
  mutating func time(hourDigits: ClosedRange<Int> = 2...2) -> (
    hour: Int, minute: Int, second: Int, nanosecond: Int
  )? {
    guard let hour = number(digits: hourDigits), take(":"), let minute = number(digits: 2...2), minute < 60 else {
      return nil
    }
    guard take(":") else { return (hour, minute, 0, 0) }
    guard let second = number(digits: 2...2), second < 60 else { return nil }
    guard take(".") || take(",") else { return (hour, minute, second, 0) }
    guard let nanosecond = fraction() else { return nil }
    return (hour, minute, second, nanosecond)
  }

  /// `2024-05-06T07:08:09.123`; a small letter or a space between the two is widely written, too (RFC 3339).
  mutating func dateTime() -> AvroDateTimeComponents? {
    guard let (year, month, day) = date(), take("T") || take("t") || take(" "), let time = time() else { return nil }
    return AvroDateTimeComponents(
      year: year, month: month, day: day, hour: time.hour, minute: time.minute, second: time.second,
      nanosecond: time.nanosecond)
  }

  /// `Z`, `+02:00` or `+0200`: how many seconds the local time is ahead.
  mutating func offset() -> Int? {
    if take("Z") || take("z") { return 0 }
    let isBehind = take("-")
    guard isBehind || take("+"), let hours = number(digits: 2...2), hours < 24 else { return nil }
    _ = take(":")
    guard let minutes = number(digits: 2...2), minutes < 60 else { return nil }
    return (hours * 60 + minutes) * (isBehind ? -60 : 60)
  }

  /// The digits after a point in nanoseconds. More than nine are accepted if the others are zero.
  mutating func fraction() -> Int? {
    let start = place
    guard var value = number(digits: 1...9) else { return nil }
    for _ in (place - start)..<9 { value *= 10 }
    while take("0") {}
    return place < bytes.count && digit(bytes[place]) != nil ? nil : value
  }

  private func digit(_ byte: UInt8) -> Int? {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) ? Int(byte - UInt8(ascii: "0")) : nil
  }
}
