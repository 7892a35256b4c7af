/// The items of an array, one after the other.
struct UnkeyedSlotDecodingContainer: UnkeyedDecodingContainer {
  private let array: SlotDecoder
  private let items: Int32
  private let itemCount: Int
  private(set) var currentIndex = 0
  private var slot: Int32

  init(_ decoder: SlotDecoder) throws {
    array = decoder.unwrapped
    let node = array.node(array.place.node)
    guard node.pointee.kind == .array else { throw decoder.mismatch((any UnkeyedDecodingContainer).self) }
    items = node.pointee.first
    itemCount = array.slot(array.place.slot).index
    slot = array.place.slot + 1
  }

  var codingPath: [any CodingKey] { array.codingPath }
  var count: Int? { itemCount }
  var isAtEnd: Bool { currentIndex >= itemCount }

  mutating func decodeNil() throws -> Bool {
    guard try item(Never.self).isNull else { return false }
    advance()
    return true
  }

  mutating func nestedContainer<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    let container = try item(KeyedDecodingContainer<Key>.self).container(keyedBy: type)
    advance()
    return container
  }

  mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
    let container = try item((any UnkeyedDecodingContainer).self).unkeyedContainer()
    advance()
    return container
  }

  mutating func superDecoder() throws -> any Decoder {
    let decoder = try item((any Decoder).self)
    advance()
    return decoder
  }

  mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
    let value = try item(type).value(type)
    advance()
    return value
  }

  /// The item whose turn it is.
  private func item(_ type: Any.Type) throws -> SlotDecoder {
    try array.requireValid()
    if isAtEnd {
      let message = "the array ends after \(itemCount) \(itemCount == 1 ? "item" : "items")"
      throw DecodingError.valueNotFound(type, array.context(message))
    }
    return array.part(slot, items)
  }

  private mutating func advance() {
    slot = array.end(of: SlotDecoder.Place(slot: slot, node: items))
    currentIndex += 1
  }
}
