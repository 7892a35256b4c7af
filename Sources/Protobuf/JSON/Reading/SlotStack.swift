/// Slots that wait for their place in an arena: those of the lists that are open, each list's behind those of the one
/// around it.
struct SlotStack: ~Copyable {
  private var slots: UnsafeMutablePointer<MessageSlot>
  private var capacity = 0
  private(set) var count = 0

  init() { slots = .allocate(capacity: capacity) }

  deinit { slots.deallocate() }

  @inline(__always) mutating func append(_ slot: MessageSlot) {
    if count == capacity { grow() }
    (slots + count).initialize(to: slot)
    count &+= 1
  }

  /// The slots from a place on, which must not be behind the last. Valid until the next is appended.
  func slots(from first: Int) -> UnsafeBufferPointer<MessageSlot> {
    UnsafeBufferPointer(start: slots + first, count: count - first)
  }

  /// Takes the slots from a place on away.
  mutating func removeAll(from first: Int) { count = min(count, first) }

  @inline(never) private mutating func grow() {
    capacity = max(16, 2 * capacity)
    let grown = UnsafeMutablePointer<MessageSlot>.allocate(capacity: capacity)
    grown.moveInitialize(from: slots, count: count)
    slots.deallocate()
    slots = grown
  }
}
