/// A container of any type of keys, for `EncodingContainers`.
protocol KeyedSlotEncoding: KeyedEncodingContainerProtocol {
  init(_ encoder: SlotEncoder, _ fields: KeyUse.Table?)
}

/// Makes the containers for keys of a type.
class EncodingContainers<Key: CodingKey> {
  func container(_ encoder: SlotEncoder, _ fields: KeyUse.Table?) -> KeyedEncodingContainer<Key> {
    KeyedEncodingContainer(KeyedSlotEncodingContainer<Key>(encoder, fields))
  }
}

/// Makes them quicker, as the object knows the container's type, which its superclass has to look up each time.
final class KnownEncodingContainers<Container: KeyedSlotEncoding>: EncodingContainers<Container.Key> {
  override func container(_ encoder: SlotEncoder, _ fields: KeyUse.Table?) -> KeyedEncodingContainer<Container.Key> {
    KeyedEncodingContainer(Container(encoder, fields))
  }
}

extension SlotEncoder {
  /// What is known about the keys of a type where they write a node.
  @inline(__always) func use<Key: CodingKey>(of keys: Key.Type, _ node: Int32) -> UnsafeMutablePointer<KeyUse>? {
    if let last = state.pointee.uses[Int(node)], last.pointee.keys == ObjectIdentifier(keys) { return last }
    return session.storage.keys.use(of: keys, node: node)
  }

  /// A container of the parts of this value.
  @inline(__always) func container<Key: CodingKey>(for keys: Key.Type) -> KeyedEncodingContainer<Key> {
    guard isValid, let use = use(of: keys, state.pointee.frames[Int(level)].node) else {
      return EncodingContainers().container(self, nil)
    }
    let isRecord = state.pointee.frames[Int(level)].form == .record
    return unsafeDowncast(use.pointee.encoding, to: EncodingContainers<Key>.self)
      .container(self, isRecord ? use.pointee.fields : nil)
  }
}
