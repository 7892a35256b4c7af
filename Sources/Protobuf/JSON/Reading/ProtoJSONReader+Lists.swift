import SchemaCore

extension ProtoJSONReader {
  /// Reads the array at the position; nil if it is empty.
  mutating func readList(
    _ field: UnsafePointer<ProtoJSONField>, _ arena: inout MessageArena, depth: Int
  ) throws(JSONFailure) -> MessageSlot? {
    guard scanner.peek() == UInt8(ascii: "[") else { throw refuse(.expected("an array")) }
    let first = values.count
    if scanner.opensArray() {
      repeat {
        takeNumbers(field.pointee.kind)
        if let value = try readValue(field, &arena, depth: depth) { values.append(value) }
      } while try scanner.takesElement()
    }
    return try closeList(from: first, &arena)
  }

  /// Reads the object at the position as a map; nil if it is empty.
  mutating func readMap(
    _ field: UnsafePointer<ProtoJSONField>, _ arena: inout MessageArena, depth: Int
  ) throws(JSONFailure) -> MessageSlot? {
    guard scanner.peek() == UInt8(ascii: "{") else { throw refuse(.expected("a map (an object)")) }
    let start = scanner.position
    let entry = messages + Int(field.pointee.type)
    let (keyField, valueField) = (entry.pointee.fields, entry.pointee.fields + 1)
    let first = values.count
    if try scanner.opensObject() {
      repeat {
        let row = try makeRow(entry, &arena, depth: depth &+ 1)
        let key = try readKey(keyField)
        try scanner.takeColon()
        guard let value = try readValue(valueField, &arena, depth: depth &+ 1) else { continue }
        arena.set(key, keyField, inRowAt: row)
        arena.set(value, valueField, inRowAt: row)
        values.append(MessageSlot(MessagePlace(slot: row)))
      } while try scanner.takesMember()
    }
    let keys = MapKeys(keyField, arena.slots, arena.bytes)
    let entries = values.slots(from: first)
    if let repeated = keys.firstRepeated(in: entries) {
      throw refuse(.said(.mismatch, "the key \(keys.text(of: entries[repeated])) is given twice"), at: start)
    }
    return try closeList(from: first, &arena)
  }

  /// Reads a key, which is a string whatever its type.
  @inline(__always) private mutating func readKey(
    _ field: UnsafePointer<ProtoJSONField>
  ) throws(JSONFailure) -> MessageSlot {
    let start = scanner.position
    let piece = try scanner.string()
    if field.pointee.kind == .string || field.pointee.kind == .anyString {
      return MessageSlot(offset: piece.offset, count: piece.count)
    }
    guard let key = otherKey(field.pointee.kind, piece) else {
      throw refuse(.said(.mismatch, "this is no key of type \(field.pointee.kind)"), at: start)
    }
    return key
  }

  private func otherKey(_ kind: ProtoJSONField.Kind, _ piece: JSONScanner.Piece) -> MessageSlot? {
    let text = scanner.bytes(of: piece)
    if kind == .bool {
      if StaticString("true").isEqual(to: text) { return MessageSlot(true) }
      return StaticString("false").isEqual(to: text) ? MessageSlot(false) : nil
    }
    let start = UnsafePointer(scanner.text + piece.offset)
    guard let (number, end) = JSONDecimal.scan(start), end == start + piece.count else { return nil }
    switch kind {
    case .int32: return number.integer(as: Int32.self).map { MessageSlot(Int64($0)) }
    case .int64: return number.integer(as: Int64.self).map { MessageSlot($0) }
    case .uint32: return number.integer(as: UInt32.self).map { MessageSlot(UInt64($0)) }
    case .uint64: return number.integer(as: UInt64.self).map { MessageSlot($0) }
    default: return nil
    }
  }

  /// Puts the values from `first` on into the arena; nil if there are none.
  mutating func closeList(from first: Int, _ arena: inout MessageArena) throws(JSONFailure) -> MessageSlot? {
    if values.count == first { return nil }
    guard let list = arena.makeList(values.slots(from: first)) else {
      throw refuse(.said(.limit, "the message takes more than \(arena.slotLimit) slots"))
    }
    values.removeAll(from: first)
    return list
  }
}
