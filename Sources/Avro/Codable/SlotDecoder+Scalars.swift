extension SlotDecoder {
  @inline(__always) func boolean() throws -> Bool {
    let content = content
    guard node(content.node).pointee.kind == .boolean else { throw mismatch(Bool.self) }
    return slot(content.slot).bits != 0
  }

  /// A number that the type holds exactly.
  @inline(__always) func integer<Value: FixedWidthInteger>(_ type: Value.Type) throws -> Value {
    let content = content
    switch node(content.node).pointee.kind {
    case .int, .long:
      if let value = Value(exactly: slot(content.slot).int64) { return value }
      throw unrepresentable(type)
    case .float, .double:
      if let value = Value(exactly: try double()) { return value }
      throw unrepresentable(type)
    default: throw mismatch(type)
    }
  }

  /// A number that is exactly the one in the record.
  @inline(__always) func double() throws -> Double {
    let content = content
    switch node(content.node).pointee.kind {
    case .double: return slot(content.slot).double
    case .float: return Double(slot(content.slot).float)
    case .int, .long:
      if let value = Double(exactly: slot(content.slot).int64) { return value }
      throw unrepresentable(Double.self)
    default: throw mismatch(Double.self)
    }
  }

  /// A number that is exactly the one in the record.
  @inline(__always) func float() throws -> Float {
    let content = content
    switch node(content.node).pointee.kind {
    case .float: return slot(content.slot).float
    case .double:
      let value = slot(content.slot).double
      if value.isNaN || Double(Float(value)) == value { return Float(value) }
      throw unrepresentable(Float.self)
    case .int, .long:
      if let value = Float(exactly: slot(content.slot).int64) { return value }
      throw unrepresentable(Float.self)
    default: throw mismatch(Float.self)
    }
  }

  /// A string, or the symbol of an enum.
  @inline(__always) func string() throws -> String {
    let content = content
    switch node(content.node).pointee.kind {
    case .string: return text(of: slot(content.slot))
    case .enumeration:
      return session.layout.enumType(of: content.node)?.symbols[slot(content.slot).index] ?? ""
    default: throw mismatch(String.self)
    }
  }
}

extension SlotDecoder: SingleValueDecodingContainer {
  func decodeNil() -> Bool { isValid && isNull }
  func decode(_ type: Bool.Type) throws -> Bool { try valid.boolean() }
  func decode(_ type: String.Type) throws -> String { try valid.string() }
  func decode(_ type: Double.Type) throws -> Double { try valid.double() }
  func decode(_ type: Float.Type) throws -> Float { try valid.float() }
  func decode(_ type: Int.Type) throws -> Int { try valid.integer(type) }
  func decode(_ type: Int8.Type) throws -> Int8 { try valid.integer(type) }
  func decode(_ type: Int16.Type) throws -> Int16 { try valid.integer(type) }
  func decode(_ type: Int32.Type) throws -> Int32 { try valid.integer(type) }
  func decode(_ type: Int64.Type) throws -> Int64 { try valid.integer(type) }
  func decode(_ type: Int128.Type) throws -> Int128 { try valid.integer(type) }
  func decode(_ type: UInt.Type) throws -> UInt { try valid.integer(type) }
  func decode(_ type: UInt8.Type) throws -> UInt8 { try valid.integer(type) }
  func decode(_ type: UInt16.Type) throws -> UInt16 { try valid.integer(type) }
  func decode(_ type: UInt32.Type) throws -> UInt32 { try valid.integer(type) }
  func decode(_ type: UInt64.Type) throws -> UInt64 { try valid.integer(type) }
  func decode(_ type: UInt128.Type) throws -> UInt128 { try valid.integer(type) }

  func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
    try valid.inner.value(type, isInner: true)
  }

  /// This decoder, unless the record is over.
  @inline(__always) private var valid: SlotDecoder {
    get throws {
      try requireValid()
      return self
    }
  }
}
