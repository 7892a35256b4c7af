import SchemaCore

/// Where the decoder stopped, in the terms of the loop; worded and located only afterwards.
struct MessageDecodingFailure {
  enum Reason {
    /// The field at `start` makes no sense.
    case field
    /// The open message should have ended with the end of a group.
    case openGroup
    /// There is no room for open messages, slots or bytes. With more of it, decoding may get further.
    case frames, slots, bytes
  }

  let reason: Reason
  /// How many messages are open besides the outermost.
  let depth: Int
  /// The type and the row of the open message.
  let table: UnsafePointer<MessageTable>
  let row: UnsafeMutablePointer<MessageSlot>
  /// Where the field begins, and where the open message ends.
  let start: UnsafeRawPointer
  let end: UnsafeRawPointer

  init(
    _ reason: Reason, depth: Int, table: UnsafePointer<MessageTable>, row: UnsafeMutablePointer<MessageSlot>,
    start: UnsafeRawPointer, end: UnsafeRawPointer
  ) {
    self.reason = reason
    self.depth = depth
    self.table = table
    self.row = row
    self.start = start
    self.end = end
  }

  /// The error for the caller.
  ///
  /// - Parameter arena: Holds what the decoder left there.
  func error(in arena: borrowing MessageArena, of program: ProtobufProgram) -> CodecError {
    let offset = start - UnsafeRawPointer(arena.bytes) - MessageArena.frontPadding
    let (kind, message) = problem(program)
    return CodecError(kind, message, path: path(in: arena, of: program), byteOffset: offset)
  }

  private func problem(_ program: ProtobufProgram) -> (CodecError.Kind, String) {
    switch reason {
    case .field: fieldProblem()
    case .openGroup: (.truncated, "the message ends within a group that has not ended")
    case .frames: (.limit, "messages are nested deeper than \(program.limits.maximumDepth) levels")
    case .slots, .bytes:
      (
        .limit,
        "the message takes more memory than is granted for its length (\(program.limits.maximumSlots) slots at most)"
      )
    }
  }

  private func fieldProblem() -> (CodecError.Kind, String) {
    let (tag, length) = Varint.read(start)
    if length == 0 || length > 5 || tag > UInt64(UInt32.max) {
      return (.malformed, "the bytes are not a field's tag, which is a number of at most 32 bits")
    }
    let content = start + length
    if content > end { return (.truncated, "the bytes end within a field's tag") }
    if tag < 8 { return (.malformed, "0 is not a field number") }
    switch WireType(rawValue: UInt8(tag & 7)) {
    case nil: return (.malformed, "\(tag & 7) is not a wire type (field number \(tag >> 3))")
    case .endGroup: return (.malformed, "a group with the number \(tag >> 3) ends that is not open")
    case .startGroup: return (.malformed, "the group with the number \(tag >> 3) is not whole, or nested too deeply")
    case .fixed64, .fixed32: return (.truncated, "the bytes end before the value does")
    case .varint:
      return Varint.read(content).length == 0
        ? (.malformed, "the bytes are not a variable-length number of at most 10 bytes")
        : (.truncated, "the bytes end before the value does")
    case .lengthDelimited: return contentProblem(content)
    }
  }

  private func contentProblem(_ position: UnsafeRawPointer) -> (CodecError.Kind, String) {
    let (count, length) = Varint.read(position)
    if length == 0 { return (.malformed, "the length is not a variable-length number of at most 10 bytes") }
    let left = end - position - length
    if left < 0 { return (.truncated, "the bytes end before the value does") }
    if count > UInt64(left) {
      return (.truncated, "\(count) bytes are announced and \(left) are left in the message")
    }
    switch entry?.pointee.operation {
    case .string, .strings: return (.malformed, "the text is not valid UTF-8")
    default: return (.malformed, "the packed numbers do not end where the field ends")
    }
  }

  /// The entry of the field at `start`; nil if the type has no such field, or if not even the tag makes sense.
  private var entry: UnsafePointer<FieldEntry>? {
    let (tag, length) = Varint.read(start)
    guard length > 0, length <= 5, start + length <= end, let tag = UInt32(exactly: tag) else { return nil }
    return MessageTable.field(tag, in: table)
  }

  private func path(in arena: borrowing MessageArena, of program: ProtobufProgram) -> String {
    var steps = ""
    func add(_ field: MessageField, _ place: String?) {
      steps += (steps.isEmpty || field.isExtension ? "" : ".") + field.name + (place ?? "")
    }
    for level in 0..<depth {
      let frame = arena.frames[level]
      let inner = level + 1 < depth ? arena.frames[level + 1].row : row
      let field = Self.field(frame.entry, of: frame.table, program)
      if field.isMap && inner.pointee.bits & 1 != 0 {
        add(field, Self.key(inner, field, in: arena, of: program))
      } else {
        add(field, field.isRepeated ? "[\(max(Self.count(field, frame.row, in: arena) - 1, 0))]" : nil)
      }
    }
    if reason == .field || reason == .frames, let entry {
      let field = Self.field(entry, of: table, program)
      let isEntry = table.pointee.isMapEntry
      if !isEntry { add(field, field.isRepeated ? "[\(Self.count(field, row, in: arena))]" : nil) }
    }
    return steps
  }

  private static func field(
    _ entry: UnsafePointer<FieldEntry>, of table: UnsafePointer<MessageTable>, _ program: ProtobufProgram
  ) -> MessageField {
    program.types[table - program.tables.messages].fields[Int(entry.pointee.index)]
  }

  private static func count(
    _ field: MessageField, _ row: UnsafeMutablePointer<MessageSlot>, in arena: borrowing MessageArena
  ) -> Int {
    arena.values(of: field, in: MessagePlace(slot: row - arena.slots)).count
  }

  private static func key(
    _ row: UnsafeMutablePointer<MessageSlot>, _ field: MessageField, in arena: borrowing MessageArena,
    of program: ProtobufProgram
  ) -> String? {
    guard let key = program.type(of: field)?.fields.first else { return nil }
    return arena.keyStep(row[key.slot], key)
  }
}
