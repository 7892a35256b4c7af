/// What a decoder does with the value of a field. The cases of single scalars serve as the element of repeated ones too.
enum FieldOperation: UInt8, Sendable {
  /// A number that the message has no field for.
  case unknown
  /// Varints: of 64 bits, cut to 32 bits with or without a sign, with the sign in the lowest bit, true or false.
  case varint64, int32, uint32, sint32, sint64, bool
  /// An enum whose numbers without a name are unknown fields. Open enums are `int32`.
  case closedEnum
  /// Four bytes without a sign (also the bits of a float), or with one; eight bytes.
  case fixed32, sfixed32, fixed64
  /// Text that must be UTF-8; bytes, and text that need not be.
  case string, bytes
  case message, group
  /// Several of them. Numbers come one to a field (`unpacked`) or all in one (`packed`); `FieldEntry.element` says what
  /// they are.
  case strings, manyBytes, messages, groups, unpacked, packed
  /// A single field of a oneof; `FieldEntry.element` says what it is.
  case member
  /// No field, but the end of a group; and what cannot begin a field.
  case endGroup, invalid
}

extension FieldOperation {
  /// What reads one value of the type.
  init(_ type: ScalarType, validatesUTF8: Bool) {
    self =
      switch type {
      case .int64, .uint64: .varint64
      case .int32: .int32
      case .uint32: .uint32
      case .sint32: .sint32
      case .sint64: .sint64
      case .bool: .bool
      case .fixed32, .float: .fixed32
      case .sfixed32: .sfixed32
      case .fixed64, .sfixed64, .double: .fixed64
      case .string: validatesUTF8 ? .string : .bytes
      case .bytes: .bytes
      }
  }

  /// The same for several of them.
  func repeated(isPacked: Bool) -> FieldOperation {
    switch self {
    case .string: .strings
    case .bytes: .manyBytes
    case .message: .messages
    case .group: .groups
    default: isPacked ? .packed : .unpacked
    }
  }

  /// How one value of a single field is written.
  var wireType: WireType {
    switch self {
    case .fixed64: .fixed64
    case .fixed32, .sfixed32: .fixed32
    case .string, .bytes, .message, .strings, .manyBytes, .messages, .packed: .lengthDelimited
    case .group, .groups: .startGroup
    case .endGroup: .endGroup
    case .varint64, .int32, .uint32, .sint32, .sint64, .bool, .closedEnum, .unknown, .unpacked, .member, .invalid:
      .varint
    }
  }
}
