public import FoundationEssentials

/// The logical types `timestamp-millis`, `timestamp-micros` and `timestamp-nanos`: an instant, exact to the unit (Avro
/// 1.12 specification, Timestamps).
///
/// Its text is that of ISO 8601 in UTC with all digits of the unit, such as `2024-05-06T07:08:09.123Z`.
public struct AvroTimestamp<Unit: AvroTimeUnit>: Hashable, Sendable {
  /// The units since 1970-01-01T00:00Z, negative before, leap seconds not counted.
  public var sinceEpoch: Int64

  @inlinable public init(sinceEpoch: Int64) {
    self.sinceEpoch = sinceEpoch
  }

  /// An instant by its date and time in UTC; nil if there is no such date or time, if the unit is too coarse for its
  /// nanoseconds, or if it is too far away for the type.
  public init?(utc components: AvroDateTimeComponents) {
    guard let count = components.sinceEpoch(perSecond: Unit.perSecond) else { return nil }
    self.init(sinceEpoch: count)
  }

  /// The unit nearest to a date; nil if it is too far away for the type.
  public init?(_ date: Date) {
    let seconds = date.timeIntervalSince1970.rounded(.down)
    let fraction = (date.timeIntervalSince1970 - seconds) * Double(Unit.perSecond)
    guard let whole = Int64(exactly: seconds) else { return nil }
    let (count, overflow) = whole.multipliedReportingOverflow(by: Unit.perSecond)
    let (sum, isOver) = count.addingReportingOverflow(Int64(fraction.rounded()))
    guard !overflow && !isOver else { return nil }
    self.init(sinceEpoch: sum)
  }

  /// Date and time in UTC.
  public var utc: AvroDateTimeComponents {
    AvroDateTimeComponents(sinceEpoch: sinceEpoch, perSecond: Unit.perSecond)
  }

  /// The date nearest to this instant: about a tenth of a microsecond is what a `Date` of our time can tell apart.
  public var date: Date {
    let (seconds, fraction) = sinceEpoch.quotientAndRemainder(dividingBy: Unit.perSecond)
    return Date(timeIntervalSince1970: Double(seconds) + Double(fraction) / Double(Unit.perSecond))
  }
}

extension AvroTimestamp: Comparable {
  public static func < (left: AvroTimestamp, right: AvroTimestamp) -> Bool { left.sinceEpoch < right.sinceEpoch }
}

extension AvroTimestamp: LosslessStringConvertible, Codable {
  /// An instant by its ISO 8601 text with `Z` or an offset such as `+02:00`; nil also if the unit is too coarse for its
  /// fraction.
  public init?(_ text: String) {
    var scanner = DateTimeScanner(text)
    guard let local = scanner.dateTime(), let offset = scanner.offset(), scanner.isAtEnd,
      let count = local.sinceEpoch(perSecond: Unit.perSecond)
    else { return nil }
    let (instant, overflow) = count.subtractingReportingOverflow(Int64(offset) * Unit.perSecond)
    guard !overflow else { return nil }
    self.init(sinceEpoch: instant)
  }

  public var description: String {
    var output = DateTimeText()
    output.append(utc, fractionDigits: Unit.fractionDigits)
    output.append("Z")
    return output.text
  }

  public init(from decoder: any Decoder) throws { self = try decoder.losslessValue() }

  public func encode(to encoder: any Encoder) throws { try encoder.encodeText(self) }
}
