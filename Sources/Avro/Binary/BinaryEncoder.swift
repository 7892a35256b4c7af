import SchemaCore

/// Runs a program over the slots of an arena and writes the bytes.
///
/// This file works on raw memory. What keeps it inside: the arena was filled for this very program, so its slots are
/// the ones that the instructions ask for; and the room is reckoned before the first byte is written. A slot becomes a
/// varint of ten bytes at most, or its own content, and an array adds one byte at its end. Where slots share content,
/// the arena knows how much.
enum BinaryEncoder {
  private static let maximumBytesOfSlot = 11
  /// What `copy` and `putVarint` may write beyond what counts.
  private static let padding = 32

  /// Appends the record; false if it is nested too deeply, and then nothing is appended.
  ///
  /// All of it is inlined: calls are a good part of what a small record costs.
  @inline(__always) static func run(
    _ program: AvroProgram, _ arena: inout RecordArena, into output: inout [UInt8]
  ) -> Bool {
    let bound = arena.slotCount * maximumBytesOfSlot + arena.byteCount + arena.repeatedByteCount + padding
    var isComplete = false
    output.append(addingCapacity: bound) { span in
      span.withUnsafeMutableBufferPointer { buffer, count in
        guard let start = buffer.baseAddress else { return }
        let begin = UnsafeMutableRawPointer(start + count)
        let maximumDepth = program.limits.maximumDepth
        guard let end = write(program.encoding, &arena, maximumDepth: maximumDepth, to: begin) else { return }
        count += end - begin
        isComplete = true
      }
    }
    return isComplete
  }

  /// Returns the place after the last byte; nil if the record is nested too deeply.
  @inline(__always) private static func write(
    _ table: InstructionTable, _ arena: inout RecordArena, maximumDepth: Int, to start: UnsafeMutableRawPointer
  ) -> UnsafeMutableRawPointer? {
    let instructions = table.first
    let content = UnsafeRawPointer(arena.bytes)
    var slot = UnsafePointer(arena.slots)
    var position = start
    var next = 0
    var frames = FrameStack(arena, maximumDepth: maximumDepth)

    while true {
      let instruction = instructions[next]
      next &+= 1
      switch instruction.code {
      case .int, .long, .enumeration:
        putVarint(slot.pointee.int64, &position)
        slot += 1

      case .boolean:
        position.storeBytes(of: UInt8(truncatingIfNeeded: slot.pointee.bits), as: UInt8.self)
        position += 1
        slot += 1

      case .float:
        let bits = UInt32(truncatingIfNeeded: slot.pointee.bits)
        position.storeBytes(of: bits.littleEndian, as: UInt32.self)
        position += 4
        slot += 1

      case .double:
        position.storeBytes(of: slot.pointee.bits.littleEndian, as: UInt64.self)
        position += 8
        slot += 1

      case .string, .bytes:
        let count = Int(truncatingIfNeeded: slot.pointee.extent)
        putVarint(zigzag: UInt64(truncatingIfNeeded: count) &<< 1, &position)
        copy(content + slot.pointee.index, count: count, &position)
        slot += 1

      case .fixed:
        copy(content + slot.pointee.index, count: Int(instruction.operand), &position)
        slot += 1

      case .nullable:
        let branch = slot.pointee.bits
        position.storeBytes(of: UInt8(truncatingIfNeeded: branch &<< 1), as: UInt8.self)
        position += 1
        slot += 1
        if branch == UInt64(instruction.extra) { next = Int(instruction.operand) }

      case .union:
        let branch = slot.pointee.int64
        putVarint(branch, &position)
        slot += 1
        next = Int(table.firstJump[Int(instruction.operand) &+ Int(branch)])

      case .jump:
        next = Int(instruction.operand)

      case .array:
        let count = slot.pointee.int64
        slot += 1
        putVarint(count, &position)
        if count == 0 {
          next = Int(instruction.operand)
          continue
        }
        if !frames.push(Int(count), head: 0, in: &arena, maximumDepth: maximumDepth) { return nil }

      case .loop:
        frames.last.pointee.value &-= 1
        if frames.last.pointee.value > 0 {
          next = Int(instruction.operand)
        } else {
          frames.pop()
          putVarint(0, &position)
        }

      case .longs:
        var count = slot.pointee.int64
        slot += 1
        putVarint(count, &position)
        if count == 0 { continue }
        while count > 0 {
          putVarint(slot.pointee.int64, &position)
          slot += 1
          count &-= 1
        }
        putVarint(0, &position)

      case .doubles:
        let count = slot.pointee.index
        slot += 1
        putVarint(Int64(count), &position)
        if count == 0 { continue }
        for place in 0..<count {
          let bits = slot[place].bits.littleEndian
          position.storeBytes(of: bits, toByteOffset: 8 &* place, as: UInt64.self)
        }
        slot += count
        position += 8 &* count
        putVarint(0, &position)

      case .call:
        if !frames.push(next, head: 0, in: &arena, maximumDepth: maximumDepth) { return nil }
        slot += 1
        next = Int(instruction.operand)

      case .return:
        next = frames.last.pointee.value
        frames.pop()

      case .end:
        return position

      case .integerToFloat, .integerToDouble, .floatToDouble, .symbol, .branch, .constant, .template, .skipNumber,
        .skipText, .skipBytes, .skip, .advance, .mark, .permute, .fail:
        // A program is written by its own schema's instructions, in which these do not stand.
        return nil
      }
    }
  }

  @inline(__always) private static func putVarint(_ value: Int64, _ position: inout UnsafeMutableRawPointer) {
    putVarint(zigzag: value.zigzag, &position)
  }

  /// Numbers of more than one byte are stored as eight bytes at once, of which those that are too many are overwritten or
  /// cut off.
  @inline(__always) private static func putVarint(zigzag rest: UInt64, _ position: inout UnsafeMutableRawPointer) {
    if rest < 0x80 {
      position.storeBytes(of: UInt8(truncatingIfNeeded: rest), as: UInt8.self)
      position += 1
    } else if rest < 1 &<< 56 {
      let (word, last) = Varint.encode(rest)
      position.storeBytes(of: word.littleEndian, as: UInt64.self)
      position += Int(truncatingIfNeeded: last &>> 3) &+ 1
    } else {
      position = putLongVarint(rest, position)
    }
  }

  @inline(never) private static func putLongVarint(
    _ value: UInt64, _ start: UnsafeMutableRawPointer
  ) -> UnsafeMutableRawPointer {
    var rest = value
    var position = start
    while rest >= 0x80 {
      position.storeBytes(of: UInt8(truncatingIfNeeded: rest) | 0x80, as: UInt8.self)
      position += 1
      rest &>>= 7
    }
    position.storeBytes(of: UInt8(truncatingIfNeeded: rest), as: UInt8.self)
    return position + 1
  }

  /// Copies short content in blocks of 16 bytes: what is too much is overwritten or cut off, and is cheaper than asking
  /// for the length. The output has the room, and behind the content there are `RecordArena.padding` bytes to read.
  @inline(__always) private static func copy(
    _ source: UnsafeRawPointer, count: Int, _ position: inout UnsafeMutableRawPointer
  ) {
    if count <= 32 {
      position.storeBytes(of: source.loadUnaligned(as: SIMD16<UInt8>.self), as: SIMD16<UInt8>.self)
      if count > 16 {
        let rest = source.loadUnaligned(fromByteOffset: 16, as: SIMD16<UInt8>.self)
        position.storeBytes(of: rest, toByteOffset: 16, as: SIMD16<UInt8>.self)
      }
    } else {
      position.copyMemory(from: source, byteCount: count)
    }
    position += count
  }
}
