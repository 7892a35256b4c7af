/// Runs a program over the bytes in an arena and fills the arena's slots.
///
/// This file works on raw memory. What keeps it inside:
/// - `arena.load` put `RecordArena.padding` zero bytes behind the record. A varint is at most ten bytes, and one that
///   begins at or before the end stops at the latest in the padding, so it is read first and checked against the end
///   after that. Everything longer is checked before it is read.
/// - Between two steps backwards each instruction runs at most once and writes one slot at most, so there is always
///   room if after each such step there are as many free slots as instructions; `reserveIfNeeded` sees to that.
/// - Each turn of the loop takes bytes, or counts against a limit, or goes forward in the program; so it ends.
enum BinaryDecoder {
  /// Decodes the loaded record; nil if all went well.
  static func run(_ program: AvroProgram, _ arena: inout RecordArena) -> DecodingFailure? {
    program.instructions.withUnsafeBufferPointer { instructions in
      program.jumps.withUnsafeBufferPointer { jumps in
        guard let first = instructions.baseAddress else { return nil }
        arena.owner = program.identifier
        arena.reserveFrames(program.limits.maximumDepth)
        let limits = program.limits.forRecord(ofBytes: arena.byteCount)
        return run(first, jumps: jumps, slack: instructions.count, limits, &arena)
      }
    }
  }

  private static func run(
    _ instructions: UnsafePointer<Instruction>, jumps: UnsafeBufferPointer<UInt32>, slack: Int, _ limits: RecordLimits,
    _ arena: inout RecordArena
  ) -> DecodingFailure? {
    arena.reserveSlots(slack + 1)
    let base = UnsafeRawPointer(arena.bytes)
    let end = base + arena.byteCount
    let frames = arena.frames
    var slots = arena.slots
    var slotLimit = slots + min(arena.slotCapacity - slack, limits.maximumSlots)

    var position = base
    var start = base
    var slot = slots
    var next = 0
    var depth = 0
    var emptyItems = limits.maximumEmptyItems
    var reason = DecodingFailure.Reason.truncated
    /// The slot that the failure is about, if it is not the next one.
    var failedSlot: Int?

    @inline(__always) func varint() -> Int64 {
      let byte = position.load(as: UInt8.self)
      if byte < 0x80 {
        position += 1
        return Int64(byte &>> 1) ^ -Int64(byte & 1)
      }
      let (value, length) = longVarint(position)
      if length > 0 {
        position += length
      } else {
        reason = .varint
        position = end + 1
      }
      return value
    }

    /// The count of the next block's items; -1 if it makes no sense.
    @inline(__always) func blockCount(minimum: Int) -> Int {
      var count = Int(varint())
      if position > end { return -1 }
      if count == 0 { return 0 }
      if count < 0 {
        // A negative count is followed by the block's size in bytes, for those who skip it.
        count = 0 &- count
        let size = Int(varint())
        if position > end { return -1 }
        if count < 0 || size < 0 {
          reason = .negativeSize
          return -1
        }
        if size > end - position { return -1 }
      }
      if minimum > 0 {
        if count > end - position || count &* minimum > end - position { return -1 }
      } else {
        emptyItems -= count
        if emptyItems < 0 {
          reason = .emptyItems
          return -1
        }
      }
      return count
    }

    /// Makes room for `count` slots beyond what the instructions up to the next step backwards need.
    @inline(__always) func reserveIfNeeded(_ count: Int = 0) -> Bool {
      if slotLimit - slot >= count { return true }
      arena.slotCount = slot - slots
      if arena.slotCount + count > limits.maximumSlots {
        reason = .slots
        return false
      }
      arena.reserveSlots(arena.slotCount + count + slack)
      slots = arena.slots
      slot = slots + arena.slotCount
      slotLimit = slots + min(arena.slotCapacity - slack, limits.maximumSlots)
      return true
    }

    @inline(__always) func put(_ value: RecordSlot) {
      slot.initialize(to: value)
      slot += 1
    }

    run: while true {
      let instruction = instructions[next]
      next &+= 1
      start = position
      switch instruction.code {
      case .long:
        let value = varint()
        if position > end { break run }
        put(RecordSlot(value))

      case .int:
        let value = varint()
        if position > end { break run }
        if value != Int64(Int32(truncatingIfNeeded: value)) {
          reason = .intRange(value)
          break run
        }
        put(RecordSlot(value))

      case .boolean:
        if position == end { break run }
        let byte = position.load(as: UInt8.self)
        if byte > 1 {
          reason = .boolean(byte)
          break run
        }
        position += 1
        put(RecordSlot(UInt64(byte)))

      case .float:
        if end - position < 4 { break run }
        put(RecordSlot(UInt64(UInt32(littleEndian: position.loadUnaligned(as: UInt32.self)))))
        position += 4

      case .double:
        if end - position < 8 { break run }
        put(RecordSlot(UInt64(littleEndian: position.loadUnaligned(as: UInt64.self))))
        position += 8

      case .string, .bytes:
        let count = Int(varint())
        if position > end || count > end - position { break run }
        if count < 0 {
          reason = .negativeSize
          break run
        }
        if instruction.code == .string && !UTF8Validation.isValid(position, count: count) {
          reason = .utf8
          break run
        }
        put(RecordSlot(offset: position - base, count: count))
        position += count

      case .fixed:
        let count = Int(instruction.operand)
        if count > end - position { break run }
        put(RecordSlot(offset: position - base, count: count))
        position += count

      case .enumeration:
        let value = varint()
        if position > end { break run }
        if UInt64(bitPattern: value) >= UInt64(instruction.operand) {
          reason = .symbol(value)
          break run
        }
        put(RecordSlot(value))

      case .nullable:
        let branch = varint()
        if position > end { break run }
        if UInt64(bitPattern: branch) > 1 {
          reason = .branch(branch)
          break run
        }
        put(RecordSlot(branch))
        if branch == Int64(instruction.extra) { next = Int(instruction.operand) }

      case .union:
        let branch = varint()
        if position > end { break run }
        if UInt64(bitPattern: branch) >= UInt64(instruction.extra) {
          reason = .branch(branch)
          break run
        }
        put(RecordSlot(branch))
        next = Int(jumps[Int(instruction.operand) &+ Int(branch)])

      case .jump:
        next = Int(instruction.operand)

      case .array:
        let count = blockCount(minimum: Int(instruction.extra))
        if count < 0 { break run }
        let head = slot - slots
        put(RecordSlot(UInt64(count)))
        if count == 0 {
          slots[head].extent = UInt64(head + 1)
          next = Int(instruction.operand)
          continue
        }
        if depth >= limits.maximumDepth {
          reason = .depth
          failedSlot = head
          break run
        }
        frames[depth] = RecordArena.Frame(value: count, head: head)
        depth &+= 1
        if !reserveIfNeeded() { break run }

      case .loop:
        let left = frames[depth &- 1].value &- 1
        if left > 0 {
          frames[depth &- 1].value = left
          next = Int(instruction.operand)
          if !reserveIfNeeded() { break run }
          continue
        }
        let head = frames[depth &- 1].head
        let count = blockCount(minimum: Int(instruction.extra))
        if count < 0 {
          failedSlot = head
          break run
        }
        if count > 0 {
          slots[head].bits &+= UInt64(count)
          frames[depth &- 1].value = count
          next = Int(instruction.operand)
        } else {
          slots[head].extent = UInt64(slot - slots)
          depth &-= 1
        }
        if !reserveIfNeeded() { break run }

      case .longs:
        let head = slot - slots
        var count = blockCount(minimum: 1)
        if count < 0 { break run }
        put(RecordSlot(0))
        while count > 0 {
          if !reserveIfNeeded(count) { break run }
          slots[head].bits &+= UInt64(count)
          while count > 0 {
            start = position
            let value = varint()
            if position > end { break run }
            put(RecordSlot(value))
            count &-= 1
          }
          start = position
          count = blockCount(minimum: 1)
          if count < 0 {
            failedSlot = head
            break run
          }
        }
        slots[head].extent = UInt64(slot - slots)
        if !reserveIfNeeded() { break run }

      case .doubles:
        let head = slot - slots
        var count = blockCount(minimum: 8)
        if count < 0 { break run }
        put(RecordSlot(0))
        while count > 0 {
          if !reserveIfNeeded(count) { break run }
          slots[head].bits &+= UInt64(count)
          for place in 0..<count {
            let bits = (position + 8 &* place).loadUnaligned(as: UInt64.self)
            (slot + place).initialize(to: RecordSlot(UInt64(littleEndian: bits)))
          }
          slot += count
          position += 8 &* count
          start = position
          count = blockCount(minimum: 8)
          if count < 0 {
            failedSlot = head
            break run
          }
        }
        slots[head].extent = UInt64(slot - slots)
        if !reserveIfNeeded() { break run }

      case .call:
        if depth >= limits.maximumDepth {
          reason = .depth
          break run
        }
        frames[depth] = RecordArena.Frame(value: next, head: slot - slots)
        depth &+= 1
        put(RecordSlot(0))
        next = Int(instruction.operand)
        if !reserveIfNeeded() { break run }

      case .return:
        depth &-= 1
        slots[frames[depth].head].extent = UInt64(slot - slots)
        next = frames[depth].value
        if !reserveIfNeeded() { break run }

      case .end:
        arena.slotCount = slot - slots
        if position == end { return nil }
        return DecodingFailure(reason: .trailingBytes(end - position), slot: nil, byteOffset: start - base)
      }
    }
    arena.slotCount = slot - slots
    return DecodingFailure(reason: reason, slot: failedSlot ?? arena.slotCount, byteOffset: start - base)
  }

  /// A varint of two bytes or more, and how many they are; none if it does not end within ten bytes or holds more
  /// than 64 bits. (The position is not passed by reference: then it could not be kept in a register.)
  @inline(__always) private static func longVarint(_ position: UnsafeRawPointer) -> (value: Int64, length: Int) {
    // Up to eight bytes at once, without a branch on their number, which a processor could not foresee: the lowest
    // clear top bit marks the last byte; then the groups of seven bits are pushed together.
    let word = UInt64(littleEndian: position.loadUnaligned(as: UInt64.self))
    let stops = ~word & 0x8080_8080_8080_8080
    guard stops != 0 else { return longestVarint(position) }
    var value = word & (stops ^ (stops &- 1)) & 0x7F7F_7F7F_7F7F_7F7F
    value = (value & 0x007F_007F_007F_007F) | ((value & 0x7F00_7F00_7F00_7F00) &>> 1)
    value = (value & 0x0000_3FFF_0000_3FFF) | ((value & 0x3FFF_0000_3FFF_0000) &>> 2)
    value = (value & 0x0000_0000_0FFF_FFFF) | ((value & 0x0FFF_FFFF_0000_0000) &>> 4)
    return (zigzag(value), (stops.trailingZeroBitCount &+ 1) &>> 3)
  }

  @inline(never) private static func longestVarint(_ position: UnsafeRawPointer) -> (value: Int64, length: Int) {
    var value: UInt64 = 0
    for index in 0..<10 {
      let byte = (position + index).load(as: UInt8.self)
      if index == 9 && byte > 1 { break }
      value |= UInt64(byte & 0x7F) &<< UInt64(7 &* index)
      if byte < 0x80 { return (zigzag(value), index + 1) }
    }
    return (0, 0)
  }

  @inline(__always) private static func zigzag(_ value: UInt64) -> Int64 {
    Int64(bitPattern: value &>> 1) ^ -Int64(bitPattern: value & 1)
  }
}
