import SchemaCore

/// One value of a text that is being decoded.
struct TapeDecoder {
  let session: DecodingSession
  let slot: Int32
  /// How many values are around this one.
  let depth: Int32

  init(session: DecodingSession, slot: Int32, depth: Int32) {
    self.session = session
    self.slot = slot
    self.depth = depth
  }

  var view: JSONTapeView { @inline(__always) get { session.state.pointee.view } }
  var content: JSONSlot { @inline(__always) get { view[Int(slot)] } }
  var isNull: Bool { @inline(__always) get { content.tag == .null } }

  /// The decoder of a value within this one.
  ///
  /// - Parameter index: its place in this array; -1 for a member.
  @inline(__always) func part(_ slot: Int, index: Int = -1) -> TapeDecoder {
    let slot = Int32(truncatingIfNeeded: slot)
    session.state.pointee.steps[Int(depth)] = DecodingSession.Step(slot: slot, index: Int32(truncatingIfNeeded: index))
    return TapeDecoder(session: session, slot: slot, depth: depth &+ 1)
  }
}

extension TapeDecoder: Decoder {
  var codingPath: [any CodingKey] { session.path(to: self) }
  var userInfo: [CodingUserInfoKey: Any] { session.userInfo }

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    guard content.tag == .object else { throw mismatch([String: Any].self, "an object") }
    return KeyedDecodingContainer(KeyedTapeContainer<Key>(object: self))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    guard content.tag == .array else { throw mismatch([Any].self, "an array") }
    return UnkeyedTapeContainer(array: self)
  }

  func singleValueContainer() -> any SingleValueDecodingContainer { self }
}

extension TapeDecoder: SingleValueDecodingContainer {
  func decodeNil() -> Bool { isNull }
  func decode(_ type: Bool.Type) throws -> Bool { try boolean() }
  func decode(_ type: String.Type) throws -> String { try string() }
  func decode(_ type: Double.Type) throws -> Double { try floatingPoint(type) }
  func decode(_ type: Float.Type) throws -> Float { try floatingPoint(type) }
  func decode(_ type: Int.Type) throws -> Int { try integer(type) }
  func decode(_ type: Int8.Type) throws -> Int8 { try integer(type) }
  func decode(_ type: Int16.Type) throws -> Int16 { try integer(type) }
  func decode(_ type: Int32.Type) throws -> Int32 { try integer(type) }
  func decode(_ type: Int64.Type) throws -> Int64 { try integer(type) }
  func decode(_ type: Int128.Type) throws -> Int128 { try integer(type) }
  func decode(_ type: UInt.Type) throws -> UInt { try integer(type) }
  func decode(_ type: UInt8.Type) throws -> UInt8 { try integer(type) }
  func decode(_ type: UInt16.Type) throws -> UInt16 { try integer(type) }
  func decode(_ type: UInt32.Type) throws -> UInt32 { try integer(type) }
  func decode(_ type: UInt64.Type) throws -> UInt64 { try integer(type) }
  func decode(_ type: UInt128.Type) throws -> UInt128 { try integer(type) }
  func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try value(type) }
}

extension TapeDecoder {
  /// The refusal of a value of another kind.
  @inline(never) func mismatch(_ type: Any.Type, _ expected: String) -> DecodingError {
    let message = "\(expected) is expected, and this is \(content.kind.name)"
    let context = DecodingError.Context(codingPath: codingPath, debugDescription: message)
    return isNull ? .valueNotFound(type, context) : .typeMismatch(type, context)
  }

  /// The refusal of a value that is of the right kind.
  @inline(never) func corrupted(_ message: String) -> DecodingError {
    .dataCorrupted(DecodingError.Context(codingPath: codingPath, debugDescription: message))
  }
}
