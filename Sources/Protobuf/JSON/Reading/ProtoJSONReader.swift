import SchemaCore

/// Reads JSON text straight into the rows of an arena.
///
/// The text lies in the arena's own bytes, so that strings stand for themselves where they are, unescaped in their place;
/// so do bytes, which are shorter than their base64. What is refused is worded with the text as it was, and its path is
/// looked up there.
struct ProtoJSONReader: ~Copyable {
  /// A refusal of a value that is good JSON; the place is with the failure.
  enum Refusal {
    /// What is expected, to be told beside what was found.
    case expected(String)
    case said(CodecError.Kind, String)
  }

  let types: AnyTypes
  let options: ProtoJSONOptions
  let program: ProtobufProgram
  let messages: UnsafePointer<ProtoJSONMessage>
  let enums: UnsafePointer<ProtoJSONEnum>
  let maximumDepth: Int
  var scanner: JSONScanner
  var refusal: Refusal?
  /// The values of the lists that are open.
  var values = SlotStack()

  init(_ program: ProtobufProgram, _ tables: ProtoJSONTables, _ types: AnyTypes, _ scanner: JSONScanner) {
    self.types = types
    options = types.options
    self.program = program
    messages = tables.messages
    enums = tables.enums
    maximumDepth = types.limits.maximumDepth
    self.scanner = scanner
  }

  /// Fills the arena with the message that the text stands for.
  static func fill(
    _ arena: inout MessageArena, with text: UnsafeBufferPointer<UInt8>, _ program: ProtobufProgram,
    _ tables: ProtoJSONTables, _ types: AnyTypes
  ) throws(CodecError) {
    arena.reset(for: 0, slotLimit: 0)
    guard text.count <= maximumBytes else {
      throw CodecError(.limit, "the text has more than \(maximumBytes) bytes")
    }
    let limit = program.limits.slots(forBytes: text.count)
    arena.load(text: text, for: program.identifier, slotLimit: limit)
    var reader = ProtoJSONReader(program, tables, types, arena.textScanner)
    do throws(JSONFailure) {
      guard UTF8Validation.isValid(arena.textScanner.text + MessageArena.frontPadding, count: text.count) else {
        throw reader.refuse(.said(.syntax, "the text is not UTF-8"), at: MessageArena.frontPadding)
      }
      arena.root = MessagePlace(slot: try reader.readRoot(&arena))
      try reader.scanner.finish(at: MessageArena.frontPadding + text.count)
    } catch {
      arena.reset(for: 0, slotLimit: 0)
      throw reader.error(error, in: text)
    }
    guard program.hasRequiredFields && program.limits.requiresRequiredFields else { return }
    do throws(CodecError) { try program.checkRequiredFields(of: arena.root, program.root, in: arena) } catch {
      arena.reset(for: 0, slotLimit: 0)
      throw error
    }
  }

  private mutating func readRoot(_ arena: inout MessageArena) throws(JSONFailure) -> Int {
    options.readsCells && messages.pointee.form == .fields
      ? try readCells(&arena) : try readMessage(messages, &arena, depth: 0)
  }

  /// Reads the message at the position in the form that goes with its type.
  ///
  /// - Returns: The place of its row.
  mutating func readMessage(
    _ message: UnsafePointer<ProtoJSONMessage>, _ arena: inout MessageArena, depth: Int
  ) throws(JSONFailure) -> Int {
    if message.pointee.form != .fields { return try readWellKnown(message, &arena, depth: depth) }
    let row = try makeRow(message, &arena, depth: depth)
    try readFields(message, row, &arena, depth: depth, skipping: nil)
    return row
  }

  /// Reads the object at the position as the fields of a message.
  ///
  /// - Parameter skipped: The name of a member that is no field and is not read.
  mutating func readFields(
    _ message: UnsafePointer<ProtoJSONMessage>, _ row: Int, _ arena: inout MessageArena, depth: Int,
    skipping skipped: StaticString?
  ) throws(JSONFailure) {
    guard scanner.peek() == UInt8(ascii: "{") else { throw refuse(.expected(expectation(of: message))) }
    guard try scanner.opensObject() else { return }
    var seen = SeenFields()
    var expected = 0
    repeat {
      let start = scanner.position
      let name = try scanner.string()
      try scanner.takeColon()
      let index = index(of: name, message, expected: expected)
      guard index >= 0 else {
        let isSkipped = skipped?.isEqual(to: scanner.bytes(of: name)) == true || options.ignoresUnknownFields
        guard isSkipped else { throw unknown(name, of: message, at: start) }
        try scanner.skipValue()
        continue
      }
      expected = index &+ 1
      guard seen.insert(index) else {
        throw refuse(.said(.mismatch, "the field is given twice"))
      }
      try readField(message.pointee.fields + index, row, &arena, depth: depth)
    } while try scanner.takesMember()
  }

  /// The index of the field with this name; -1 if there is none.
  @inline(__always) private func index(
    of name: JSONScanner.Piece, _ message: UnsafePointer<ProtoJSONMessage>, expected: Int
  ) -> Int {
    let start = UnsafePointer(scanner.text + name.offset)
    if expected < message.pointee.fieldCount {
      let field = message.pointee.fields + expected
      if field.pointee.nameCount == name.count, NameTable.isEqual(field.pointee.name, start, name.count) {
        return expected
      }
    }
    return message.pointee.names.value(of: start, name.count) ?? -1
  }

  @inline(__always) mutating func readField(
    _ field: UnsafePointer<ProtoJSONField>, _ row: Int, _ arena: inout MessageArena, depth: Int
  ) throws(JSONFailure) {
    // Null is no value, unless it is one of the type's.
    if scanner.peek() == UInt8(ascii: "n"), !takesNull(field) {
      _ = try scanner.takeNull()
      return
    }
    if field.pointee.oneofSlot != 0, arena.slots[row + Int(field.pointee.oneofSlot)].bits != 0 {
      throw refuse(.said(.mismatch, otherMember(of: field, row, arena)))
    }
    let value: MessageSlot
    switch field.pointee.shape {
    case .single:
      guard let single = try readValue(field, &arena, depth: depth) else { return }
      value = single
    case .list:
      guard let list = try readList(field, &arena, depth: depth) else { return }
      value = list
    case .map:
      guard let map = try readMap(field, &arena, depth: depth) else { return }
      value = map
    }
    arena.set(value, field, inRowAt: row)
  }

  /// True if null is a value of a single field.
  @inline(__always) private func takesNull(_ field: UnsafePointer<ProtoJSONField>) -> Bool {
    guard field.pointee.shape == .single else { return false }
    return field.pointee.kind == .null
      || field.pointee.kind == .message && messages[Int(field.pointee.type)].form == .value
  }

  /// Makes an empty message that is in no field yet.
  @inline(__always) mutating func makeRow(
    _ message: UnsafePointer<ProtoJSONMessage>, _ arena: inout MessageArena, depth: Int
  ) throws(JSONFailure) -> Int {
    if depth > maximumDepth {
      throw refuse(.said(.limit, CodecError.nested(deeperThan: maximumDepth).message))
    }
    guard let row = arena.makeRow(slotCount: message.pointee.slotCount, clearing: message.pointee.clearedSlots) else {
      throw refuse(.said(.limit, "the message takes more than \(arena.slotLimit) slots"))
    }
    return row
  }

  /// Offsets of text are kept in 32 bits.
  private static let maximumBytes = Int(Int32.max) - 64
}

/// Which fields of a message were given.
private struct SeenFields {
  private var low: UInt64 = 0
  private var high: Set<Int> = []

  /// False if the field is there already.
  @inline(__always) mutating func insert(_ index: Int) -> Bool {
    guard index < 64 else { return high.insert(index).inserted }
    let bit: UInt64 = 1 &<< UInt64(truncatingIfNeeded: index)
    defer { low |= bit }
    return low & bit == 0
  }
}
