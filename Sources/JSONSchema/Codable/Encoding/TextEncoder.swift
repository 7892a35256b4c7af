import SchemaCore

/// One value that is being encoded.
struct TextEncoder {
  let session: EncodingSession
  let level: Int32
  let serial: UInt32

  init(session: EncodingSession, level: Int32, serial: UInt32) {
    self.session = session
    self.level = level
    self.serial = serial
  }

  var state: UnsafeMutablePointer<EncodingSession.State> { @inline(__always) get { session.state } }
  var frame: UnsafeMutablePointer<EncodingSession.Frame> {
    @inline(__always) get { state.pointee.frames + Int(level) }
  }

  /// Refuses what is done to a value that is complete, or while a value within it is being encoded.
  @inline(__always) func requireLast() throws {
    guard Int(level) &+ 1 == state.pointee.frameCount, frame.pointee.serial == serial else { throw misused() }
  }

  @inline(never) private func misused() -> EncodingError {
    session.invalid((), "an encoder is used after its value was complete, or while a value within it is being encoded")
  }

  /// Begins the value; false if there is something else already.
  func open(_ form: EncodingSession.Frame.Form) -> Bool {
    guard Int(level) &+ 1 == state.pointee.frameCount, frame.pointee.serial == serial else { return false }
    if frame.pointee.form == .empty {
      frame.pointee.form = form
      if form == .object { state.pointee.output.append(UInt8(ascii: "{")) }
      if form == .array { state.pointee.output.append(UInt8(ascii: "[")) }
    }
    return frame.pointee.form == form
  }

  /// Refuses a second value.
  @inline(__always) func beginScalar() throws {
    try requireLast()
    guard frame.pointee.form == .empty else {
      throw session.invalid((), "two values are encoded where there is room for one")
    }
    frame.pointee.form = .scalar
  }

  /// Writes a value that is no container.
  @inline(__always) func scalar(_ write: (inout TextOutput) -> Void) throws {
    try beginScalar()
    write(&state.pointee.output)
  }
}

extension TextEncoder: Encoder {
  var codingPath: [any CodingKey] { session.path }
  var userInfo: [CodingUserInfoKey: Any] { session.userInfo }

  // Containers are made without errors: what cannot be one is refused when it is used.
  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    _ = open(.object)
    return KeyedEncodingContainer(KeyedTextContainer(object: self))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    _ = open(.array)
    return UnkeyedTextContainer(array: self)
  }

  func singleValueContainer() -> any SingleValueEncodingContainer { self }
}

extension TextEncoder: SingleValueEncodingContainer {
  func encodeNil() throws { try scalar { $0.append("null" as StaticString) } }
  func encode(_ value: Bool) throws { try scalar { $0.append(value) } }
  func encode(_ value: String) throws { try scalar { $0.append(string: value) } }
  func encode(_ value: Double) throws { try write(value) }
  func encode(_ value: Float) throws { try write(value) }
  func encode(_ value: Int) throws { try scalar { $0.append(integer: value) } }
  func encode(_ value: Int8) throws { try scalar { $0.append(integer: value) } }
  func encode(_ value: Int16) throws { try scalar { $0.append(integer: value) } }
  func encode(_ value: Int32) throws { try scalar { $0.append(integer: value) } }
  func encode(_ value: Int64) throws { try scalar { $0.append(integer: value) } }
  func encode(_ value: Int128) throws { try scalar { $0.append(value.description) } }
  func encode(_ value: UInt) throws { try scalar { $0.append(integer: value) } }
  func encode(_ value: UInt8) throws { try scalar { $0.append(integer: value) } }
  func encode(_ value: UInt16) throws { try scalar { $0.append(integer: value) } }
  func encode(_ value: UInt32) throws { try scalar { $0.append(integer: value) } }
  func encode(_ value: UInt64) throws { try scalar { $0.append(integer: value) } }
  func encode(_ value: UInt128) throws { try scalar { $0.append(value.description) } }

  private func write(_ value: some BinaryFloatingPoint & LosslessStringConvertible) throws {
    guard value.isFinite else { throw session.invalid(value, "JSON has no number for \(value)") }
    try scalar { $0.append(finite: value) }
  }
}
