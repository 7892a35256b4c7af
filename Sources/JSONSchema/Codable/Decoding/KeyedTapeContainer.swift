/// The members of an object, by the keys of a type.
struct KeyedTapeContainer<Key: CodingKey>: KeyedDecodingContainerProtocol {
  private let object: TapeDecoder

  /// - Parameter object: the decoder of an object.
  init(object: TapeDecoder) {
    self.object = object
    object.session.state.pointee.names[Int(object.depth)] = object.slot &+ 1
  }

  var codingPath: [any CodingKey] { object.codingPath }

  var allKeys: [Key] {
    var keys: [Key] = []
    keys.reserveCapacity(object.content.count)
    object.view.eachMember(of: Int(object.slot)) { name, _ in
      if let key = Key(stringValue: object.view.string(of: name)) { keys.append(key) }
    }
    return keys
  }

  func contains(_ key: Key) -> Bool { slot(key.stringValue) >= 0 }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) throws -> KeyedDecodingContainer<Nested> {
    try required(key).container(keyedBy: type)
  }

  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    try required(key).unkeyedContainer()
  }

  /// The member `super` if there is one. Otherwise the members of the superclass stand among these.
  func superDecoder() throws -> any Decoder {
    let slot = slot(TapeKey.super.stringValue)
    return slot >= 0 ? object.part(slot) : object
  }

  func superDecoder(forKey key: Key) throws -> any Decoder { try required(key) }

  /// The value under a key.
  @inline(__always) func required(_ key: Key) throws -> TapeDecoder {
    let slot = slot(key.stringValue)
    if slot < 0 { throw missing(key) }
    return object.part(slot)
  }

  /// The value under a key; nil if there is none or it is null.
  @inline(__always) func present(_ key: Key) -> TapeDecoder? {
    let slot = slot(key.stringValue)
    if slot < 0 || object.view[slot].tag == .null { return nil }
    return object.part(slot)
  }

  @inline(never) private func missing(_ key: Key) -> DecodingError {
    .keyNotFound(
      key,
      DecodingError.Context(
        codingPath: codingPath, debugDescription: "the member \"\(key.stringValue)\" is missing"))
  }

  /// The slot of the value under a name; -1 if there is none.
  ///
  /// Types mostly ask for their members in the order of the text, so the search begins behind the one found last.
  @inline(__always) private func slot(_ name: String) -> Int {
    var name = name
    return name.withUTF8 { slot($0) }
  }

  @inline(__always) private func slot(_ name: UnsafeBufferPointer<UInt8>) -> Int {
    let (view, begin, end) = (object.view, Int(object.slot) &+ 1, object.content.end)
    let last = object.session.state.pointee.names + Int(object.depth)
    // Two containers of one level never are within each other, so what was found by another is out of the range.
    var place = Int(last.pointee)
    if place < begin || place > end { place = begin }
    let first = place
    repeat {
      if place >= end {
        place = begin
        if place == first || place >= end { return -1 }
      }
      let slot = view[place]
      let value = place &+ 1
      let next = view.next(after: value)
      if slot.length == name.count, slot.tag == .string, view.isEqual(slot, name) {
        last.pointee = Int32(truncatingIfNeeded: next)
        return value
      }
      place = next
    } while place != first
    return -1
  }
}

extension JSONTapeView {
  /// True if a string, which is known to have as many bytes, has these.
  @inline(__always) func isEqual(_ slot: JSONSlot, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = text + Int(slot.offset)
    var place = 0
    while place < bytes.count {
      if start[place] != bytes[place] { return false }
      place &+= 1
    }
    return true
  }
}
