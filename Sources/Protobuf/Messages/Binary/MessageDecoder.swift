import SchemaCore

/// Runs over the bytes in an arena and fills the arena's rows.
///
/// This file works on raw memory. What keeps it inside:
/// - `arena.load` put `MessageArena.padding` zero bytes behind the message. A tag is at most five bytes, a varint ten and
///   a fixed number eight, so that those of a field that begins before the end stop at the latest in the padding: they are
///   read first and checked against the end after that. Everything longer is checked before it is read.
/// - No message ends behind the one around it: that is checked when it is opened.
/// - What takes slots first compares their number with those that are free. While the loop runs, no memory moves, so that
///   it may hold pointers; if there is too little, decoding ends, and begins again with more.
/// - Slots are read only where a presence bit says that they were written.
/// - Each turn of the loop takes bytes or closes a message; so it ends.
///
/// What the loop changes are variables that nothing else sees: a nested function, or a call by reference that is not
/// inlined, would move them from registers to memory. The position goes behind a field when all of it is right, so that
/// in a failure it tells where the field begins, and what is wrong with it is found out afterwards.
enum MessageDecoder {
  /// Decodes the message of a type in the arena's bytes; nil if all went well.
  static func run(
    _ program: ProtobufProgram, _ type: Int, _ arena: inout MessageArena
  ) -> MessageDecodingFailure? {
    let tables = program.tables.messages
    let enums = program.tables.enums
    let base = UnsafeRawPointer(arena.bytes)
    let bottom = arena.frames
    let top = bottom + min(arena.frameCapacity, program.limits.maximumDepth)

    var position = base + MessageArena.frontPadding
    var end = base + arena.byteCount
    var space = SlotSpace(arena)
    var frame = bottom
    var table = tables + type
    var reason = MessageDecodingFailure.Reason.field
    guard var row = space.makeRow(table) else {
      return MessageDecodingFailure(.slots, depth: 0, table: table, row: space.free, start: position, end: end)
    }

    run: while true {
      if position < end {
        var tag = UInt32(position.load(as: UInt8.self))
        var content = position + 1
        if tag >= 0x80 {
          let second = UInt32(content.load(as: UInt8.self))
          tag = tag &+ (second &<< 7) &- 0x80
          content += 1
          if second >= 0x80 { (tag, content) = longTag(position) }
        }

        var entry = table.pointee.dense + Int(min(tag &>> 3, table.pointee.denseCount))
        if entry.pointee.tag != tag { entry = MessageTable.otherEntry(of: tag, in: table) }
        var operation = entry.pointee.operation
        if operation == .member {
          switchMember(entry, row)
          operation = entry.pointee.element
        }

        switch operation {
        case .varint64:
          let (value, rest) = varint(content, end)
          if rest > end { break run }
          put(MessageSlot(value), entry, row)
          position = rest
          continue run

        case .int32:
          let (value, rest) = varint(content, end)
          if rest > end { break run }
          put(MessageSlot(Int64(Int32(truncatingIfNeeded: value))), entry, row)
          position = rest
          continue run

        case .uint32:
          let (value, rest) = varint(content, end)
          if rest > end { break run }
          put(MessageSlot(UInt64(UInt32(truncatingIfNeeded: value))), entry, row)
          position = rest
          continue run

        case .sint32:
          let (value, rest) = varint(content, end)
          if rest > end { break run }
          put(MessageSlot(Int64(Int32(zigzag: UInt32(truncatingIfNeeded: value)))), entry, row)
          position = rest
          continue run

        case .sint64:
          let (value, rest) = varint(content, end)
          if rest > end { break run }
          put(MessageSlot(Int64(zigzag: value)), entry, row)
          position = rest
          continue run

        case .bool:
          let (value, rest) = varint(content, end)
          if rest > end { break run }
          put(MessageSlot(value != 0), entry, row)
          position = rest
          continue run

        case .closedEnum:
          let (value, rest) = varint(content, end)
          if rest > end { break run }
          let symbol = Int32(truncatingIfNeeded: value)
          if enums[Int(entry.pointee.type)].contains(symbol) {
            put(MessageSlot(Int64(symbol)), entry, row)
          } else if !space.append(unknown: position..<rest, base, to: row, table) {
            reason = .slots
            break run
          }
          position = rest
          continue run

        case .fixed32:
          if end - content < 4 { break run }
          put(MessageSlot(UInt64(UInt32(littleEndian: content.loadUnaligned(as: UInt32.self)))), entry, row)
          position = content + 4
          continue run

        case .sfixed32:
          if end - content < 4 { break run }
          put(MessageSlot(Int64(Int32(littleEndian: content.loadUnaligned(as: Int32.self)))), entry, row)
          position = content + 4
          continue run

        case .fixed64:
          if end - content < 8 { break run }
          put(MessageSlot(UInt64(littleEndian: content.loadUnaligned(as: UInt64.self))), entry, row)
          position = content + 8
          continue run

        case .string:
          let (count, text) = size(content, end)
          if count > end - text || !UTF8Validation.isValid(text, count: count) { break run }
          put(MessageSlot(offset: text - base, count: count), entry, row)
          position = text + count
          continue run

        case .bytes:
          let (count, text) = size(content, end)
          if count > end - text { break run }
          put(MessageSlot(offset: text - base, count: count), entry, row)
          position = text + count
          continue run

        case .strings:
          let (count, text) = size(content, end)
          if count > end - text || !UTF8Validation.isValid(text, count: count) { break run }
          if !space.append(MessageSlot(offset: text - base, count: count), to: entry, of: row) {
            reason = .slots
            break run
          }
          position = text + count
          continue run

        case .manyBytes:
          let (count, text) = size(content, end)
          if count > end - text { break run }
          if !space.append(MessageSlot(offset: text - base, count: count), to: entry, of: row) {
            reason = .slots
            break run
          }
          position = text + count
          continue run

        case .message, .group, .messages, .groups:
          var group: UInt32 = 0
          var childEnd = end
          var childStart = content
          if operation == .message || operation == .messages {
            let (count, text) = size(content, end)
            if count > end - text { break run }
            childStart = text
            childEnd = text + count
          } else {
            if content > end { break run }
            group = tag &>> 3
          }
          if frame == top {
            reason = .frames
            break run
          }
          frame.initialize(
            to: MessageArena.Frame(end: end, row: row, table: table, entry: entry, start: position, group: group))
          frame += 1
          position = childStart
          end = childEnd
          table = tables + Int(entry.pointee.type)
          let isSingle = operation == .message || operation == .group
          if isSingle && isPresent(entry, row) {
            // What is given twice is merged.
            row = space.first + row[Int(entry.pointee.slot)].list
            continue run
          }
          guard let child = space.makeRow(table) else {
            reason = .slots
            break run
          }
          if isSingle {
            put(space.place(of: child), entry, row)
          } else if !space.append(space.place(of: child), to: entry, of: row) {
            reason = .slots
            break run
          }
          row = child
          continue run

        case .unpacked:
          let (value, rest) = NumberDecoder.read(entry.pointee.element, content, end)
          if rest > end { break run }
          let isUnknown =
            entry.pointee.element == .closedEnum && !enums[Int(entry.pointee.type)].contains(value.int32)
          let hasRoom =
            isUnknown
            ? space.append(unknown: position..<rest, base, to: row, table) : space.append(value, to: entry, of: row)
          if !hasRoom {
            reason = .slots
            break run
          }
          position = rest
          continue run

        case .packed:
          let (count, numbers) = size(content, end)
          if count > end - numbers { break run }
          let element = entry.pointee.element
          let room = NumberDecoder.maximumCount(element, bytes: count)
          guard
            let head = space.list(
              slot: Int(entry.pointee.slot), index: Int(entry.pointee.index), of: row, room: room)
          else {
            reason = .slots
            break run
          }
          let listed = Int(head.pointee.uint32)
          let added = NumberDecoder.read(element, numbers, numbers + count, to: head + (1 &+ listed))
          if added < 0 { break run }
          head.pointee.bits &+= UInt64(truncatingIfNeeded: added)
          position = numbers + count
          if element != .closedEnum {
            // Later numbers join a list that has grown by doubling, which is best left as it is.
            if listed == 0 { space.trim(head) }
            continue run
          }
          switch ClosedEnum.moveUnknown(
            enums[Int(entry.pointee.type)], from: listed, head, entry, row, table, space, &arena)
          {
          case .moved(let free):
            space.resume(at: free)
            continue run
          case .failed(let cause):
            reason = cause
            break run
          }

        case .unknown:
          let rest = UnknownField.skip(tag, content, end, maximumDepth: program.limits.maximumDepth - (frame - bottom))
          if rest > end { break run }
          if !space.append(unknown: position..<rest, base, to: row, table) {
            reason = .slots
            break run
          }
          position = rest
          continue run

        case .endGroup:
          if frame == bottom || frame[-1].group != tag &>> 3 || content > end { break run }
          position = content

        case .member, .invalid:
          break run
        }
      } else {
        if frame == bottom {
          arena.finishDecoding(slotCount: space.free - space.first)
          return nil
        }
        if frame[-1].group != 0 {
          reason = .openGroup
          break run
        }
      }

      // The message ends that is open.
      frame -= 1
      if table.pointee.isMapEntry && row.pointee.bits != 0b11 {
        guard let free = MapEntry.complete(row, table, frame, end: position, base, space, tables) else {
          reason = .slots
          break run
        }
        space.resume(at: free)
      }
      end = frame.pointee.end
      row = frame.pointee.row
      table = frame.pointee.table
    }
    return MessageDecodingFailure(
      reason, depth: frame - bottom, table: table, row: row, start: position, end: end)
  }

  /// A tag of three bytes or more and where it ends; 0 if it is none.
  @inline(never) private static func longTag(
    _ position: UnsafeRawPointer
  ) -> (tag: UInt32, content: UnsafeRawPointer) {
    let (value, length) = Varint.readLong(position)
    guard length <= Self.maximumTagLength, let tag = UInt32(exactly: value) else { return (0, position) }
    return (tag, position + length)
  }

  /// A number and where what follows it begins: behind the end if the number ends there or does not end.
  @inline(__always) private static func varint(
    _ position: UnsafeRawPointer, _ end: UnsafeRawPointer
  ) -> (value: UInt64, rest: UnsafeRawPointer) {
    let byte = position.load(as: UInt8.self)
    if byte < 0x80 { return (UInt64(byte), position + 1) }
    let (value, length) = Varint.readLong(position)
    return (value, length > 0 ? position + length : end + 1)
  }

  /// The same for a count of bytes, which is mostly small: more than there are if it is none.
  @inline(__always) private static func size(
    _ position: UnsafeRawPointer, _ end: UnsafeRawPointer
  ) -> (count: Int, content: UnsafeRawPointer) {
    let byte = position.load(as: UInt8.self)
    return byte < 0x80 ? (Int(byte), position + 1) : longSize(position, end)
  }

  @inline(never) private static func longSize(
    _ position: UnsafeRawPointer, _ end: UnsafeRawPointer
  ) -> (count: Int, content: UnsafeRawPointer) {
    let (value, length) = Varint.readLong(position)
    return length > 0 ? (Int(exactly: value) ?? .max, position + length) : (.max, end)
  }

  @inline(__always) private static func isPresent(
    _ entry: UnsafePointer<FieldEntry>, _ row: UnsafeMutablePointer<MessageSlot>
  ) -> Bool {
    let index = Int(entry.pointee.index)
    return row[index &>> 6].bits & (1 &<< UInt64(truncatingIfNeeded: index & 63)) != 0
  }

  /// Sets a single field.
  @inline(__always) private static func put(
    _ value: MessageSlot, _ entry: UnsafePointer<FieldEntry>, _ row: UnsafeMutablePointer<MessageSlot>
  ) {
    let index = Int(entry.pointee.index)
    row[index &>> 6].bits |= 1 &<< UInt64(truncatingIfNeeded: index & 63)
    row[Int(entry.pointee.slot)] = value
  }

  /// Notes which member of a oneof is set now, and that another is not any more.
  @inline(never) private static func switchMember(
    _ entry: UnsafePointer<FieldEntry>, _ row: UnsafeMutablePointer<MessageSlot>
  ) {
    let mark = row + Int(entry.pointee.oneofSlot)
    let other = Int(truncatingIfNeeded: mark.pointee.bits) - 1
    if other >= 0 && other != Int(entry.pointee.index) { row[other >> 6].bits &= ~(1 << UInt64(other & 63)) }
    mark.pointee = MessageSlot(UInt64(entry.pointee.index) + 1)
  }

  /// Longer ones are refused, although their value may be small.
  private static let maximumTagLength = 5
}
