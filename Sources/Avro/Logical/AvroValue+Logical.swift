public import FoundationEssentials
import SchemaCore

// What a value means beyond its type. The schema says which of these applies; each is nil for a value of another type.
extension AvroValue {
  /// The number in bytes or a fixed with the logical type `decimal`, whose scale stands in the schema; nil also if it
  /// has more than `AvroDecimal.maximumByteCount` bytes.
  public func decimal(scale: Int) -> AvroDecimal? {
    bytes.flatMap { try? AvroDecimal(unscaledBytes: $0, scale: scale) }
  }

  /// The number in bytes with the logical type `big-decimal`.
  public var bigDecimal: AvroDecimal? {
    guard case .bytes(let bytes) = self else { return nil }
    return AvroDecimal(bigDecimalBytes: bytes)
  }

  /// The UUID in a string or a fixed of 16 bytes.
  public var uuid: UUID? {
    switch self {
    case .string(let text): Array(text.utf8).withUnsafeBytes { UUID(avroText: $0) }
    case .fixed(let value): UUID(avroBytes: value.bytes)
    default: nil
    }
  }

  /// The day in an int.
  public var date: AvroDate? {
    if case .int(let days) = self { AvroDate(daysSinceEpoch: days) } else { nil }
  }

  /// The time of day in an int of milliseconds or a long of microseconds.
  public func timeOfDay<Unit>(in unit: Unit.Type = Unit.self) -> AvroTimeOfDay<Unit>? {
    switch self {
    case .int(let count) where Unit.isInt: AvroTimeOfDay(sinceMidnight: Int64(count))
    case .long(let count) where !Unit.isInt: AvroTimeOfDay(sinceMidnight: count)
    default: nil
    }
  }

  /// The instant in a long of the given unit.
  public func timestamp<Unit>(in unit: Unit.Type = Unit.self) -> AvroTimestamp<Unit>? {
    if case .long(let count) = self { AvroTimestamp(sinceEpoch: count) } else { nil }
  }

  /// The date and time in a long of the given unit.
  public func localTimestamp<Unit>(in unit: Unit.Type = Unit.self) -> AvroLocalTimestamp<Unit>? {
    if case .long(let count) = self { AvroLocalTimestamp(sinceEpoch: count) } else { nil }
  }

  /// The amount of time in a fixed of 12 bytes.
  public var duration: AvroDuration? {
    if case .fixed(let value) = self { AvroDuration(bytes: value.bytes) } else { nil }
  }

  private var bytes: [UInt8]? {
    switch self {
    case .bytes(let bytes): bytes
    case .fixed(let value): value.bytes
    default: nil
    }
  }
}
