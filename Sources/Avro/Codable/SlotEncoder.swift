/// Encodes one value of a record: what a type's `encode(to:)` is given, and its single value container.
struct SlotEncoder {
  let session: EncodingSession
  /// The frame of the value.
  let level: Int
  /// Tells whether the frame is still that of this value.
  let serial: UInt32

  /// The value's frame, if it is the one that is being encoded: a container that was kept beyond its value, or that is
  /// used from within another, is refused.
  @inline(__always) func frame() throws -> UnsafeMutablePointer<EncodingFrame> {
    let frame = session.state.pointee.frames + level
    guard session.state.pointee.frameCount == level &+ 1, frame.pointee.serial == serial else { throw misuse }
    return frame
  }

  private var isCurrent: Bool {
    session.state.pointee.frameCount == level + 1 && session.state.pointee.frames[level].serial == serial
  }

  private var misuse: EncodingError {
    session.invalid((), "a container is used after its value was encoded, or while another value is")
  }

  /// Takes back what a part had appended before it failed.
  @inline(never) func rollBack(to slotCount: Int) {
    guard session.state.pointee.frames[level].serial == serial else { return }
    session.discard(from: level + 1)
    session.state.pointee.arena.slotCount = slotCount
    session.state.pointee.frames[level].current = -1
  }
}

extension SlotEncoder: Encoder {
  var codingPath: [any CodingKey] { session.path(upTo: level) }

  var userInfo: [CodingUserInfoKey: Any] { session.userInfo }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    KeyedEncodingContainer(keyed(type))
  }

  func keyed<Key: CodingKey>(_ type: Key.Type) -> KeyedSlotEncodingContainer<Key> {
    if isCurrent {
      let frame = session.state.pointee.frames + level
      switch frame.pointee.form {
      case .empty: session.open(.record, at: level)
      case .record, .map, .union, .payload: break  // a superclass and its subclass encode to the same container
      case .array, .done, .refused: frame.pointee.form = .refused
      }
    }
    return KeyedSlotEncodingContainer(self)
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    if isCurrent {
      let frame = session.state.pointee.frames + level
      switch frame.pointee.form {
      case .empty: session.open(.array, at: level)
      case .array: break
      case .record, .map, .union, .payload, .done, .refused: frame.pointee.form = .refused
      }
    }
    return UnkeyedSlotEncodingContainer(self)
  }

  func singleValueContainer() -> any SingleValueEncodingContainer { self }
}

extension SlotEncoder: SingleValueEncodingContainer {
  func encodeNil() throws { try single { try session.appendNull(as: $0) } }
  func encode(_ value: Bool) throws { try single { try session.encodeScalar(value, as: $0) } }
  func encode(_ value: String) throws { try single { try session.encodeScalar(value, as: $0) } }
  func encode(_ value: Double) throws { try single { try session.encodeScalar(value, as: $0) } }
  func encode(_ value: Float) throws { try single { try session.encodeScalar(value, as: $0) } }
  func encode(_ value: Int) throws { try single { try session.encodeScalar(value, as: $0) } }
  func encode(_ value: Int8) throws { try single { try session.encodeScalar(value, as: $0) } }
  func encode(_ value: Int16) throws { try single { try session.encodeScalar(value, as: $0) } }
  func encode(_ value: Int32) throws { try single { try session.encodeScalar(value, as: $0) } }
  func encode(_ value: Int64) throws { try single { try session.encodeScalar(value, as: $0) } }
  func encode(_ value: Int128) throws { try single { try session.encodeScalar(value, as: $0) } }
  func encode(_ value: UInt) throws { try single { try session.encodeScalar(value, as: $0) } }
  func encode(_ value: UInt8) throws { try single { try session.encodeScalar(value, as: $0) } }
  func encode(_ value: UInt16) throws { try single { try session.encodeScalar(value, as: $0) } }
  func encode(_ value: UInt32) throws { try single { try session.encodeScalar(value, as: $0) } }
  func encode(_ value: UInt64) throws { try single { try session.encodeScalar(value, as: $0) } }
  func encode(_ value: UInt128) throws { try single { try session.encodeScalar(value, as: $0) } }

  func encode<Value: Encodable>(_ value: Value) throws {
    try single { try session.encode(value, as: $0, isInner: true) }
  }

  /// Encodes the value as a single one.
  @inline(__always) private func single(_ encode: (Int32) throws -> Void) throws {
    let frame = try frame()
    guard frame.pointee.form == .empty else {
      throw session.invalid((), "a type encodes more than one value, or a value beside a container")
    }
    let slotCount = session.state.pointee.arena.slotCount
    do { try encode(frame.pointee.node) } catch {
      rollBack(to: slotCount)
      throw error
    }
    frame.pointee.form = .done
  }
}
