import SchemaCore

/// Runs over the rows of an arena, from the last field of each to the first, and writes their bytes from the end.
///
/// This file works on raw memory. What keeps it inside: the arena was filled for this very program, so its rows are those
/// that the tables tell of, and a slot holds something where a presence bit says so; and before anything is put, the
/// writer is asked whether there is room for it.
///
/// Fields are written in the order of their numbers, unknown ones behind all others, entries of maps as they stand.
enum MessageEncoder {
  enum Outcome {
    /// So many bytes at the end of the memory are the message.
    case written(Int)
    /// There is no room for bytes, or for open messages.
    case noRoom, noFrames
  }

  /// Writes a message of an arena to the end of some memory.
  static func run(
    _ program: ProtobufProgram, _ arena: borrowing MessageArena, _ message: MessagePlace, _ type: Int,
    _ frames: UnsafeMutableBufferPointer<WritingFrames.Frame>, to memory: UnsafeMutableRawPointer, count: Int
  ) -> Outcome {
    let tables = program.tables.messages
    let slots = UnsafePointer(arena.slots)
    let content = UnsafeRawPointer(arena.bytes)
    /// How many frames may be in use.
    let frameLimit = min(frames.count, program.limits.maximumDepth)

    var writer = BackwardWriter(memory, count: count)
    /// How many are in use.
    var depth = 0
    var table = tables + type
    var row = slots + message.slot
    var word = Int(table.pointee.presenceWords) &- 1
    /// The fields of the word that are left to write.
    var bits = row[word].bits

    while true {
      if bits == 0 {
        if word > 0 {
          word &-= 1
          bits = row[word].bits
          continue
        }
        if depth == 0 { return .written(writer.written) }
        let open = frames.baseAddress.unsafelyUnwrapped + (depth &- 1)
        let entry = open.pointee.entry
        if !writer.hasRoom() { return .noRoom }
        if entry.pointee.operation == .message || entry.pointee.operation == .messages {
          writer.put(varint: UInt64(truncatingIfNeeded: writer.written &- open.pointee.written))
        }
        writer.put(tagOf: entry)
        if open.pointee.left > 0 {
          open.pointee.left &-= 1
          if entry.pointee.operation == .groups { writer.put(endTagOf: entry) }
          open.pointee.written = writer.written
          row = slots + open.pointee.values[open.pointee.left].list
          word = Int(table.pointee.presenceWords) &- 1
          bits = row[word].bits
        } else {
          depth &-= 1
          row = open.pointee.row
          table = open.pointee.table
          word = open.pointee.word
          bits = open.pointee.bits
        }
        continue
      }

      let bit = 63 &- bits.leadingZeroBitCount
      bits ^= 1 &<< UInt64(truncatingIfNeeded: bit)
      let index = word &<< 6 &+ bit
      let entry = table.pointee.encoding + index
      let slot = row[Int(entry.pointee.slot)]
      if !writer.hasRoom() { return .noRoom }
      switch entry.pointee.operation {
      case .varint64, .int32, .uint32, .bool, .closedEnum:
        if slot.bits == 0 && entry.pointee.isImplicit { continue }
        writer.put(varint: slot.bits)
        writer.put(tagOf: entry)

      case .string, .bytes:
        let count = slot.count
        if count == 0 && entry.pointee.isImplicit { continue }
        if !writer.hasRoom(for: count) { return .noRoom }
        writer.put(content + slot.offset, count: count)
        writer.put(varint: UInt64(truncatingIfNeeded: count))
        writer.put(tagOf: entry)

      case .fixed64:
        if slot.bits == 0 && entry.pointee.isImplicit { continue }
        writer.put(fixed64: slot.bits)
        writer.put(tagOf: entry)

      case .fixed32, .sfixed32:
        if slot.bits == 0 && entry.pointee.isImplicit { continue }
        writer.put(fixed32: slot.bits)
        writer.put(tagOf: entry)

      case .sint32, .sint64:
        if slot.bits == 0 && entry.pointee.isImplicit { continue }
        writer.put(varint: slot.int64.zigzag)
        writer.put(tagOf: entry)

      case .strings, .manyBytes:
        let list = slots + slot.list
        var left = Int(list.pointee.uint32)
        while left > 0 {
          let value = list[left]
          if !writer.hasRoom(for: value.count) { return .noRoom }
          writer.put(content + value.offset, count: value.count)
          writer.put(varint: UInt64(truncatingIfNeeded: value.count))
          writer.put(tagOf: entry)
          left &-= 1
        }

      case .message, .group, .messages, .groups:
        var values = row + Int(entry.pointee.slot)
        var left = 0
        if entry.pointee.operation == .messages || entry.pointee.operation == .groups {
          values = slots + (slot.list &+ 1)
          left = Int(slots[slot.list].uint32) &- 1
          if left < 0 { continue }
        }
        if depth == frameLimit { return .noFrames }
        if entry.pointee.operation == .group || entry.pointee.operation == .groups { writer.put(endTagOf: entry) }
        (frames.baseAddress.unsafelyUnwrapped + depth).initialize(
          to: WritingFrames.Frame(
            row: row, table: table, bits: bits, word: word, entry: entry, values: values, left: left,
            written: writer.written))
        depth &+= 1
        table = tables + Int(entry.pointee.type)
        row = slots + values[left].list
        word = Int(table.pointee.presenceWords) &- 1
        bits = row[word].bits

      case .unpacked:
        let values = UnsafeBufferPointer(start: slots + (slot.list &+ 1), count: Int(slots[slot.list].uint32))
        if !NumberEncoder.writeUnpacked(values, entry, &writer) { return .noRoom }

      case .packed:
        let values = UnsafeBufferPointer(start: slots + (slot.list &+ 1), count: Int(slots[slot.list].uint32))
        if values.isEmpty { continue }
        let written = writer.written
        if !NumberEncoder.writePacked(values, entry.pointee.element, &writer) { return .noRoom }
        writer.put(varint: UInt64(truncatingIfNeeded: writer.written &- written))
        writer.put(tagOf: entry)

      case .unknown:
        let list = slots + slot.list
        var left = Int(list.pointee.uint32)
        while left > 0 {
          let field = list[left]
          if !writer.hasRoom(for: field.count) { return .noRoom }
          writer.put(content + field.offset, count: field.count)
          left &-= 1
        }

      case .member, .endGroup, .invalid:
        // No field of a type has such an operation.
        continue
      }
    }
  }
}
