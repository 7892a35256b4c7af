extension SlotDecoder {
  /// A field of the record that this is, without unions around it.
  ///
  /// Fields differ in how many slots they take, so the way to one leads over those in front of it; mostly that is the
  /// one that was read last.
  func field(_ field: Int32) -> SlotDecoder {
    let record = node(place.node)
    let cursor = cursor
    if cursor.pointee.place > field { cursor.pointee = start }
    var slot = cursor.pointee.slot
    for passed in cursor.pointee.place..<field { slot = end(of: Place(slot: slot, node: child(passed, of: record))) }
    cursor.pointee.slot = slot
    cursor.pointee.place = field
    return part(slot, child(field, of: record))
  }

  /// The value under a key of the map that this is, without unions around it; nil if it has no such key.
  func entry(_ key: String) -> SlotDecoder? {
    let values = node(place.node).pointee.first
    let count = Int32(truncatingIfNeeded: itemCount)
    let cursor = cursor
    // Keys are mostly asked for in the order of the entries: this one again, as after `contains`, or the next.
    for _ in 0..<2 where cursor.pointee.place < count {
      if isKey(cursor.pointee.slot, key) { return part(cursor.pointee.slot + 1, values) }
      cursor.pointee.slot = end(of: Place(slot: cursor.pointee.slot + 1, node: values))
      cursor.pointee.place += 1
    }
    cursor.pointee = start
    let found = count > Self.searchedCount ? indexedEntry(key) : searchedEntry(key, count)
    return found.map { part($0 + 1, values) }
  }

  /// The keys of the map that this is.
  var entryKeys: [String] {
    var keys: [String] = []
    forEachEntry { keys.append(text(of: slot($0))) }
    return keys
  }

  /// Calls `body` with the slots of the keys.
  func forEachEntry(_ body: (Int32) throws -> Void) rethrows {
    let values = node(place.node).pointee.first
    var slot = place.slot + 1
    for _ in 0..<itemCount {
      try body(slot)
      slot = end(of: Place(slot: slot + 1, node: values))
    }
  }

  /// The number of items of the array, or entries of the map, that this is.
  var itemCount: Int { slot(place.slot).index }

  /// Calls `body` with each item of the array that this is.
  @inline(__always) func forEachItem(_ body: (SlotDecoder) throws -> Void) rethrows {
    let items = node(place.node).pointee.first
    var slot = place.slot + 1
    for _ in 0..<itemCount {
      try body(part(slot, items))
      slot = end(of: Place(slot: slot, node: items))
    }
  }

  /// Where this level was read last; at the beginning if that was another value.
  @inline(__always) var cursor: UnsafeMutablePointer<DecodingSession.Cursor> {
    let cursor = state.pointee.cursors + Int(level)
    if cursor.pointee.start != place.slot || cursor.pointee.node != place.node { cursor.pointee = start }
    return cursor
  }

  var start: DecodingSession.Cursor {
    let isMap = node(place.node).pointee.kind == .map
    return DecodingSession.Cursor(
      start: place.slot, node: place.node, place: 0, slot: isMap ? place.slot + 1 : place.slot)
  }

  /// Maps of more entries are indexed, so that reading them in any order takes no quadratic time.
  private static let searchedCount = 16

  private func isKey(_ slot: Int32, _ key: String) -> Bool { bytes(of: self.slot(slot)).elementsEqual(key.utf8) }

  private func searchedEntry(_ key: String, _ count: Int32) -> Int32? {
    let values = node(place.node).pointee.first
    var slot = place.slot + 1
    for _ in 0..<count {
      if isKey(slot, key) { return slot }
      slot = end(of: Place(slot: slot + 1, node: values))
    }
    return nil
  }

  private func indexedEntry(_ key: String) -> Int32? {
    session.entries(ofMapAt: place.slot) {
      var entries: [[UInt8]: Int32] = [:]
      forEachEntry { slot in
        let key = Array(bytes(of: self.slot(slot)))
        if entries[key] == nil { entries[key] = slot }
      }
      return entries
    }[Array(key.utf8)]
  }
}
