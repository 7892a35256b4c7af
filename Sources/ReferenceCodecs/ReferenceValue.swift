/// A value as a reference implementation holds it, without the types: what is compared with our values, bit by bit.
public indirect enum ReferenceValue: Hashable, Sendable {
  case null
  case boolean(Bool)
  case int(Int32)
  case long(Int64)
  /// The bits, so that every NaN is told from every other.
  case float(UInt32)
  case double(UInt64)
  case bytes([UInt8])
  /// The bytes of the string.
  case string([UInt8])
  case fixed([UInt8])
  /// The place of the symbol.
  case enumeration(Int)
  case array([ReferenceValue])
  /// The entries in the order in which the implementation holds them.
  case map([Entry])
  /// The fields in the order of the schema.
  case record([ReferenceValue])
  /// The place of the branch and what it holds.
  case union(Int, ReferenceValue)

  /// One key of a map, as bytes, and its value.
  public struct Entry: Hashable, Sendable {
    public var key: [UInt8]
    public var value: ReferenceValue

    public init(key: [UInt8], value: ReferenceValue) {
      self.key = key
      self.value = value
    }
  }
}
