public import SchemaCore

/// What values of a type mean beyond their encoding (Avro 1.12 specification, Logical Types).
public enum LogicalType: Hashable, Sendable {
  /// An unscaled two's-complement integer on bytes or fixed, with `scale` of its `precision` digits after the point.
  case decimal(precision: Int, scale: Int)
  /// A decimal on bytes that carries its own scale.
  case bigDecimal
  /// A UUID as text on string, or as 16 bytes on fixed.
  case uuid
  /// Days since 1970-01-01, on int.
  case date
  /// The time of day, on int.
  case timeMillis
  /// The time of day, on long.
  case timeMicros
  /// An instant since 1970-01-01T00:00Z, on long.
  case timestampMillis, timestampMicros, timestampNanos
  /// Date and time without a zone, on long.
  case localTimestampMillis, localTimestampMicros, localTimestampNanos
  /// Three little-endian 32-bit numbers on fixed(12): months, days, milliseconds.
  case duration

  /// The name in the attribute `logicalType`.
  public var name: String {
    switch self {
    case .decimal: "decimal"
    case .bigDecimal: "big-decimal"
    case .uuid: "uuid"
    case .date: "date"
    case .timeMillis: "time-millis"
    case .timeMicros: "time-micros"
    case .timestampMillis: "timestamp-millis"
    case .timestampMicros: "timestamp-micros"
    case .timestampNanos: "timestamp-nanos"
    case .localTimestampMillis: "local-timestamp-millis"
    case .localTimestampMicros: "local-timestamp-micros"
    case .localTimestampNanos: "local-timestamp-nanos"
    case .duration: "duration"
    }
  }

  /// The logical type that the attributes ask for; nil if there is none of that name or if it does not fit the type,
  /// in which case readers must take the plain type.
  public init?(_ attributes: JSONObject, on type: AvroType) {
    guard case .string(let name)? = attributes["logicalType"] else { return nil }
    switch (name, type) {
    case ("decimal", .bytes):
      self.init(decimal: attributes, maximumPrecision: .max)
    case ("decimal", .fixed(let fixed)):
      self.init(decimal: attributes, maximumPrecision: Self.decimalDigits(inBytes: fixed.size))
    case ("big-decimal", .bytes): self = .bigDecimal
    case ("uuid", .string): self = .uuid
    case ("uuid", .fixed(let fixed)) where fixed.size == 16: self = .uuid
    case ("date", .int): self = .date
    case ("time-millis", .int): self = .timeMillis
    case ("time-micros", .long): self = .timeMicros
    case ("timestamp-millis", .long): self = .timestampMillis
    case ("timestamp-micros", .long): self = .timestampMicros
    case ("timestamp-nanos", .long): self = .timestampNanos
    case ("local-timestamp-millis", .long): self = .localTimestampMillis
    case ("local-timestamp-micros", .long): self = .localTimestampMicros
    case ("local-timestamp-nanos", .long): self = .localTimestampNanos
    case ("duration", .fixed(let fixed)) where fixed.size == 12: self = .duration
    default: return nil
    }
  }

  private init?(decimal attributes: JSONObject, maximumPrecision: Int) {
    guard case .number(let written)? = attributes["precision"], let precision = written.int64,
      precision >= 1, precision <= maximumPrecision
    else { return nil }
    var scale: Int64 = 0
    if let attribute = attributes["scale"] {
      guard case .number(let written) = attribute, let value = written.int64, (0...precision).contains(value)
      else { return nil }
      scale = value
    }
    self = .decimal(precision: Int(precision), scale: Int(scale))
  }

  /// The digits of which every number fits: the greatest p with 10^p - 1 within `size` bytes with sign.
  private static func decimalDigits(inBytes size: Int) -> Int {
    guard size > 0 else { return 0 }
    let (bits, overflow) = size.multipliedReportingOverflow(by: 8)
    return overflow ? .max : Int(Double(bits - 1) * 0.301_029_995_663_981_2)
  }
}
