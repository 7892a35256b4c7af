/// The members of an object that is being encoded.
struct KeyedTextContainer<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let object: TextEncoder

  init(object: TextEncoder) { self.object = object }

  var codingPath: [any CodingKey] { object.codingPath }

  func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws {
    try object.session.write(value, in: object, under: key)
  }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) -> KeyedEncodingContainer<Nested> {
    object.session.part(of: object, under: key).root.container(keyedBy: type)
  }

  func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    object.session.part(of: object, under: key).root.unkeyedContainer()
  }

  func superEncoder() -> any Encoder { object.session.part(of: object, under: TapeKey.super).root }
  func superEncoder(forKey key: Key) -> any Encoder { object.session.part(of: object, under: key).root }

  /// Writes a member whose value is no container.
  @inline(__always) func member(_ key: Key, _ write: (inout TextOutput) -> Void) throws {
    try object.session.writeName(of: key, in: object)
    write(&object.state.pointee.output)
  }
}

extension EncodingSession {
  @inline(__always) func write<Value: Encodable>(
    _ value: Value, in object: TextEncoder, under key: some CodingKey
  ) throws {
    try writeName(of: key, in: object)
    try encodePart(value)
  }

  /// Writes the name of a member, with what stands in front of it and behind it.
  @inline(__always) func writeName(of key: some CodingKey, in object: TextEncoder) throws {
    try object.requireLast()
    let frame = object.frame
    guard frame.pointee.form == .object else { throw notContainer(key, "an object") }
    try insertFinishedPart(of: frame)
    if frame.pointee.count > 0 { state.pointee.output.append(UInt8(ascii: ",")) }
    frame.pointee.count &+= 1
    var name = key.stringValue
    name.withUTF8 { bytes in
      state.pointee.output.append(utf8: bytes)
      let hash = ByteHash.of(UnsafeRawBufferPointer(bytes))
      let bit: UInt64 = 1 << (hash >> 58)
      frame.pointee.mayRepeatNames = frame.pointee.mayRepeatNames || frame.pointee.nameBits & bit != 0
      frame.pointee.nameBits |= bit
      names.append(hash)
    }
    state.pointee.output.append(UInt8(ascii: ":"))
  }

  /// A session for the value of a member.
  func part(of object: TextEncoder, under key: some CodingKey) -> EncodingSession {
    do {
      try writeName(of: key, in: object)
      return part()
    } catch {
      return unusedPart(because: error)
    }
  }

  @inline(never) func notContainer(_ value: Any, _ kind: String) -> EncodingError {
    invalid(value, "the value was begun as something else than \(kind)")
  }
}
