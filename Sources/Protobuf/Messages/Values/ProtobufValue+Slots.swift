extension ProtobufValue {
  /// The number in a slot.
  init(_ slot: MessageSlot, _ type: ScalarType) {
    self =
      switch type {
      case .bool: .bool(slot.bool)
      case .int32, .sint32, .sfixed32: .int32(slot.int32)
      case .int64, .sint64, .sfixed64, .string, .bytes: .int64(slot.int64)
      case .uint32, .fixed32: .uint32(slot.uint32)
      case .uint64, .fixed64: .uint64(slot.uint64)
      case .float: .float(slot.float)
      case .double: .double(slot.double)
      }
  }

  /// The slot of this value in a field of numbers or truth values; nil if it does not fit the field.
  func slot(for kind: MessageField.Kind) -> MessageSlot? {
    guard case .scalar(let type) = kind else { return nil }
    switch type {
    case .bool:
      guard case .bool(let value) = self else { return nil }
      return MessageSlot(value)
    case .int32, .sint32, .sfixed32: return wholeNumber.flatMap { Int32(exactly: $0) }.map { MessageSlot(Int64($0)) }
    case .int64, .sint64, .sfixed64: return wholeNumber.map { MessageSlot($0) }
    case .uint32, .fixed32: return wholeNumber.flatMap { UInt32(exactly: $0) }.map { MessageSlot(UInt64($0)) }
    case .uint64, .fixed64:
      if case .uint64(let value) = self { return MessageSlot(value) }
      return wholeNumber.flatMap { UInt64(exactly: $0) }.map { MessageSlot($0) }
    case .float:
      if case .float(let value) = self { return MessageSlot(value) }
      return number.flatMap { Float(exactly: $0) ?? ($0.isNaN ? .nan : nil) }.map { MessageSlot($0) }
    case .double:
      if case .float(let value) = self { return MessageSlot(Double(value)) }
      return number.map { MessageSlot($0) }
    case .string, .bytes: return nil
    }
  }

  /// The slot of this value in a field of an enum; nil if it is neither a number that the field takes nor a name.
  func slot(for type: EnumType, isClosed: Bool) -> MessageSlot? {
    switch self {
    case .string(let name): type.number(of: name).map { MessageSlot(Int64($0)) }
    case .enumeration(let number) where !isClosed || type.name(of: number) != nil: MessageSlot(Int64(number))
    default: nil
    }
  }

  /// The value of a map's key as it is read; nil if no key has this value.
  func normalized(for key: MessageField) -> ProtobufValue? {
    guard case .scalar(let type) = key.kind else { return nil }
    if type == .string {
      guard case .string = self else { return nil }
      return self
    }
    return slot(for: key.kind).map { ProtobufValue($0, type) }
  }

  /// The whole number, whatever its type; nil if it is none or does not fit.
  private var wholeNumber: Int64? {
    switch self {
    case .int32(let value): Int64(value)
    case .int64(let value): value
    case .uint32(let value): Int64(value)
    case .uint64(let value): Int64(exactly: value)
    default: nil
    }
  }

  /// The number as a double; nil if it is none, or not exactly one.
  private var number: Double? {
    switch self {
    case .double(let value): value
    default: wholeNumber.flatMap { Double(exactly: $0) }
    }
  }
}
