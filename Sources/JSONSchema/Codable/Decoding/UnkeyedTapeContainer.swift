/// The elements of an array, one after the other.
struct UnkeyedTapeContainer: UnkeyedDecodingContainer {
  private let array: TapeDecoder
  private var place: Int32
  private var index: Int32 = 0

  /// - Parameter array: the decoder of an array.
  init(array: TapeDecoder) {
    self.array = array
    place = array.slot &+ 1
  }

  var codingPath: [any CodingKey] { array.codingPath }
  var count: Int? { array.content.count }
  var currentIndex: Int { Int(index) }
  var isAtEnd: Bool { Int(place) >= array.content.end }

  mutating func decodeNil() throws -> Bool {
    guard try element(Never.self).isNull else { return false }
    advance()
    return true
  }

  mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
    let value = try element(type).value(type)
    advance()
    return value
  }

  mutating func nestedContainer<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    let container = try element(KeyedDecodingContainer<Key>.self).container(keyedBy: type)
    advance()
    return container
  }

  mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
    let container = try element((any UnkeyedDecodingContainer).self).unkeyedContainer()
    advance()
    return container
  }

  mutating func superDecoder() throws -> any Decoder {
    let decoder = try element((any Decoder).self)
    advance()
    return decoder
  }

  /// The element whose turn it is.
  @inline(__always) private func element(_ type: Any.Type) throws -> TapeDecoder {
    if isAtEnd { throw ended(type) }
    return array.part(Int(place), index: Int(index))
  }

  private mutating func advance() {
    place = Int32(truncatingIfNeeded: array.view.next(after: Int(place)))
    index &+= 1
  }

  @inline(never) private func ended(_ type: Any.Type) -> DecodingError {
    let message = "the array ends after \(index) \(index == 1 ? "element" : "elements")"
    return .valueNotFound(type, DecodingError.Context(codingPath: codingPath, debugDescription: message))
  }
}
