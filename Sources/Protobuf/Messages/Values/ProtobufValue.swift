/// The value of a field of a `DynamicMessage`.
public enum ProtobufValue: Sendable, Equatable {
  case bool(Bool)
  case int32(Int32)
  case int64(Int64)
  case uint32(UInt32)
  case uint64(UInt64)
  case float(Float)
  case double(Double)
  case string(String)
  case bytes([UInt8])
  /// The number of an enum's value, which may have no name.
  case enumeration(Int32)
  /// A message; it shares the memory of the one that it was taken from.
  case message(DynamicMessage)
  /// The values of a repeated field.
  case list([ProtobufValue])
  /// The entries of a map, each key once, in the order in which they were read or set.
  case map([Entry])

  /// An entry of a map.
  public struct Entry: Sendable, Equatable {
    public var key: ProtobufValue
    public var value: ProtobufValue

    public init(key: ProtobufValue, value: ProtobufValue) {
      self.key = key
      self.value = value
    }
  }
}

extension ProtobufValue: ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
  ExpressibleByStringLiteral, ExpressibleByArrayLiteral
{
  public init(booleanLiteral value: Bool) { self = .bool(value) }

  /// A whole number, which fields of other types take as well if it fits them.
  public init(integerLiteral value: Int64) { self = .int64(value) }

  /// A number with a fraction, which fields of either size take.
  public init(floatLiteral value: Double) { self = .double(value) }

  /// Text, or the name of an enum's value.
  public init(stringLiteral value: String) { self = .string(value) }

  public init(arrayLiteral elements: ProtobufValue...) { self = .list(elements) }
}

extension ProtobufValue {
  /// What kind of value it is, for messages.
  var typeName: String {
    switch self {
    case .bool: "bool"
    case .int32: "int32"
    case .int64: "int64"
    case .uint32: "uint32"
    case .uint64: "uint64"
    case .float: "float"
    case .double: "double"
    case .string: "string"
    case .bytes: "bytes"
    case .enumeration: "a number of an enum"
    case .message(let message): message.type.name
    case .list: "a list"
    case .map: "a map"
    }
  }
}
