/// The elements of an array that is being encoded.
struct UnkeyedTextContainer: UnkeyedEncodingContainer {
  private let array: TextEncoder

  init(array: TextEncoder) { self.array = array }

  var codingPath: [any CodingKey] { array.codingPath }
  var count: Int { Int(array.frame.pointee.count) }

  func encodeNil() throws {
    try array.session.beginElement(of: array)
    array.state.pointee.output.append("null" as StaticString)
  }

  func encode<Value: Encodable>(_ value: Value) throws {
    try array.session.beginElement(of: array)
    try array.session.encodePart(value)
  }

  func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
    array.session.part(of: array).root.container(keyedBy: type)
  }

  func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
    array.session.part(of: array).root.unkeyedContainer()
  }
  func superEncoder() -> any Encoder { array.session.part(of: array).root }
}

extension EncodingSession {
  /// Writes what stands in front of an element.
  @inline(__always) func beginElement(of array: TextEncoder) throws {
    try array.requireLast()
    let frame = array.frame
    guard frame.pointee.form == .array else { throw notContainer((), "an array") }
    try insertFinishedPart(of: frame)
    if frame.pointee.count > 0 { state.pointee.output.append(UInt8(ascii: ",")) }
    frame.pointee.count &+= 1
  }

  /// A session for an element.
  func part(of array: TextEncoder) -> EncodingSession {
    do {
      try beginElement(of: array)
      return part()
    } catch {
      return unusedPart(because: error)
    }
  }
}
