/// A container of any type of keys, for `DecodingContainers`.
protocol KeyedSlotDecoding: KeyedDecodingContainerProtocol {
  init(_ slots: KeyedSlots)
}

/// Makes the containers for keys of a type.
class DecodingContainers<Key: CodingKey> {
  func container(of slots: KeyedSlots) -> KeyedDecodingContainer<Key> {
    KeyedDecodingContainer(KeyedSlotDecodingContainer<Key>(slots))
  }
}

/// Makes them quicker, as the object knows the container's type, which its superclass has to look up each time.
final class KnownDecodingContainers<Container: KeyedSlotDecoding>: DecodingContainers<Container.Key> {
  override func container(of slots: KeyedSlots) -> KeyedDecodingContainer<Container.Key> {
    KeyedDecodingContainer(Container(slots))
  }
}

extension SlotDecoder {
  /// What is known about the keys of a type where they read a node.
  @inline(__always) func use<Key: CodingKey>(of keys: Key.Type, _ node: Int32) -> UnsafeMutablePointer<KeyUse>? {
    if let last = state.pointee.uses[Int(node)], last.pointee.keys == ObjectIdentifier(keys) { return last }
    return session.keys.use(of: keys, node: node)
  }

  /// A container of parts of this value.
  @inline(__always) func container<Key: CodingKey>(
    of slots: KeyedSlots, _ keys: Key.Type
  ) -> KeyedDecodingContainer<Key> {
    guard let use = use(of: keys, place.node) else { return DecodingContainers().container(of: slots) }
    return unsafeDowncast(use.pointee.decoding, to: DecodingContainers<Key>.self).container(of: slots)
  }
}
