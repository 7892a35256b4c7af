/// Runs a program over bytes that the reader has no field for, and keeps nothing of them.
///
/// Bounds, the form of numbers, the branches of unions and the limits are checked as in decoding. What would only matter
/// to somebody who used the value is not: whether a text is UTF-8, a boolean 0 or 1, an int or a symbol in its range. A
/// block of items that comes with its size is stepped over as a whole.
///
/// What keeps the reading of raw memory inside is the same as in `BinaryDecoder`.
struct BinarySkipper {
  /// Where the skipped bytes end, or where those begin that make no sense.
  private(set) var position: UnsafeRawPointer
  private let end: UnsafeRawPointer
  /// How many more items may be met that take no bytes.
  private(set) var emptyItems: Int

  init(position: UnsafeRawPointer, end: UnsafeRawPointer, emptyItems: Int) {
    self.position = position
    self.end = end
    self.emptyItems = emptyItems
  }

  /// Runs the instructions from `entry` on up to their end; returns what is wrong with the bytes.
  ///
  /// - Parameter depth: how many frames of the arena are in use.
  mutating func run(
    _ table: InstructionTable, from entry: Int, _ arena: inout RecordArena, depth: Int, _ limits: RecordLimits
  ) -> DecodingFailure.Reason? {
    let instructions = table.first
    let jumps = table.firstJump
    var next = entry
    var frames = FrameStack(arena, depth: depth, maximumDepth: limits.maximumDepth)
    while true {
      let instruction = instructions[next]
      next &+= 1
      switch instruction.code {
      case .long, .int, .enumeration:
        if let problem = skipNumber() { return problem }

      case .string, .bytes:
        if let problem = skipText() { return problem }

      case .boolean:
        if let problem = skip(1) { return problem }
      case .float:
        if let problem = skip(4) { return problem }
      case .double:
        if let problem = skip(8) { return problem }
      case .fixed:
        if let problem = skip(Int(instruction.operand)) { return problem }

      case .nullable, .union:
        let start = position
        guard let branch = number() else { return numberProblem }
        let count = instruction.code == .nullable ? 2 : UInt64(instruction.extra)
        if UInt64(bitPattern: branch) >= count {
          position = start
          return .branch(branch)
        }
        if instruction.code == .union {
          next = Int(jumps[Int(instruction.operand) &+ Int(branch)])
        } else if branch == Int64(instruction.extra) {
          next = Int(instruction.operand)
        }

      case .jump:
        next = Int(instruction.operand)

      case .array:
        let start = position
        var count = 0
        if let problem = nextBlock(&count, minimum: Int(instruction.extra)) { return problem }
        if count == 0 {
          next = Int(instruction.operand)
        } else if !frames.push(count, head: 0, in: &arena, maximumDepth: limits.maximumDepth) {
          position = start
          return .depth
        }

      case .loop:
        var left = frames.last.pointee.value &- 1
        if left == 0, let problem = nextBlock(&left, minimum: Int(instruction.extra)) { return problem }
        if left > 0 {
          frames.last.pointee.value = left
          next = Int(instruction.operand)
        } else {
          frames.pop()
        }

      case .longs:
        var count = 0
        repeat {
          if let problem = nextBlock(&count, minimum: 1) { return problem }
          for _ in 0..<count {
            if let problem = skipNumber() { return problem }
          }
        } while count > 0

      case .doubles:
        var count = 0
        repeat {
          if let problem = nextBlock(&count, minimum: 8) { return problem }
          position += 8 &* count
        } while count > 0

      case .call:
        if !frames.push(next, head: 0, in: &arena, maximumDepth: limits.maximumDepth) { return .depth }
        next = Int(instruction.operand)

      case .return:
        next = frames.last.pointee.value
        frames.pop()

      case .end, .integerToFloat, .integerToDouble, .floatToDouble, .symbol, .branch, .constant, .template, .skipNumber,
        .skipText, .skipBytes, .skip, .advance, .mark, .permute, .fail:
        // Only the first of them ever stands in what is compiled from one schema.
        return nil
      }
    }
  }

  /// The number at the position, which goes behind it; nil if there is none, and then `numberProblem` says why.
  @inline(__always) private mutating func number() -> Int64? {
    let (value, length) = ZigzagVarint.read(position)
    guard length > 0, length <= end - position else { return nil }
    position += length
    return value
  }

  private var numberProblem: DecodingFailure.Reason { ZigzagVarint.read(position).length == 0 ? .varint : .truncated }

  @inline(__always) private mutating func skipNumber() -> DecodingFailure.Reason? {
    number() == nil ? numberProblem : nil
  }

  @inline(__always) private mutating func skip(_ count: Int) -> DecodingFailure.Reason? {
    guard count <= end - position else { return .truncated }
    position += count
    return nil
  }

  private mutating func skipText() -> DecodingFailure.Reason? {
    let start = position
    guard let count = number() else { return numberProblem }
    guard count >= 0, count <= end - position else {
      position = start
      return count < 0 ? .negativeSize : .truncated
    }
    position += Int(count)
    return nil
  }

  /// The count of items that have to be stepped over one by one before the next count; 0 if there are no more.
  private mutating func nextBlock(_ items: inout Int, minimum: Int) -> DecodingFailure.Reason? {
    while true {
      let start = position
      guard let count = number() else { return numberProblem }
      if count < 0 {
        guard let size = number() else {
          let problem = numberProblem
          position = start
          return problem
        }
        guard size >= 0, count > .min, size <= end - position else {
          position = start
          return size < 0 || count == .min ? .negativeSize : .truncated
        }
        position += Int(size)
        continue
      }
      items = Int(count)
      if minimum > 0 {
        guard items <= (end - position) / minimum else {
          position = start
          return .truncated
        }
      } else {
        emptyItems -= min(items, .max / 2)
        guard emptyItems >= 0 else {
          position = start
          return .emptyItems
        }
      }
      return nil
    }
  }
}
