/// A value of any Avro type, for code that does not know the type beforehand.
///
/// A union's value is the value of its branch: `nil` in a nullable string is `.null`, a text in it is `.string`.
public enum AvroValue: Hashable, Sendable {
  case null
  case boolean(Bool)
  case int(Int32)
  case long(Int64)
  case float(Float)
  case double(Double)
  case bytes([UInt8])
  case string(String)
  case fixed(AvroFixedValue)
  case enumeration(AvroEnumValue)
  case array([AvroValue])
  /// The entries in the order in which they are written.
  case map([AvroMapEntry])
  case record(AvroRecordValue)
}

/// One key of a map with its value.
public struct AvroMapEntry: Hashable, Sendable {
  public var key: String
  public var value: AvroValue

  public init(key: String, value: AvroValue) {
    self.key = key
    self.value = value
  }
}
