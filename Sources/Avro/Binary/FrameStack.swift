/// The arrays and shared records that are open while a record is coded. It is a value that a coder's loop keeps in
/// registers; the frames themselves are in the arena, which gets room for them when they are needed.
struct FrameStack {
  private var top: UnsafeMutablePointer<RecordArena.Frame>
  private var limit: UnsafeMutablePointer<RecordArena.Frame>

  /// Begins with `depth` frames that are open already.
  @inline(__always) init(_ arena: borrowing RecordArena, depth: Int = 0, maximumDepth: Int) {
    top = arena.frames + depth
    limit = arena.frames + min(arena.frameCapacity, maximumDepth)
  }

  /// The innermost frame.
  @inline(__always) var last: UnsafeMutablePointer<RecordArena.Frame> { top - 1 }

  /// How many are open.
  @inline(__always) func depth(in arena: borrowing RecordArena) -> Int { top - arena.frames }

  /// Opens one; false if `maximumDepth` are open.
  @inline(__always) mutating func push(
    _ value: Int, head: Int, in arena: inout RecordArena, maximumDepth: Int
  ) -> Bool {
    if top >= limit {
      let depth = depth(in: arena)
      guard arena.growFrames(keeping: depth, limit: maximumDepth) else { return false }
      self = FrameStack(arena, depth: depth, maximumDepth: maximumDepth)
    }
    top.initialize(to: RecordArena.Frame(value: value, head: head))
    top += 1
    return true
  }

  @inline(__always) mutating func pop() { top -= 1 }
}
