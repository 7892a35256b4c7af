/// Looks for keys that a map has twice. It holds pointers into an arena, which must not change meanwhile.
struct MapKeys {
  private let slots: UnsafePointer<MessageSlot>
  private let bytes: UnsafeRawPointer
  private let isText: Bool
  private let keySlot: Int

  init(_ field: UnsafePointer<ProtoJSONField>, _ slots: UnsafePointer<MessageSlot>, _ bytes: UnsafeRawPointer) {
    self.slots = slots
    self.bytes = bytes
    isText = field.pointee.kind == .string || field.pointee.kind == .anyString
    keySlot = Int(field.pointee.slot)
  }

  /// The place of the first entry whose key another has before it; nil if there is none.
  func firstRepeated(in entries: UnsafeBufferPointer<MessageSlot>) -> Int? {
    guard entries.count <= 8 else {
      var seen: Set<Key> = []
      return entries.indices.first { !seen.insert(key(of: entries[$0])).inserted }
    }
    // To compare a few with each other is quicker.
    for place in entries.indices {
      let key = key(of: entries[place])
      for other in 0..<place where self.key(of: entries[other]) == key { return place }
    }
    return nil
  }

  /// The places of the entries whose keys others have behind them.
  func overridden(in entries: UnsafeBufferPointer<MessageSlot>) -> Set<Int> {
    var seen: Set<Key> = []
    return Set(entries.indices.reversed().filter { !seen.insert(key(of: entries[$0])).inserted })
  }

  /// The key of an entry, for messages.
  func text(of entry: MessageSlot) -> String {
    let key = key(of: entry)
    guard isText else { return String(Int64(bitPattern: key.number)) }
    return "\"\(String(decoding: key.text.prefix(60), as: UTF8.self))\""
  }

  private func key(of entry: MessageSlot) -> Key {
    let slot = slots[entry.message.slot + keySlot]
    guard isText else { return Key(text: UnsafeRawBufferPointer(start: nil, count: 0), number: slot.bits) }
    return Key(text: UnsafeRawBufferPointer(start: bytes + slot.offset, count: slot.count), number: 0)
  }

  private struct Key: Hashable {
    var text: UnsafeRawBufferPointer
    var number: UInt64

    static func == (left: Key, right: Key) -> Bool {
      left.number == right.number && left.text.count == right.text.count && left.text.elementsEqual(right.text)
    }

    func hash(into hasher: inout Hasher) {
      hasher.combine(number)
      hasher.combine(bytes: text)
    }
  }
}
