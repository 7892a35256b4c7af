extension RecordArena {
  /// Remembers that the next row begins at this slot.
  @inline(__always) mutating func mark(_ slot: Int, at place: Int) {
    if place >= markCapacity { growMarks(place + 1) }
    marks.unsafelyUnwrapped[place] = slot
  }

  @inline(never) private mutating func growMarks(_ count: Int) {
    let capacity = max(64, count, 2 * markCapacity)
    let grown = UnsafeMutablePointer<Int>.allocate(capacity: capacity)
    grown.initialize(repeating: 0, count: capacity)
    if let marks {
      grown.update(from: marks, count: markCapacity)
      marks.deallocate()
    }
    marks = grown
    markCapacity = capacity
  }

  /// Puts the last rows of slots in another order.
  ///
  /// - Parameter lastMark: how many marks there are.
  /// - Returns: how many marks are left.
  @inline(never) mutating func permute(_ table: PermutationTable, lastMark: Int) -> Int {
    let firstMark = lastMark &- table.markCount
    mark(slotCount, at: lastMark)
    if movedCapacity < slotCapacity { growMoved() }
    let slots = slots
    let moved = moved.unsafelyUnwrapped
    let marks = UnsafePointer(marks.unsafelyUnwrapped + firstMark)
    table.forEachPlaced(marks) { slot, place in slots[place] = slots[slot] }
    slotCount &-= table.placedCount
    let begin = table.begin(marks)
    let size = slotCount &- begin
    // The fewer slots are copied besides: those in front of the rows, or the rows themselves once more.
    let isFrontShorter = begin < size
    if isFrontShorter { RecordSlot.copy(begin, from: slots, to: moved) }
    var target = moved + begin
    table.forEachRow(marks) { begin, end in
      RecordSlot.copy(end &- begin, from: slots + begin, to: target)
      target += end &- begin
    }
    if isFrontShorter { swapMoved() } else { RecordSlot.copy(size, from: moved + begin, to: slots + begin) }
    return firstMark
  }

  @inline(never) private mutating func growMoved() {
    moved?.deallocate()
    movedCapacity = slotCapacity
    moved = Self.allocatedSlots(movedCapacity)
  }
}
