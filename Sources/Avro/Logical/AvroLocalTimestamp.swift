/// The logical types `local-timestamp-millis`, `-micros` and `-nanos`: what a calendar and a clock on the wall show,
/// wherever they hang, exact to the unit (Avro 1.12 specification, Local Timestamps).
///
/// Its text is that of ISO 8601 without a zone and with all digits of the unit, such as `2024-05-06T07:08:09.123`.
public struct AvroLocalTimestamp<Unit: AvroTimeUnit>: Hashable, Sendable {
  /// The units since 1970-01-01T00:00, negative before.
  public var sinceEpoch: Int64

  @inlinable public init(sinceEpoch: Int64) {
    self.sinceEpoch = sinceEpoch
  }

  /// A date and time; nil if there is none such, if the unit is too coarse for its nanoseconds, or if it is too far
  /// away for the type.
  public init?(_ components: AvroDateTimeComponents) {
    guard let count = components.sinceEpoch(perSecond: Unit.perSecond) else { return nil }
    self.init(sinceEpoch: count)
  }

  /// Date and time.
  public var components: AvroDateTimeComponents {
    AvroDateTimeComponents(sinceEpoch: sinceEpoch, perSecond: Unit.perSecond)
  }
}

extension AvroLocalTimestamp: Comparable {
  public static func < (left: AvroLocalTimestamp, right: AvroLocalTimestamp) -> Bool {
    left.sinceEpoch < right.sinceEpoch
  }
}

extension AvroLocalTimestamp: LosslessStringConvertible, Codable {
  /// A date and time by its ISO 8601 text without a zone; nil also if the unit is too coarse for its fraction.
  public init?(_ text: String) {
    var scanner = DateTimeScanner(text)
    guard let components = scanner.dateTime(), scanner.isAtEnd else { return nil }
    self.init(components)
  }

  public var description: String {
    var output = DateTimeText()
    output.append(components, fractionDigits: Unit.fractionDigits)
    return output.text
  }

  public init(from decoder: any Decoder) throws { self = try decoder.losslessValue() }

  public func encode(to encoder: any Encoder) throws { try encoder.encodeText(self) }
}
