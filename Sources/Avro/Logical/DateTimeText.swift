/// Writes dates and times as ISO 8601 has them.
struct DateTimeText {
  private(set) var text = ""

  mutating func append(date year: Int, _ month: Int, _ day: Int) {
    // Four digits without a sign are the years 0000 to 9999; others have a sign, and as many digits as they need.
    if year < 0 { text += "-" } else if year > 9999 { text += "+" }
    append(Int(year.magnitude), digits: 4)
    text += "-"
    append(month, digits: 2)
    text += "-"
    append(day, digits: 2)
  }

  mutating func append(hour: Int, _ minute: Int, _ second: Int, fraction: Int, digits: Int) {
    append(hour, digits: 2)
    text += ":"
    append(minute, digits: 2)
    text += ":"
    append(second, digits: 2)
    text += "."
    append(fraction, digits: digits)
  }

  mutating func append(_ components: AvroDateTimeComponents, fractionDigits: Int) {
    append(date: components.year, components.month, components.day)
    text += "T"
    var fraction = components.nanosecond
    for _ in fractionDigits..<9 { fraction /= 10 }
    append(hour: components.hour, components.minute, components.second, fraction: fraction, digits: fractionDigits)
  }

  mutating func append(_ separator: String) { text += separator }

  private mutating func append(_ number: Int, digits: Int) {
    let written = String(number)
    text += String(repeating: "0", count: max(0, digits - written.utf8.count)) + written
  }
}
