/// Where a decoder puts the next slot. It is a value that the decoder's loop keeps in registers, hence small and inlined.
struct SlotWriter {
  /// The place of the next slot.
  private(set) var next: UnsafeMutablePointer<RecordSlot>
  /// Up to here there are `slack` free slots behind `next`.
  private var limit: UnsafeMutablePointer<RecordSlot>
  private let slack: Int

  /// Begins at the arena's first slot.
  ///
  /// - Parameter slack: how many slots may be put between two calls of `reserve`.
  @inline(__always) init(_ arena: inout RecordArena, slack: Int) {
    arena.reserveSlots(slack)
    self.slack = slack
    next = arena.slots
    limit = next + (arena.slotCapacity &- slack)
  }

  @inline(__always) mutating func put(_ slot: RecordSlot) {
    next.initialize(to: slot)
    next += 1
  }

  /// Puts as many slots as room was reserved for.
  @inline(__always) mutating func put(_ slots: UnsafePointer<RecordSlot>, count: Int) {
    next.initialize(from: slots, count: count)
    next += count
  }

  /// Puts so many numbers of eight bytes, for which room was reserved.
  @inline(__always) mutating func put(doubles content: UnsafeRawPointer, count: Int) {
    for place in 0..<count {
      let bits = content.loadUnaligned(fromByteOffset: 8 &* place, as: UInt64.self)
      (next + place).initialize(to: RecordSlot(UInt64(littleEndian: bits)))
    }
    next += count
  }

  /// Makes room for `count` slots beyond the slack; false if they are more than the limit allows.
  @inline(__always) mutating func reserve(
    _ count: Int = 0, in arena: inout RecordArena, _ limits: RecordLimits
  ) -> Bool {
    if limit - next >= count { return true }
    arena.slotCount = next - arena.slots
    guard arena.growSlots(by: count, slack: slack, limit: limits.maximumSlots) else { return false }
    resume(in: arena)
    return true
  }

  /// Goes on behind the arena's slots, which somebody else has changed.
  @inline(__always) mutating func resume(in arena: borrowing RecordArena) {
    next = arena.slots + arena.slotCount
    limit = arena.slots + (arena.slotCapacity &- slack)
  }
}
