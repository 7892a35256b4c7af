/// What readers and writers of JSON know of a field: flat, because they come by here for every value.
struct ProtoJSONField: BitwiseCopyable {
  /// What one value is.
  enum Kind: UInt8 {
    case bool, int32, int64, uint32, uint64, float, double
    /// Text that is UTF-8, and text that need not be.
    case string, anyString
    case bytes, enumeration
    /// The enum `google.protobuf.NullValue`.
    case null
    case message
  }

  enum Shape: UInt8 {
    case single, list, map
  }

  /// The name in quotes between a comma and a colon, as it is written.
  var key: UnsafePointer<UInt8>
  var keyCount: Int32
  /// The place of the message type or the enum among the tables.
  var type: Int32
  /// The places in a row: of the value, of the bit that says that it is set, and of what says which member of the oneof
  /// is set; the last is 0 if there is no oneof.
  var slot: UInt16
  var index: UInt16
  var oneofSlot: UInt16
  var kind: Kind
  var shape: Shape
  /// True if a value that is zero or empty is the same as none.
  var isImplicit: Bool
  /// True if it is an enum whose numbers must have names.
  var isClosed: Bool

  /// The name that is expected first when JSON is read.
  @inline(__always) var name: UnsafePointer<UInt8> { key + 2 }
  @inline(__always) var nameCount: Int { Int(keyCount) &- 4 }
}

extension ProtoJSONField.Kind {
  init(_ type: ScalarType, validatesUTF8: Bool) {
    self =
      switch type {
      case .bool: .bool
      case .int32, .sint32, .sfixed32: .int32
      case .int64, .sint64, .sfixed64: .int64
      case .uint32, .fixed32: .uint32
      case .uint64, .fixed64: .uint64
      case .float: .float
      case .double: .double
      case .string: validatesUTF8 ? .string : .anyString
      case .bytes: .bytes
      }
  }
}
