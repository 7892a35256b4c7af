/// Runs a program over the bytes in an arena and fills the arena's slots.
///
/// This file works on raw memory. What keeps it inside:
/// - `arena.load` put `RecordArena.padding` zero bytes behind the record. A varint is at most ten bytes, and one that
///   begins at or before the end stops at the latest in the padding, so it is read first and checked against the end
///   after that. Everything longer is checked before it is read.
/// - Between two steps backwards each instruction runs at most once and writes one slot at most, so there is always
///   room if after each such step there are as many free slots as instructions; `reserveIfNeeded` sees to that. What
///   writes more, such as a default of many slots, makes room for them first.
/// - Each turn of the loop takes bytes, or counts against a limit, or goes forward in the program; so it ends.
enum BinaryDecoder {
  /// Decodes the record that begins at `offset` of the arena's bytes by one row of instructions. The loop is compiled for
  /// each mode, so that plain decoding does not pay for the instructions of resolution.
  static func run<M: DecodingMode>(
    _ instructions: UnsafePointer<Instruction>, _ jumps: UnsafeBufferPointer<UInt32>, slack: Int, _ mode: M.Type,
    _ tables: Resolution.Tables, _ limits: RecordLimits, _ arena: inout RecordArena, at offset: inout Int
  ) -> DecodingFailure? {
    arena.reserveSlots(slack + 1)
    let base = UnsafeRawPointer(arena.bytes)
    let end = base + arena.byteCount
    let frames = arena.frames
    var slots = arena.slots
    var slotLimit = slots + min(arena.slotCapacity - slack, limits.maximumSlots)

    var position = base + offset
    var start = position
    var slot = slots
    var next = 0
    var depth = 0
    var markCount = 0
    var emptyItems = limits.maximumEmptyItems
    var reason = DecodingFailure.Reason.truncated

    @inline(__always) func varint() -> Int64 {
      let byte = position.load(as: UInt8.self)
      if byte < 0x80 {
        position += 1
        return Int64(byte &>> 1) ^ -Int64(byte & 1)
      }
      let (value, length) = Varint.readLong(position)
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

    /// Puts the slot of an instruction that `advances`.
    @inline(__always) func put(_ value: RecordSlot, of instruction: Instruction) {
      put(value)
      if M.isResolving { slot += Int(Int16(bitPattern: instruction.extra)) }
    }

    run: while true {
      let instruction = instructions[next]
      next &+= 1
      start = position
      switch instruction.code {
      case .long:
        let value = varint()
        if position > end { break run }
        put(RecordSlot(value), of: instruction)

      case .int:
        let value = varint()
        if position > end { break run }
        if value != Int64(Int32(truncatingIfNeeded: value)) {
          reason = .intRange(value)
          break run
        }
        put(RecordSlot(value), of: instruction)

      case .boolean:
        if position == end { break run }
        let byte = position.load(as: UInt8.self)
        if byte > 1 {
          reason = .boolean(byte)
          break run
        }
        position += 1
        put(RecordSlot(UInt64(byte)), of: instruction)

      case .float:
        if end - position < 4 { break run }
        put(RecordSlot(UInt64(UInt32(littleEndian: position.loadUnaligned(as: UInt32.self)))), of: instruction)
        position += 4

      case .double:
        if end - position < 8 { break run }
        put(RecordSlot(UInt64(littleEndian: position.loadUnaligned(as: UInt64.self))), of: instruction)
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
        put(RecordSlot(offset: position - base, count: count), of: instruction)
        position += count

      case .fixed:
        let count = Int(instruction.operand)
        if count > end - position { break run }
        put(RecordSlot(offset: position - base, count: count), of: instruction)
        position += count

      case .enumeration:
        let value = varint()
        if position > end { break run }
        if UInt64(bitPattern: value) >= UInt64(instruction.operand) {
          reason = .symbol(value)
          break run
        }
        put(RecordSlot(value), of: instruction)

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
          next = Int(instruction.operand)
          continue
        }
        if depth >= limits.maximumDepth {
          reason = .depth
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
        if count < 0 { break run }
        if count > 0 {
          slots[head].bits &+= UInt64(count)
          frames[depth &- 1].value = count
          next = Int(instruction.operand)
        } else {
          slots[head].extent = UInt64(slot - slots - head - 1)
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
          if count < 0 { break run }
        }
        slots[head].extent = UInt64(slot - slots - head - 1)
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
          if count < 0 { break run }
        }
        slots[head].extent = UInt64(slot - slots - head - 1)
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
        let head = frames[depth].head
        slots[head].extent = UInt64(slot - slots - head - 1)
        next = frames[depth].value
        if !reserveIfNeeded() { break run }

      case .end:
        arena.slotCount = slot - slots
        offset = position - base
        return nil

      case .integerToFloat where M.isResolving:
        slot[-1] = RecordSlot(UInt64(Float(slot[-1].int64).bitPattern))

      case .integerToDouble where M.isResolving:
        slot[-1] = RecordSlot(Double(slot[-1].int64).bitPattern)

      case .floatToDouble where M.isResolving:
        slot[-1] = RecordSlot(Double(slot[-1].float).bitPattern)

      case .symbol where M.isResolving:
        let table = Int(instruction.operand)
        let value = varint()
        if position > end { break run }
        if UInt64(bitPattern: value) >= UInt64(jumps[table]) {
          reason = .symbol(value)
          break run
        }
        let symbol = jumps[table &+ 1 &+ Int(value)]
        if symbol >= Resolution.failureMark {
          reason = .unreadable(Int(symbol ^ Resolution.failureMark))
          break run
        }
        put(RecordSlot(UInt64(symbol)), of: instruction)

      case .branch where M.isResolving:
        let branch = varint()
        if position > end { break run }
        if UInt64(bitPattern: branch) >= UInt64(instruction.extra) {
          reason = .branch(branch)
          break run
        }
        next = Int(jumps[Int(instruction.operand) &+ Int(branch)])

      case .constant where M.isResolving:
        put(tables.constants.unsafelyUnwrapped[Int(instruction.operand)])

      case .template where M.isResolving:
        let template = tables.templates.unsafelyUnwrapped[Int(instruction.operand)]
        if !reserveIfNeeded(template.count) { break run }
        if !arena.repeatBytes(template.byteCount, limits) {
          reason = .defaultBytes
          break run
        }
        slot.initialize(from: tables.constants.unsafelyUnwrapped + template.first, count: template.count)
        slot += template.count

      case .skipNumber where M.isResolving:
        _ = varint()
        if position > end { break run }

      case .skip where M.isResolving:
        var skipper = BinarySkipper(
          position: position, end: end, frames: frames + depth, frameCount: limits.maximumDepth - depth,
          emptyItems: emptyItems)
        let problem = skipper.run(tables, from: Int(instruction.operand))
        position = skipper.position
        emptyItems = skipper.emptyItems
        if let problem {
          start = position
          reason = problem
          break run
        }

      case .advance where M.isResolving:
        slot += Int(Int32(bitPattern: instruction.operand))

      case .mark where M.isResolving:
        arena.mark(slot - slots, at: markCount)
        markCount &+= 1
        slot += Int(Int16(bitPattern: instruction.extra))

      case .place where M.isResolving:
        slot -= 1
        slots[arena.slot(ofMark: markCount &- Int(instruction.extra)) &+ Int(instruction.operand)] = slot.pointee

      case .permute where M.isResolving:
        arena.slotCount = slot - slots
        markCount = arena.permute(
          Int(instruction.extra), lastMark: markCount, jumps.baseAddress.unsafelyUnwrapped + Int(instruction.operand))
        slots = arena.slots
        slot = slots + arena.slotCount
        slotLimit = slots + (arena.slotCapacity - slack)

      case .fail where M.isResolving:
        start -= Int(instruction.extra)
        reason = .unreadable(Int(instruction.operand))
        break run

      default:
        // Stands in no program of this mode. (An exit of its own keeps the others as they are.)
        return DecodingFailure(reason: .truncated, recordOffset: offset, byteOffset: 0)
      }
    }
    arena.slotCount = slot - slots
    return DecodingFailure(reason: reason, recordOffset: offset, byteOffset: start - base - offset)
  }
}
