import SchemaCore

/// The logical type `date`: a day of the Gregorian calendar, without a zone (Avro 1.12 specification, Date).
///
/// Its text is that of ISO 8601, such as `2024-05-06`; years before 0 and after 9999 have a sign.
public struct AvroDate: Hashable, Sendable {
  /// The days since 1970-01-01, negative before.
  public var daysSinceEpoch: Int32

  @inlinable public init(daysSinceEpoch: Int32) {
    self.daysSinceEpoch = daysSinceEpoch
  }

  /// A day by its place in the calendar; nil if there is no such day, or none that the type can count.
  public init?(year: Int, month: Int, day: Int) {
    guard let date = CalendarDate(year: year, month: month, day: day),
      let days = Int32(exactly: date.daysSinceEpoch)
    else { return nil }
    self.init(daysSinceEpoch: days)
  }

  /// The year before 1 is 0.
  public var year: Int { calendarDate.year }
  /// 1 to 12.
  public var month: Int { calendarDate.month }
  /// 1 to 31.
  public var day: Int { calendarDate.day }

  private var calendarDate: CalendarDate { CalendarDate(daysSinceEpoch: Int64(daysSinceEpoch)) }
}

extension AvroDate: Comparable {
  public static func < (left: AvroDate, right: AvroDate) -> Bool { left.daysSinceEpoch < right.daysSinceEpoch }
}

extension AvroDate: LosslessStringConvertible, Codable {
  /// A day by its ISO 8601 text.
  public init?(_ text: String) {
    var scanner = DateTimeScanner(text)
    guard let date = scanner.date(), scanner.isAtEnd else { return nil }
    self.init(year: date.year, month: date.month, day: date.day)
  }

  public var description: String {
    let date = calendarDate
    var output = DateTimeText()
    output.append(date: date.year, date.month, date.day)
    return output.text
  }

  public init(from decoder: any Decoder) throws { self = try decoder.losslessValue() }

  public func encode(to encoder: any Encoder) throws { try encoder.encodeText(self) }
}
