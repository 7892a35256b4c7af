extension MessageArena {
  /// The places of a map's entries after which no other with the same key follows.
  ///
  /// - Parameter type: The type of the map's entries.
  func currentEntries(of field: MessageField, _ type: MessageType, in message: MessagePlace) -> [Int] {
    let entries = values(of: field, in: message)
    guard let key = type.fields.first, entries.count > 1, entries.count > Self.fewEntries || hasEqualKeys(entries, key)
    else { return Array(entries.indices) }
    // Of equal keys the first in this order is the last in the map.
    let order = entries.indices.sorted { left, right in
      let difference = compareKeys(entries[left], entries[right], key)
      return difference == 0 ? left > right : difference < 0
    }
    var isOverridden = Array(repeating: false, count: entries.count)
    for (former, latter) in zip(order, order.dropFirst()) {
      isOverridden[latter] = compareKeys(entries[former], entries[latter], key) == 0
    }
    return entries.indices.filter { !isOverridden[$0] }
  }

  /// Takes away the entries of a map after which another with the same key follows, and leaves the others in their order.
  ///
  /// - Parameter type: The type of the map's entries.
  mutating func removeOverriddenEntries(of field: MessageField, _ type: MessageType, in message: MessagePlace) {
    let current = currentEntries(of: field, type, in: message)
    guard current.count < values(of: field, in: message).count else { return }
    let head = slots + slots[message.slot + field.slot].list
    for (kept, place) in current.enumerated() { head[1 + kept] = head[1 + place] }
    head.pointee = MessageSlot(head.pointee.bits - UInt64(head.pointee.uint32) + UInt64(current.count))
  }

  /// Takes away one value of a repeated field or one entry of a map.
  mutating func remove(at index: Int, of field: MessageField, in message: MessagePlace) {
    let head = slots + slots[message.slot + field.slot].list
    let count = Int(head.pointee.uint32)
    for place in index + 1..<max(count, index + 1) { head[place] = head[place + 1] }
    head.pointee.bits -= 1
  }

  /// Puts the entries of a map in the order of their keys: numbers by value, texts by their bytes.
  ///
  /// - Parameter type: The type of the map's entries.
  mutating func sortEntries(of field: MessageField, _ type: MessageType, in message: MessagePlace) {
    guard isPresent(field.index, in: message), let key = type.fields.first else { return }
    let entries = values(of: field, in: message)
    let order = entries.indices.sorted { left, right in
      let difference = compareKeys(entries[left], entries[right], key)
      return difference == 0 ? left < right : difference < 0
    }
    let sorted = order.map { entries[$0] }
    let head = slots + slots[message.slot + field.slot].list
    for (place, entry) in sorted.enumerated() { head[1 + place] = entry }
  }

  /// Less than zero if the key of the first entry comes before that of the second, zero if the keys are the same.
  private func compareKeys(_ left: MessageSlot, _ right: MessageSlot, _ key: MessageField) -> Int {
    let (left, right) = (value(of: key, in: left.message), value(of: key, in: right.message))
    switch key.kind {
    case .scalar(.string):
      let (first, second) = (UnsafeRawBufferPointer(content(of: left)), UnsafeRawBufferPointer(content(of: right)))
      for (former, latter) in zip(first, second) where former != latter { return Int(former) - Int(latter) }
      return first.count - second.count
    case .scalar(.uint64), .scalar(.fixed64): return left.bits == right.bits ? 0 : left.bits < right.bits ? -1 : 1
    default: return left.int64 == right.int64 ? 0 : left.int64 < right.int64 ? -1 : 1
    }
  }

  /// True if two of a few entries have one key.
  private func hasEqualKeys(_ entries: UnsafeBufferPointer<MessageSlot>, _ key: MessageField) -> Bool {
    for place in entries.indices.dropFirst() {
      for other in 0..<place where compareKeys(entries[other], entries[place], key) == 0 { return true }
    }
    return false
  }

  /// So many entries are compared with each other, which is quicker than to sort them.
  private static let fewEntries = 8
}
