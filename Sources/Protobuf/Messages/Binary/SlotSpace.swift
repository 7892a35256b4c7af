/// Where a decoder takes slots from. It is a value that the decoder's loop keeps in registers, hence small and inlined;
/// what is not inlined takes its parts and returns them.
struct SlotSpace {
  let first: UnsafeMutablePointer<MessageSlot>
  private(set) var free: UnsafeMutablePointer<MessageSlot>
  let limit: UnsafeMutablePointer<MessageSlot>

  /// All slots of an arena.
  @inline(__always) init(_ arena: borrowing MessageArena) {
    first = arena.slots
    free = first
    limit = first + min(arena.slotCapacity, arena.slotLimit)
  }

  /// Goes on behind what somebody else took.
  @inline(__always) mutating func resume(at free: UnsafeMutablePointer<MessageSlot>) { self.free = free }

  @inline(__always) func place(of row: UnsafeMutablePointer<MessageSlot>) -> MessageSlot {
    MessageSlot(UInt64(truncatingIfNeeded: row - first))
  }

  /// The row of a new message; nil if there is no room.
  @inline(__always) mutating func makeRow(
    _ table: UnsafePointer<MessageTable>
  ) -> UnsafeMutablePointer<MessageSlot>? {
    let row = free
    let count = Int(table.pointee.slotCount)
    if limit - row < count { return nil }
    var cleared = Int(table.pointee.clearedSlots)
    // Most messages have less than 64 fields and no oneof.
    row.initialize(to: MessageSlot(0 as UInt64))
    while cleared > 1 {
      cleared &-= 1
      (row + cleared).initialize(to: MessageSlot(0 as UInt64))
    }
    free = row + count
    return row
  }

  /// Appends a value to the list of a repeated field; false if there is no room.
  @inline(__always) mutating func append(
    _ value: MessageSlot, to entry: UnsafePointer<FieldEntry>, of row: UnsafeMutablePointer<MessageSlot>
  ) -> Bool {
    append(value, slot: Int(entry.pointee.slot), index: Int(entry.pointee.index), of: row)
  }

  /// Appends a value to the list in a slot, which exists if the presence bit is set.
  @inline(__always) mutating func append(
    _ value: MessageSlot, slot: Int, index: Int, of row: UnsafeMutablePointer<MessageSlot>
  ) -> Bool {
    guard let head = list(slot: slot, index: index, of: row, room: 1) else { return false }
    let header = head.pointee.bits
    (head + (1 &+ Int(UInt32(truncatingIfNeeded: header)))).initialize(to: value)
    head.pointee.bits = header &+ 1
    return true
  }

  /// The list in a slot, which is made if the presence bit is not set, with room for so many values more; nil if there is
  /// none.
  @inline(__always) mutating func list(
    slot: Int, index: Int, of row: UnsafeMutablePointer<MessageSlot>, room: Int
  ) -> UnsafeMutablePointer<MessageSlot>? {
    let word = row + (index &>> 6)
    let bit = 1 as UInt64 &<< UInt64(truncatingIfNeeded: index & 63)
    if word.pointee.bits & bit != 0 {
      let head = first + row[slot].list
      let header = head.pointee.bits
      if Int(header &>> 32) &- Int(UInt32(truncatingIfNeeded: header)) >= room { return head }
      let (grown, free) = Self.grown(head, by: room, first, free, limit)
      guard let grown else { return nil }
      self.free = free
      row[slot] = place(of: grown)
      return grown
    }
    let capacity = max(room, Self.smallestList)
    let head = free
    if limit - head <= capacity { return nil }
    free = head + (capacity &+ 1)
    word.pointee.bits |= bit
    row[slot] = place(of: head)
    head.initialize(to: MessageSlot(UInt64(truncatingIfNeeded: capacity) &<< 32))
    return head
  }

  /// Appends a field to those that the message's type does not know; false if there is no room.
  @inline(__always) mutating func append(
    unknown field: Range<UnsafeRawPointer>, _ base: UnsafeRawPointer, to row: UnsafeMutablePointer<MessageSlot>,
    _ table: UnsafePointer<MessageTable>
  ) -> Bool {
    let slot = MessageSlot(offset: field.lowerBound - base, count: field.upperBound - field.lowerBound)
    guard let free = Self.free(afterUnknown: slot, row, table, self) else { return false }
    self.free = free
    return true
  }

  /// Appends an unknown field, or lengthens the last one if it is what follows it in the bytes; where the free slots
  /// begin then, or nil.
  @inline(never) private static func free(
    afterUnknown field: MessageSlot, _ row: UnsafeMutablePointer<MessageSlot>,
    _ table: UnsafePointer<MessageTable>, _ space: SlotSpace
  ) -> UnsafeMutablePointer<MessageSlot>? {
    var space = space
    let slot = Int(table.pointee.unknownSlot)
    guard let head = space.list(slot: slot, index: Int(table.pointee.fieldCount), of: row, room: 1) else { return nil }
    let count = Int(head.pointee.uint32)
    let last = head + count
    if count > 0 && last.pointee.offset + last.pointee.count == field.offset {
      last.pointee = MessageSlot(offset: last.pointee.offset, count: last.pointee.count + field.count)
    } else {
      (last + 1).initialize(to: field)
      head.pointee.bits += 1
    }
    return space.free
  }

  /// Gives back the room at the end of a list if it is the last thing that was taken.
  @inline(__always) mutating func trim(_ head: UnsafeMutablePointer<MessageSlot>) {
    let header = head.pointee.bits
    let count = UInt64(UInt32(truncatingIfNeeded: header))
    if head + (1 &+ Int(header &>> 32)) == free {
      free = head + (1 &+ Int(count))
      head.pointee.bits = count | count &<< 32
    }
  }

  private static let smallestList = 4

  /// The list with room for so many values more and where the free slots begin then; nil if there is no room. It stays
  /// where it is if nothing was taken after it.
  @inline(never) private static func grown(
    _ head: UnsafeMutablePointer<MessageSlot>, by room: Int, _ first: UnsafeMutablePointer<MessageSlot>,
    _ free: UnsafeMutablePointer<MessageSlot>, _ limit: UnsafeMutablePointer<MessageSlot>
  ) -> (list: UnsafeMutablePointer<MessageSlot>?, free: UnsafeMutablePointer<MessageSlot>) {
    let count = Int(head.pointee.uint32)
    let capacity = Int(head.pointee.bits &>> 32)
    let wanted = max(count + room, 2 * capacity)
    let isLast = head + 1 + capacity == free
    let grown = isLast ? head : free
    guard limit - grown > wanted else { return (nil, free) }
    if !isLast { (grown + 1).initialize(from: head + 1, count: count) }
    grown.initialize(to: MessageSlot(UInt64(wanted) &<< 32 | UInt64(count)))
    return (grown, grown + 1 + wanted)
  }
}
