/// A duration (Avro 1.12 specification, Duration) as ISO 8601 text such as `P1M2DT0.5S`, and as its twelve bytes: three
/// numbers of 32 bits, the least byte first, of months, days and milliseconds.
struct DurationText {
  private var months: UInt64 = 0
  private var days: UInt64 = 0
  private var milliseconds: UInt64 = 0

  /// The text of twelve bytes; nil for another count of them.
  static func text(of bytes: some Collection<UInt8>) -> String? {
    guard bytes.count == 12 else { return nil }
    let numbers = (0..<3).map { number in
      bytes.dropFirst(4 * number).prefix(4).reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
    var text = "P"
    if numbers[0] > 0 { text += "\(numbers[0])M" }
    if numbers[1] > 0 { text += "\(numbers[1])D" }
    if numbers[2] > 0 || text == "P" { text += "T" + seconds(numbers[2]) + "S" }
    return text
  }

  /// The bytes of a text; nil if it is no duration or does not fit. Years count as twelve months, weeks as seven
  /// days, hours and minutes as what they have in milliseconds.
  static func bytes(_ text: String) -> [UInt8]? {
    guard text.utf8.count <= 128, text.hasPrefix("P") else { return nil }
    var duration = DurationText()
    guard duration.add(text.dropFirst()) else { return nil }
    var bytes: [UInt8] = []
    for number in [duration.months, duration.days, duration.milliseconds] {
      guard let number = UInt32(exactly: number) else { return nil }
      for shift in [0, 8, 16, 24] as [UInt32] { bytes.append(UInt8(truncatingIfNeeded: number >> shift)) }
    }
    return bytes
  }

  private mutating func add(_ parts: Substring) -> Bool {
    var parts = parts
    var isTime = false
    var count = 0
    while let first = parts.first {
      if first == "T" {
        if isTime { return false }
        isTime = true
        parts = parts.dropFirst()
        if parts.isEmpty { return false }
        continue
      }
      let number = parts.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
      guard let unit = parts[number.endIndex...].first, add(number, unit, isTime: isTime) else { return false }
      parts = parts[number.endIndex...].dropFirst()
      count += 1
    }
    return count > 0
  }

  private mutating func add(_ number: Substring, _ unit: Character, isTime: Bool) -> Bool {
    switch (unit, isTime) {
    case ("Y", false): Self.add(number, times: 12, to: &months)
    case ("M", false): Self.add(number, times: 1, to: &months)
    case ("W", false): Self.add(number, times: 7, to: &days)
    case ("D", false): Self.add(number, times: 1, to: &days)
    case ("H", true): Self.add(number, times: 3_600_000, to: &milliseconds)
    case ("M", true): Self.add(number, times: 60_000, to: &milliseconds)
    case ("S", true): addSeconds(number)
    default: false
    }
  }

  private mutating func addSeconds(_ number: Substring) -> Bool {
    guard let point = number.firstIndex(of: ".") else { return Self.add(number, times: 1000, to: &milliseconds) }
    let fraction = number[number.index(after: point)...]
    guard (1...3).contains(fraction.count) else { return false }
    let zeros = String(repeating: "0", count: 3 - fraction.count)
    return Self.add(number[..<point], times: 1000, to: &milliseconds)
      && Self.add(fraction + zeros, times: 1, to: &milliseconds)
  }

  private static func add(_ number: Substring, times factor: UInt64, to sum: inout UInt64) -> Bool {
    // 32 bits each, so that a sum of as many as a text can hold does not overflow.
    guard let value = UInt32(number) else { return false }
    sum += UInt64(value) * factor
    return true
  }

  private static func seconds(_ milliseconds: UInt64) -> String {
    let rest = String(milliseconds % 1000)
    let whole = String(milliseconds / 1000)
    return rest == "0" ? whole : whole + "." + String(repeating: "0", count: 3 - rest.utf8.count) + rest
  }
}
