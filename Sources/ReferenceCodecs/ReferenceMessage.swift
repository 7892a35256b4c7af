/// A Protobuf message as a reference implementation holds it, without the types: what is compared with our messages,
/// bit by bit.
public struct ReferenceMessage: Hashable, Sendable {
  /// The fields that are set, by number; no number stands there twice.
  public var fields: [Field]
  /// What the schema does not know, in the order in which it came.
  public var unknown: [UnknownField]

  public init(fields: [Field] = [], unknown: [UnknownField] = []) {
    self.fields = fields
    self.unknown = unknown
  }

  /// A field that is set.
  public struct Field: Hashable, Sendable {
    public var number: UInt32
    /// One value if the field is not repeated; the entries of a map are messages.
    public var values: [Value]

    public init(_ number: UInt32, _ values: [Value]) {
      self.number = number
      self.values = values
    }
  }

  /// One value of a field.
  public enum Value: Hashable, Sendable {
    /// Numbers and enums of 32 bits; the bits of a float.
    case bits32(UInt32)
    /// Numbers of 64 bits; the bits of a double.
    case bits64(UInt64)
    case boolean(Bool)
    /// Bytes, and the bytes of strings.
    case bytes([UInt8])
    case message(ReferenceMessage)
  }

  /// A field that the schema does not know.
  public struct UnknownField: Hashable, Sendable {
    public var number: UInt32
    /// 0 varint, 1 64 bits, 2 length-delimited, 3 group, 5 32 bits.
    public var wireType: UInt8
    /// Everything after the tag; of a group up to its end tag, which belongs to it.
    public var bytes: [UInt8]

    public init(number: UInt32, wireType: UInt8, bytes: [UInt8]) {
      self.number = number
      self.wireType = wireType
      self.bytes = bytes
    }
  }
}
