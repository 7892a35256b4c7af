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
  @inline(__always) init(_ arena: inout RecordArena, slack: Int, _ limits: RecordLimits) {
    arena.reserveSlots(slack)
    self.slack = slack
    next = arena.slots
    limit = next + min(arena.slotCapacity &- slack, limits.maximumSlots)
  }

  @inline(__always) mutating func put(_ slot: RecordSlot) {
    next.initialize(to: slot)
    next += 1
  }

  /// Puts the slot of an instruction that `advances`.
  @inline(__always) mutating func put<M: DecodingMode>(
    _ slot: RecordSlot, of instruction: UnsafePointer<Instruction>, _ mode: M.Type
  ) {
    put(slot)
    if M.isResolving { advance(byBytes: instruction.pointee.advance) }
  }

  /// Goes on so many slots further, or back. All of them belong to instructions since the last call of `reserve`.
  @inline(__always) mutating func advance(by count: Int) { next += count }

  /// The same for a distance in bytes, which spares a step where it is done for each slot.
  @inline(__always) mutating func advance(byBytes distance: Int) {
    next = (UnsafeMutableRawPointer(next) + distance).assumingMemoryBound(to: RecordSlot.self)
  }

  /// Puts as many slots as room was reserved for.
  @inline(__always) mutating func put(_ slots: UnsafePointer<RecordSlot>, count: Int) {
    RecordSlot.copy(count, from: slots, to: next)
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
    resume(in: arena, limits)
    return true
  }

  /// Goes on behind the arena's slots, which somebody else has changed.
  @inline(__always) mutating func resume(in arena: borrowing RecordArena, _ limits: RecordLimits) {
    next = arena.slots + arena.slotCount
    limit = arena.slots + min(arena.slotCapacity &- slack, limits.maximumSlots)
  }
}
