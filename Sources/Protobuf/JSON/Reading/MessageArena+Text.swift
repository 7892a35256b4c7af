import SchemaCore

/// What a reader of text needs beyond what a decoder does: rows and lists by their size, for it goes by tables of its own.
extension MessageArena {
  /// Copies text to where a scanner expects it, and keeps the padding behind it whatever is stored later.
  mutating func load(text: UnsafeBufferPointer<UInt8>, for owner: UInt64, slotLimit: Int) {
    load(UnsafeRawBufferPointer(text), for: owner, slotLimit: slotLimit)
    // As many as `JSONScanner.padding`.
    withUnsafeBytes(of: SIMD16<UInt8>(repeating: 0)) { appendBytes($0) }
  }

  /// A scanner at the beginning of the text that was loaded. It must be told where the text is if something is stored.
  var textScanner: JSONScanner {
    JSONScanner(text: bytes.assumingMemoryBound(to: UInt8.self), position: Self.frontPadding)
  }

  /// Makes an empty message that is in no field yet, and returns the place of its row; nil if there is no room.
  @inline(__always) mutating func makeRow(slotCount count: Int, clearing cleared: Int) -> Int? {
    let row = slotCount
    guard reserveSlots(row + count) else { return nil }
    (slots + row).initialize(repeating: MessageSlot(0 as UInt64), count: cleared)
    slotCount = row + count
    return row
  }

  /// Makes a list that no field refers to yet; nil if there is no room.
  mutating func makeList(_ values: UnsafeBufferPointer<MessageSlot>) -> MessageSlot? {
    let place = slotCount
    guard reserveSlots(place + values.count + 1) else { return nil }
    let count = UInt64(truncatingIfNeeded: values.count)
    (slots + place).initialize(to: MessageSlot(count << 32 | count))
    if let start = values.baseAddress { (slots + place + 1).initialize(from: start, count: values.count) }
    slotCount = place + values.count + 1
    return MessageSlot(UInt64(truncatingIfNeeded: place))
  }

  /// Sets a field whose oneof, if it has one, has no other member that is set.
  @inline(__always) mutating func set(
    _ value: MessageSlot, _ field: UnsafePointer<ProtoJSONField>, inRowAt row: Int
  ) {
    let start = slots + row
    let index = Int(field.pointee.index)
    start[index &>> 6].bits |= 1 &<< UInt64(truncatingIfNeeded: index & 63)
    if field.pointee.oneofSlot != 0 {
      start[Int(field.pointee.oneofSlot)] = MessageSlot(UInt64(truncatingIfNeeded: index &+ 1))
    }
    start[Int(field.pointee.slot)] = value
  }
}
