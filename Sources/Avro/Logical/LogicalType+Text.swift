import FoundationEssentials
import SchemaCore

/// The readable forms of logical types in plain JSON, which are those of the types for them in Swift.
extension LogicalType {
  /// True if a value of this type is written so in plain JSON, such as `2026-01-31` for a date. For a UUID on a string,
  /// which takes any text, true if it is one.
  public func takes(text: String) -> Bool { integer(text) != nil || bytes(text, size: nil) != nil }

  /// The integer that a text such as `2026-01-31` stands for; nil if it is none of this type.
  func integer(_ text: String) -> Int64? {
    switch self {
    case .date: AvroDate(text).map { Int64($0.daysSinceEpoch) }
    case .timeMillis: AvroTimeOfDay<Milliseconds>(text).flatMap { Int32(exactly: $0.sinceMidnight) }.map(Int64.init)
    case .timeMicros: AvroTimeOfDay<Microseconds>(text)?.sinceMidnight
    case .timestampMillis: AvroTimestamp<Milliseconds>(text)?.sinceEpoch
    case .timestampMicros: AvroTimestamp<Microseconds>(text)?.sinceEpoch
    case .timestampNanos: AvroTimestamp<Nanoseconds>(text)?.sinceEpoch
    case .localTimestampMillis: AvroLocalTimestamp<Milliseconds>(text)?.sinceEpoch
    case .localTimestampMicros: AvroLocalTimestamp<Microseconds>(text)?.sinceEpoch
    case .localTimestampNanos: AvroLocalTimestamp<Nanoseconds>(text)?.sinceEpoch
    case .decimal, .bigDecimal, .uuid, .duration: nil
    }
  }

  /// The text that an integer of this type stands for; nil for types that are no integers.
  func text(of integer: Int64) -> String? {
    switch self {
    case .date: AvroDate(daysSinceEpoch: Int32(truncatingIfNeeded: integer)).description
    case .timeMillis: AvroTimeOfDay<Milliseconds>(sinceMidnight: integer).description
    case .timeMicros: AvroTimeOfDay<Microseconds>(sinceMidnight: integer).description
    case .timestampMillis: AvroTimestamp<Milliseconds>(sinceEpoch: integer).description
    case .timestampMicros: AvroTimestamp<Microseconds>(sinceEpoch: integer).description
    case .timestampNanos: AvroTimestamp<Nanoseconds>(sinceEpoch: integer).description
    case .localTimestampMillis: AvroLocalTimestamp<Milliseconds>(sinceEpoch: integer).description
    case .localTimestampMicros: AvroLocalTimestamp<Microseconds>(sinceEpoch: integer).description
    case .localTimestampNanos: AvroLocalTimestamp<Nanoseconds>(sinceEpoch: integer).description
    case .decimal, .bigDecimal, .uuid, .duration: nil
    }
  }

  /// The bytes that a text stands for; nil if it is none of this type or does not fit.
  ///
  /// - Parameter size: of the fixed; nil for bytes, which take as many as are needed.
  func bytes(_ text: String, size: Int?) -> [UInt8]? {
    switch self {
    case .decimal(let precision, let scale):
      if let bytes = Self.hexadecimalBytes(text) { return size == nil || bytes.count == size ? bytes : nil }
      // An error says that the number does not fit, as nil does here.
      let number = try? AvroDecimal(text)?.fitted(precision: precision, scale: scale)
      return size.map { number?.unscaledBytes(count: $0) } ?? number?.unscaledBytes
    case .bigDecimal: return Self.hexadecimalBytes(text) ?? AvroDecimal(text)?.bigDecimalBytes
    case .uuid: return Array(text.utf8).withUnsafeBytes { UUID(avroText: $0)?.avroBytes }
    case .duration: return AvroDuration(text)?.bytes
    default: return nil
    }
  }

  /// The text that bytes of this type stand for; nil for types that are no bytes.
  ///
  /// What a schema calls a decimal may be none: be longer than the schema allows, or have no scale. Such bytes are
  /// written in hexadecimal, so that every record can be looked at and read again.
  func text(of bytes: some Collection<UInt8>) -> String? {
    switch self {
    case .decimal(let precision, let scale):
      let number = try? AvroDecimal(unscaledBytes: bytes, scale: scale).fitted(precision: precision, scale: scale)
      return number?.description ?? Self.hexadecimalText(of: bytes)
    case .bigDecimal: return AvroDecimal(bigDecimalBytes: Array(bytes))?.description ?? Self.hexadecimalText(of: bytes)
    case .uuid: return UUID(avroBytes: bytes)?.avroText
    case .duration: return AvroDuration(bytes: bytes)?.description
    default: return nil
    }
  }

  private static let hexadecimalPrefix = "0x"

  private static func hexadecimalBytes(_ text: String) -> [UInt8]? {
    guard text.hasPrefix(hexadecimalPrefix) else { return nil }
    return Hexadecimal.bytes(String(text.dropFirst(hexadecimalPrefix.count)))
  }

  private static func hexadecimalText(of bytes: some Collection<UInt8>) -> String {
    hexadecimalPrefix + Hexadecimal.text(bytes)
  }
}

extension LogicalType {
  /// What a text of this type looks like, for messages.
  var example: String {
    switch self {
    case .decimal(let precision, let scale):
      let fraction = scale > 0 ? "." + String(repeating: "5", count: min(scale, 4)) : ""
      return "a decimal of at most \(precision) digits, \(scale) of them behind the point, such as \"12\(fraction)\""
    case .bigDecimal: return "a decimal such as \"12.50\""
    case .uuid: return "a UUID such as \"f81d4fae-7dec-11d0-a765-00a0c91e6bf6\""
    case .date: return "a date such as \"2026-01-31\" or a number of days"
    case .timeMillis, .timeMicros: return "a time such as \"12:30:15.250\" or a number of \(unit)"
    case .timestampMillis, .timestampMicros, .timestampNanos:
      return "a time with zone such as \"2026-01-31T12:30:15Z\" or a number of \(unit)"
    case .localTimestampMillis, .localTimestampMicros, .localTimestampNanos:
      return "a time without zone such as \"2026-01-31T12:30:15\" or a number of \(unit)"
    case .duration: return "a duration such as \"P1M2DT0.5S\""
    }
  }

  private var unit: String {
    switch self {
    case .timeMillis, .timestampMillis, .localTimestampMillis: "milliseconds"
    case .timeMicros, .timestampMicros, .localTimestampMicros: "microseconds"
    default: "nanoseconds"
    }
  }
}
