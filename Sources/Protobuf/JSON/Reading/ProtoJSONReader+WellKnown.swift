import SchemaCore

extension ProtoJSONReader {
  /// Reads a message of a type that has a form of its own.
  ///
  /// - Returns: The place of its row.
  @inline(never) mutating func readWellKnown(
    _ message: UnsafePointer<ProtoJSONMessage>, _ arena: inout MessageArena, depth: Int
  ) throws(JSONFailure) -> Int {
    let row = try makeRow(message, &arena, depth: depth)
    let fields = message.pointee.fields
    switch message.pointee.form {
    case .fields: try readFields(message, row, &arena, depth: depth, skipping: nil)
    case .any: try readAny(message, row, &arena, depth: depth)
    case .timestamp, .duration: try readTime(message, row, &arena)
    case .fieldMask: try readFieldMask(message, row, &arena)
    case .structure:
      guard scanner.peek() == UInt8(ascii: "{") else { throw refuse(.expected("an object")) }
      if let map = try readMap(fields, &arena, depth: depth) { arena.set(map, fields, inRowAt: row) }
    case .list:
      if let list = try readList(fields, &arena, depth: depth) { arena.set(list, fields, inRowAt: row) }
    case .value: try readAnyJSON(message, row, &arena, depth: depth)
    case .wrapper:
      if let value = try readValue(fields, &arena, depth: depth) { arena.set(value, fields, inRowAt: row) }
    }
    return row
  }

  private mutating func readTime(
    _ message: UnsafePointer<ProtoJSONMessage>, _ row: Int, _ arena: inout MessageArena
  ) throws(JSONFailure) {
    let start = scanner.valueStart
    let isTimestamp = message.pointee.form == .timestamp
    guard scanner.peek() == UInt8(ascii: "\""),
      let time = isTimestamp
        ? TimestampText.read(scanner.bytes(of: try scanner.string()))
        : DurationText.read(scanner.bytes(of: try scanner.string()))
    else { throw refuse(.expected(expectation(of: message)), at: start) }
    arena.set(MessageSlot(time.seconds), message.pointee.fields, inRowAt: row)
    arena.set(MessageSlot(Int64(time.nanos)), message.pointee.fields + 1, inRowAt: row)
  }

  private mutating func readFieldMask(
    _ message: UnsafePointer<ProtoJSONMessage>, _ row: Int, _ arena: inout MessageArena
  ) throws(JSONFailure) {
    let start = scanner.valueStart
    guard scanner.peek() == UInt8(ascii: "\""), let paths = FieldMaskText.read(scanner.bytes(of: try scanner.string()))
    else { throw refuse(.expected(expectation(of: message)), at: start) }
    let first = values.count
    for path in paths { values.append(try store(path, &arena)) }
    if let list = try closeList(from: first, &arena) { arena.set(list, message.pointee.fields, inRowAt: row) }
  }

  /// Puts bytes into the arena that are not in the text.
  mutating func store(_ bytes: [UInt8], _ arena: inout MessageArena) throws(JSONFailure) -> MessageSlot {
    let slot: MessageSlot
    do throws(CodecError) { slot = try arena.store(bytes) } catch { throw refuse(.said(error.kind, error.message)) }
    // The text may have moved.
    scanner.text = arena.textScanner.text
    return slot
  }

  /// Reads a `google.protobuf.Value`.
  private mutating func readAnyJSON(
    _ message: UnsafePointer<ProtoJSONMessage>, _ row: Int, _ arena: inout MessageArena, depth: Int
  ) throws(JSONFailure) {
    let index =
      switch scanner.peek() {
      case UInt8(ascii: "n"): 0
      case UInt8(ascii: "\""): 2
      case UInt8(ascii: "t"), UInt8(ascii: "f"): 3
      case UInt8(ascii: "{"): 4
      case UInt8(ascii: "["): 5
      // What is no value at all is no number either.
      default: 1
      }
    let field = message.pointee.fields + index
    if let value = try readValue(field, &arena, depth: depth) { arena.set(value, field, inRowAt: row) }
  }
}
