/// Encodes one value of a record: what a type's `encode(to:)` is given, and its single value container.
///
/// It owns nothing. User code may keep one beyond its value, so what is called from outside first asks `isValid`.
struct SlotEncoder {
  let state: UnsafeMutablePointer<EncodingStorage.State>
  /// The frame of the value.
  let level: Int32
  /// Tells the value from all others.
  let serial: UInt64

  @inline(__always) var session: EncodingSession { EncodingSession(state: state) }

  /// True while the value is the innermost that is being encoded.
  @inline(__always) var isValid: Bool { state.pointee.serial == serial }

  /// The value's frame, if the value is the innermost that is being encoded.
  @inline(__always) func frame() throws -> UnsafeMutablePointer<EncodingFrame> {
    guard isValid else { throw Self.misuse }
    return state.pointee.frames + Int(level)
  }

  static var misuse: EncodingError {
    let message = "an encoder or container is used after its value was encoded, or while another value is"
    return .invalidValue((), EncodingError.Context(codingPath: [], debugDescription: message))
  }

  /// Takes back what a part had appended before it failed.
  @inline(never) func rollBack(to slotCount: Int) {
    session.discard(from: Int(level) + 1)
    state.pointee.arena.pointee.slotCount = slotCount
    state.pointee.frames[Int(level)].current = -1
  }
}

extension SlotEncoder: Encoder {
  var codingPath: [any CodingKey] { isValid ? session.path(upTo: Int(level)) : [] }

  var userInfo: [CodingUserInfoKey: Any] { isValid ? session.storage.userInfo as [CodingUserInfoKey: Any] : [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    if isValid {
      let frame = state.pointee.frames + Int(level)
      switch frame.pointee.form {
      case .empty: session.open(.record, at: Int(level))
      case .record, .map, .union, .payload: break  // a superclass and its subclass encode to the same container
      case .array, .done, .refused: frame.pointee.form = .refused
      }
    }
    return container(for: type)
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    if isValid {
      let frame = state.pointee.frames + Int(level)
      switch frame.pointee.form {
      case .empty: session.open(.array, at: Int(level))
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
    let slotCount = state.pointee.arena.pointee.slotCount
    do { try encode(frame.pointee.node) } catch {
      rollBack(to: slotCount)
      throw error
    }
    frame.pointee.form = .done
  }
}
