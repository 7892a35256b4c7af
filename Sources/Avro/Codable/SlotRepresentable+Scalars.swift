extension Bool: SlotDecodable, SlotEncodable {
  static func fit(_ node: CodableNode) -> SlotFit { node.kind == .boolean ? .exact : .none }
  static func read(from slot: SlotDecoder) throws -> Bool { try slot.boolean() }
  func write(to session: EncodingSession, as node: Int32) throws { session.append(RecordSlot(self ? 1 : 0)) }
}

extension String: SlotDecodable, SlotEncodable {
  static func fit(_ node: CodableNode) -> SlotFit {
    switch node.kind {
    case .string: .exact
    case .enumeration: .convertible
    default: .none
    }
  }

  static func read(from slot: SlotDecoder) throws -> String { try slot.string() }

  func write(to session: EncodingSession, as node: Int32) throws {
    guard session.kind(of: node) == .enumeration else { return session.append(text: self) }
    guard let type = session.layout.enumType(of: node) else { return }
    guard let symbol = type.index(of: self) else {
      let symbols = type.symbols.joined(separator: ", ")
      throw session.invalid(self, "\(type.name) has no symbol \"\(self)\"; its symbols are \(symbols)")
    }
    session.append(RecordSlot(Int64(symbol)))
  }
}

extension Double: SlotDecodable, SlotEncodable {
  static func fit(_ node: CodableNode) -> SlotFit {
    switch node.kind {
    case .double: .exact
    case .float, .int, .long: .convertible
    default: .none
    }
  }

  static func read(from slot: SlotDecoder) throws -> Double { try slot.double() }

  @inline(__always) func write(to session: EncodingSession, as node: Int32) throws {
    if session.kind(of: node) == .double { return session.append(RecordSlot(bitPattern)) }
    try session.append(converted: self, as: node)
  }
}

extension Float: SlotDecodable, SlotEncodable {
  static func fit(_ node: CodableNode) -> SlotFit {
    switch node.kind {
    case .float: .exact
    case .double: .near
    case .int, .long: .convertible
    default: .none
    }
  }

  static func read(from slot: SlotDecoder) throws -> Float { try slot.float() }

  func write(to session: EncodingSession, as node: Int32) throws {
    if session.kind(of: node) == .float { return session.append(RecordSlot(UInt64(bitPattern))) }
    try session.append(converted: Double(self), as: node)
  }
}

extension SlotEncodable where Self: FixedWidthInteger & Decodable {
  static func fit(_ node: CodableNode) -> SlotFit {
    let fitsInt = Int32(exactly: min) != nil && Int32(exactly: max) != nil
    return switch node.kind {
    case .int: fitsInt ? .exact : .convertible
    case .long: fitsInt ? .near : .exact
    case .float, .double: .convertible
    default: .none
    }
  }

  @inline(__always) func write(to session: EncodingSession, as node: Int32) throws {
    switch session.kind(of: node) {
    case .int: if let value = Int32(exactly: self) { return session.append(RecordSlot(Int64(value))) }
    case .long: if let value = Int64(exactly: self) { return session.append(RecordSlot(value)) }
    default: if let value = Double(exactly: self) { return try session.append(converted: value, as: node) }
    }
    throw session.unrepresentable(self, as: node)
  }
}

extension SlotDecodable where Self: FixedWidthInteger {
  @inline(__always) static func read(from slot: SlotDecoder) throws -> Self { try slot.integer(self) }
}

extension EncodingSession {
  /// Appends a number to an Avro number of another kind, which must hold the very value.
  fileprivate func append(converted value: Double, as node: Int32) throws {
    switch kind(of: node) {
    case .int: if let integer = Int32(exactly: value) { return append(RecordSlot(Int64(integer))) }
    case .long: if let integer = Int64(exactly: value) { return append(RecordSlot(integer)) }
    case .float:
      let float = Float(value)
      if value.isNaN || Double(float) == value { return append(RecordSlot(UInt64(float.bitPattern))) }
    default: return append(RecordSlot(value.bitPattern))
    }
    throw unrepresentable(value, as: node)
  }

  @inline(never) fileprivate func unrepresentable(_ value: Any, as node: Int32) -> EncodingError {
    invalid(value, "\(value) is not representable as \(layout.typeName(of: node))")
  }
}

extension Int: SlotDecodable, SlotEncodable {}
extension Int8: SlotDecodable, SlotEncodable {}
extension Int16: SlotDecodable, SlotEncodable {}
extension Int32: SlotDecodable, SlotEncodable {}
extension Int64: SlotDecodable, SlotEncodable {}
extension Int128: SlotDecodable, SlotEncodable {}
extension UInt: SlotDecodable, SlotEncodable {}
extension UInt8: SlotDecodable, SlotEncodable {}
extension UInt16: SlotDecodable, SlotEncodable {}
extension UInt32: SlotDecodable, SlotEncodable {}
extension UInt64: SlotDecodable, SlotEncodable {}
extension UInt128: SlotDecodable, SlotEncodable {}
