/// The readable forms of logical types in plain JSON.
extension LogicalType {
  /// True if a value of this type is written so in plain JSON, such as `2026-01-31` for a date. For a UUID on a string,
  /// which takes any text, true if it is one.
  public func takes(text: String) -> Bool { integer(text) != nil || bytes(text, size: nil) != nil }

  /// The integer that a text such as `2026-01-31` stands for; nil if it is none of this type.
  func integer(_ text: String) -> Int64? {
    switch self {
    case .date: CalendarText.days(text)
    case .timeMillis, .timeMicros: CalendarText.timeOfDay(text, unitsPerSecond: unitsPerSecond)
    case .timestampMillis, .timestampMicros, .timestampNanos:
      CalendarText.instant(text, unitsPerSecond: unitsPerSecond, isLocal: false)
    case .localTimestampMillis, .localTimestampMicros, .localTimestampNanos:
      CalendarText.instant(text, unitsPerSecond: unitsPerSecond, isLocal: true)
    case .decimal, .bigDecimal, .uuid, .duration: nil
    }
  }

  /// The text that an integer of this type stands for; nil if it has none, such as a date after the year 9999.
  func text(of integer: Int64) -> String? {
    switch self {
    case .date: CalendarText.text(days: integer)
    case .timeMillis, .timeMicros: CalendarText.text(timeOfDay: integer, unitsPerSecond: unitsPerSecond)
    case .timestampMillis, .timestampMicros, .timestampNanos:
      CalendarText.text(instant: integer, unitsPerSecond: unitsPerSecond, isLocal: false)
    case .localTimestampMillis, .localTimestampMicros, .localTimestampNanos:
      CalendarText.text(instant: integer, unitsPerSecond: unitsPerSecond, isLocal: true)
    case .decimal, .bigDecimal, .uuid, .duration: nil
    }
  }

  /// The bytes that a text stands for; nil if it is none of this type or does not fit.
  ///
  /// - Parameter size: of the fixed; nil for bytes, which take as many as are needed.
  func bytes(_ text: String, size: Int?) -> [UInt8]? {
    switch self {
    case .decimal(let precision, let scale):
      guard let number = PlainDecimal(text)?.rescaled(to: scale), number.digits.count <= precision else { return nil }
      let bytes = number.unscaledBytes
      guard let size else { return bytes }
      guard bytes.count <= size else { return nil }
      return repeatElement(number.isNegative ? 0xFF : 0, count: size - bytes.count) + bytes
    case .bigDecimal: return BigDecimalText.bytes(text)
    case .uuid: return UUIDText.bytes(text)
    case .duration: return DurationText.bytes(text)
    default: return nil
    }
  }

  /// The text that bytes of this type stand for; nil if they are none of it.
  func text(of bytes: some Collection<UInt8>) -> String? {
    switch self {
    case .decimal(_, let scale): PlainDecimal(unscaled: bytes, scale: scale)?.text
    case .bigDecimal: BigDecimalText.text(of: Array(bytes))
    case .uuid: UUIDText.text(of: bytes)
    case .duration: DurationText.text(of: bytes)
    default: nil
    }
  }

  /// What a text of this type looks like, for messages.
  var example: String {
    switch self {
    case .decimal(let precision, let scale):
      "a decimal of at most \(precision) digits, \(scale) of them behind the point, such as \"12\(scale > 0 ? "." + String(repeating: "5", count: min(scale, 4)) : "")\""
    case .bigDecimal: "a decimal such as \"12.50\""
    case .uuid: "a UUID such as \"f81d4fae-7dec-11d0-a765-00a0c91e6bf6\""
    case .date: "a date such as \"2026-01-31\" or a number of days"
    case .timeMillis, .timeMicros: "a time such as \"12:30:15.250\" or a number of \(unit)"
    case .timestampMillis, .timestampMicros, .timestampNanos:
      "a time with zone such as \"2026-01-31T12:30:15Z\" or a number of \(unit)"
    case .localTimestampMillis, .localTimestampMicros, .localTimestampNanos:
      "a time without zone such as \"2026-01-31T12:30:15\" or a number of \(unit)"
    case .duration: "a duration such as \"P1M2DT0.5S\""
    }
  }

  private var unitsPerSecond: Int64 {
    switch self {
    case .timeMillis, .timestampMillis, .localTimestampMillis: 1000
    case .timeMicros, .timestampMicros, .localTimestampMicros: 1_000_000
    case .timestampNanos, .localTimestampNanos: 1_000_000_000
    case .decimal, .bigDecimal, .uuid, .date, .duration: 1
    }
  }

  private var unit: String {
    switch unitsPerSecond {
    case 1000: "milliseconds"
    case 1_000_000: "microseconds"
    default: "nanoseconds"
    }
  }
}
