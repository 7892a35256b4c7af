import SchemaCore

/// Runs a program over the bytes in an arena and fills the arena's slots.
///
/// This file works on raw memory. What keeps it inside:
/// - `arena.load` put `RecordArena.padding` zero bytes behind the record. A varint is at most ten bytes, and one that
///   begins at or before the end stops at the latest in the padding, so it is read first and checked against the end
///   after that. Everything longer is checked before it is read.
/// - Between two steps backwards each instruction runs at most once and writes one slot at most, so there is always
///   room if after each such step there are as many free slots as instructions; `SlotWriter.reserve` sees to that. What
///   writes more, such as a default of many slots, makes room for them first.
/// - Each turn of the loop takes bytes, or counts against a limit, or goes forward in the program; so it ends.
///
/// What the loop changes are variables that nothing else sees: a nested function, or a call by reference that is not
/// inlined, would move them from registers to memory. The position goes behind a value when all of it is right, so that
/// in a failure it tells where the value begins, and what is wrong with it is found out afterwards.
enum BinaryDecoder {
  /// Decodes the record that begins at `offset` of the arena's bytes; nil if all went well, and then `offset` is where the
  /// record ends. The loop is compiled for each mode, so that plain decoding does not pay for the instructions of
  /// resolution.
  static func run<M: DecodingMode>(
    _ mode: M.Type, _ program: AvroProgram, _ arena: inout RecordArena, at offset: inout Int
  ) -> DecodingFailure? {
    let table = program.decoding
    let tables = program.tables
    let limits = program.limits.forRecord(
      ofBytes: arena.byteCount - offset, defaultSlots: M.isResolving ? tables.defaultSlotCount : 0)
    let instructions = table.first
    let base = UnsafeRawPointer(arena.bytes)
    let end = base + arena.byteCount

    var position = base + offset
    var next = instructions
    var slots = SlotWriter(&arena, slack: table.instructions.count, limits)
    var frames = FrameStack(arena, maximumDepth: limits.maximumDepth)
    var markCount = 0
    var emptyItems = limits.maximumEmptyItems
    /// Why the record is refused, if that is not what stands at the position.
    var reason: DecodingFailure.Reason?

    run: while true {
      let instruction = next
      next += 1
      switch instruction.pointee.code {
      case .long:
        let (value, rest) = number(position, end)
        if rest > end { break run }
        slots.put(RecordSlot(value), of: instruction, mode)
        position = rest

      case .int:
        let (value, rest) = number(position, end)
        if rest > end || value != Int64(Int32(truncatingIfNeeded: value)) { break run }
        slots.put(RecordSlot(value), of: instruction, mode)
        position = rest

      case .boolean:
        let byte = position.load(as: UInt8.self)
        if position == end || byte > 1 { break run }
        slots.put(RecordSlot(UInt64(byte)), of: instruction, mode)
        position += 1

      case .float:
        if end - position < 4 { break run }
        slots.put(
          RecordSlot(UInt64(UInt32(littleEndian: position.loadUnaligned(as: UInt32.self)))), of: instruction, mode)
        position += 4

      case .double:
        if end - position < 8 { break run }
        slots.put(RecordSlot(UInt64(littleEndian: position.loadUnaligned(as: UInt64.self))), of: instruction, mode)
        position += 8

      case .string:
        let (count, content) = size(position, end)
        if count > end - content || count < 0 || !UTF8Validation.isValid(content, count: count) { break run }
        slots.put(RecordSlot(offset: content - base, count: count), of: instruction, mode)
        position = content + count

      case .bytes:
        let (count, content) = size(position, end)
        if count > end - content || count < 0 { break run }
        slots.put(RecordSlot(offset: content - base, count: count), of: instruction, mode)
        position = content + count

      case .fixed:
        let count = Int(instruction.pointee.operand)
        if count > end - position { break run }
        slots.put(RecordSlot(offset: position - base, count: count), of: instruction, mode)
        position += count

      case .enumeration:
        let (value, rest) = size(position, end)
        if rest > end || UInt(bitPattern: value) >= UInt(instruction.pointee.operand) { break run }
        slots.put(RecordSlot(Int64(value)), of: instruction, mode)
        position = rest

      case .nullable:
        let (branch, rest) = size(position, end)
        if rest > end || UInt(bitPattern: branch) > 1 { break run }
        slots.put(RecordSlot(Int64(branch)))
        position = rest
        if branch == Int(instruction.pointee.extra) { next = instructions + Int(instruction.pointee.operand) }

      case .union:
        let (branch, rest) = size(position, end)
        if rest > end || UInt(bitPattern: branch) >= UInt(instruction.pointee.extra) { break run }
        slots.put(RecordSlot(Int64(branch)))
        position = rest
        next = instructions + Int(table.firstJump[Int(instruction.pointee.operand) &+ branch])

      case .jump:
        next = instructions + Int(instruction.pointee.operand)

      case .array:
        let minimum = Int(instruction.pointee.extra)
        let (count, items) = block(position, end, minimum: minimum)
        if count < 0 { break run }
        let head = slots.next - arena.slots
        slots.put(RecordSlot(Int64(count)))
        if count == 0 {
          position = items
          next = instructions + Int(instruction.pointee.operand)
          continue
        }
        if minimum == 0 {
          emptyItems -= count
          if emptyItems < 0 {
            reason = .emptyItems
            break run
          }
        }
        if !frames.push(count, head: head, in: &arena, maximumDepth: limits.maximumDepth) {
          reason = .depth
          break run
        }
        if !slots.reserve(in: &arena, limits) {
          reason = .slots
          break run
        }
        position = items

      case .loop:
        let left = frames.last.pointee.value &- 1
        if left > 0 {
          frames.last.pointee.value = left
        } else {
          let minimum = Int(instruction.pointee.extra)
          let (count, items) = block(position, end, minimum: minimum)
          if count < 0 { break run }
          let head = frames.last.pointee.head
          if count == 0 {
            arena.slots[head].extent = UInt64(slots.next - arena.slots - head - 1)
            frames.pop()
            position = items
            continue
          }
          if minimum == 0 {
            emptyItems -= count
            if emptyItems < 0 {
              reason = .emptyItems
              break run
            }
          }
          arena.slots[head].bits &+= UInt64(count)
          frames.last.pointee.value = count
          position = items
        }
        if !slots.reserve(in: &arena, limits) {
          reason = .slots
          break run
        }
        next = instructions + Int(instruction.pointee.operand)

      case .longs:
        let head = slots.next - arena.slots
        slots.put(RecordSlot(0 as Int64))
        while true {
          var (count, items) = block(position, end, minimum: 1)
          if count < 0 { break run }
          if !slots.reserve(count, in: &arena, limits) {
            reason = .slots
            break run
          }
          arena.slots[head].bits &+= UInt64(count)
          position = items
          if count == 0 { break }
          repeat {
            let (value, rest) = number(position, end)
            if rest > end { break run }
            slots.put(RecordSlot(value))
            position = rest
            count &-= 1
          } while count > 0
        }
        arena.slots[head].extent = UInt64(slots.next - arena.slots - head - 1)

      case .doubles:
        let head = slots.next - arena.slots
        slots.put(RecordSlot(0 as Int64))
        while true {
          let (count, items) = block(position, end, minimum: 8)
          if count < 0 { break run }
          if !slots.reserve(count, in: &arena, limits) {
            reason = .slots
            break run
          }
          arena.slots[head].bits &+= UInt64(count)
          position = items + 8 &* count
          if count == 0 { break }
          slots.put(doubles: items, count: count)
        }
        arena.slots[head].extent = UInt64(slots.next - arena.slots - head - 1)

      case .call:
        let head = slots.next - arena.slots
        if !frames.push(next - instructions, head: head, in: &arena, maximumDepth: limits.maximumDepth) {
          reason = .depth
          break run
        }
        slots.put(RecordSlot(0 as Int64))
        next = instructions + Int(instruction.pointee.operand)
        if !slots.reserve(in: &arena, limits) {
          reason = .slots
          break run
        }

      case .return:
        let frame = frames.last.pointee
        frames.pop()
        arena.slots[frame.head].extent = UInt64(slots.next - arena.slots - frame.head - 1)
        next = instructions + frame.value
        if !slots.reserve(in: &arena, limits) {
          reason = .slots
          break run
        }

      case .end:
        arena.slotCount = slots.next - arena.slots
        offset = position - base
        return nil

      case .integerToFloat where M.isResolving:
        slots.next[-1] = RecordSlot(UInt64(Float(slots.next[-1].int64).bitPattern))

      case .integerToDouble where M.isResolving:
        slots.next[-1] = RecordSlot(Double(slots.next[-1].int64).bitPattern)

      case .floatToDouble where M.isResolving:
        slots.next[-1] = RecordSlot(Double(slots.next[-1].float).bitPattern)

      case .symbol where M.isResolving:
        let symbols = table.firstJump + Int(instruction.pointee.operand)
        let (value, rest) = size(position, end)
        if rest > end || UInt(bitPattern: value) >= UInt(symbols[0]) { break run }
        let symbol = symbols[1 &+ value]
        if symbol >= Resolution.failureMark {
          reason = .unreadable(Int(symbol ^ Resolution.failureMark))
          break run
        }
        slots.put(RecordSlot(UInt64(symbol)), of: instruction, mode)
        position = rest

      case .branch where M.isResolving:
        let (branch, rest) = size(position, end)
        if rest > end || UInt(bitPattern: branch) >= UInt(instruction.pointee.extra) { break run }
        position = rest
        next = instructions + Int(table.firstJump[Int(instruction.pointee.operand) &+ branch])

      case .constant where M.isResolving:
        slots.put(tables.constants.unsafelyUnwrapped[Int(instruction.pointee.operand)])

      case .template where M.isResolving:
        let template = tables.templates.unsafelyUnwrapped[Int(instruction.pointee.operand)]
        if !slots.reserve(template.count, in: &arena, limits) {
          reason = .slots
          break run
        }
        if !arena.repeatBytes(template.byteCount, limits) {
          reason = .defaultBytes
          break run
        }
        slots.put(tables.constants.unsafelyUnwrapped + template.first, count: template.count)

      case .skipNumber where M.isResolving:
        let (_, rest) = number(position, end)
        if rest > end { break run }
        position = rest

      case .skipText where M.isResolving:
        let (count, content) = size(position, end)
        if count > end - content || count < 0 { break run }
        position = content + count

      case .skipBytes where M.isResolving:
        let count = Int(instruction.pointee.operand)
        if count > end - position { break run }
        position += count

      case .skip where M.isResolving:
        let depth = frames.depth(in: arena)
        var skipper = BinarySkipper(position: position, end: end, emptyItems: emptyItems)
        reason = skipper.run(
          tables.skipping.unsafelyUnwrapped, from: Int(instruction.pointee.operand), &arena, depth: depth, limits)
        position = skipper.position
        emptyItems = skipper.emptyItems
        if reason != nil { break run }
        frames = FrameStack(arena, depth: depth, maximumDepth: limits.maximumDepth)

      case .advance where M.isResolving:
        slots.advance(by: Int(Int32(bitPattern: instruction.pointee.operand)))

      case .mark where M.isResolving:
        arena.mark(slots.next - arena.slots, at: markCount)
        markCount &+= 1
        slots.advance(byBytes: instruction.pointee.advance)

      case .permute where M.isResolving:
        arena.slotCount = slots.next - arena.slots
        markCount = arena.permute(
          PermutationTable(at: table.firstJump + Int(instruction.pointee.operand)), lastMark: markCount)
        slots.resume(in: arena, limits)

      case .fail where M.isResolving:
        position -= Int(instruction.pointee.extra)
        reason = .unreadable(Int(instruction.pointee.operand))
        break run

      default:
        // Stands in no program of this mode.
        break run
      }
    }
    return DecodingFailure(
      reason: reason ?? problem(at: position, end, next[-1]), recordOffset: offset,
      byteOffset: position - base - offset)
  }

  /// A number and where what follows it begins: behind the end if the number ends there or does not end.
  @inline(__always) private static func number(
    _ position: UnsafeRawPointer, _ end: UnsafeRawPointer
  ) -> (value: Int64, rest: UnsafeRawPointer) {
    let byte = position.load(as: UInt8.self)
    if byte < 0x80 { return (Int64(byte &>> 1) ^ -Int64(byte & 1), position + 1) }
    let (value, length) = ZigzagVarint.readLong(position)
    return (value, length > 0 ? position + length : end + 1)
  }

  /// The same for a number that is mostly small and never negative unless it is wrong.
  @inline(__always) private static func size(
    _ position: UnsafeRawPointer, _ end: UnsafeRawPointer
  ) -> (value: Int, rest: UnsafeRawPointer) {
    let byte = position.load(as: UInt8.self)
    return byte & 0x81 == 0 ? (Int(byte &>> 1), position + 1) : longSize(position, end)
  }

  @inline(never) private static func longSize(
    _ position: UnsafeRawPointer, _ end: UnsafeRawPointer
  ) -> (value: Int, rest: UnsafeRawPointer) {
    let (value, rest) = number(position, end)
    return (Int(value), rest)
  }

  /// The number of items in the next block of an array or map and where they begin; -1 if it makes no sense.
  @inline(__always) private static func block(
    _ position: UnsafeRawPointer, _ end: UnsafeRawPointer, minimum: Int
  ) -> (count: Int, items: UnsafeRawPointer) {
    let byte = position.load(as: UInt8.self)
    if byte & 0x81 != 0 { return longBlock(position, end, minimum: minimum) }
    let count = Int(byte &>> 1)
    return (count &* minimum > end - position - 1 ? -1 : count, position + 1)
  }

  @inline(never) private static func longBlock(
    _ position: UnsafeRawPointer, _ end: UnsafeRawPointer, minimum: Int
  ) -> (count: Int, items: UnsafeRawPointer) {
    var (count, items) = size(position, end)
    if items > end { return (-1, items) }
    if count < 0 {
      // A negative count is followed by the block's size in bytes, for those who skip it.
      let (size, rest) = size(items, end)
      if rest > end || size < 0 || size > end - rest || count == .min { return (-1, rest) }
      count = -count
      items = rest
    }
    if minimum > 0 && count > (end - items) / minimum { return (-1, items) }
    return (count, items)
  }
}
