/// What a time is counted in: a type that only stands in other types, such as `AvroTimestamp<Milliseconds>`, so that
/// counts of different units are never mixed up.
public protocol AvroTimeUnit: Sendable {
  /// The digits after the point of a second: 3, 6 or 9.
  static var fractionDigits: Int { get }
  /// How many of the unit are in a second.
  static var perSecond: Int64 { get }
  /// The end of the names of the logical types in this unit: `millis`, `micros` or `nanos`.
  static var suffix: String { get }
}

/// A unit in which Avro counts the time of day.
public protocol AvroTimeOfDayUnit: AvroTimeUnit {
  /// True if the count is an `int`, false if it is a `long`.
  static var isInt: Bool { get }
}

/// Thousandths of a second.
public enum Milliseconds: AvroTimeOfDayUnit {
  public static var fractionDigits: Int { 3 }
  @inlinable public static var perSecond: Int64 { 1_000 }
  public static var suffix: String { "millis" }
  @inlinable public static var isInt: Bool { true }
}

/// Millionths of a second.
public enum Microseconds: AvroTimeOfDayUnit {
  public static var fractionDigits: Int { 6 }
  @inlinable public static var perSecond: Int64 { 1_000_000 }
  public static var suffix: String { "micros" }
  @inlinable public static var isInt: Bool { false }
}

/// Billionths of a second.
public enum Nanoseconds: AvroTimeUnit {
  public static var fractionDigits: Int { 9 }
  @inlinable public static var perSecond: Int64 { 1_000_000_000 }
  public static var suffix: String { "nanos" }
}
