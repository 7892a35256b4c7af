extension RecordArena {
  /// Completes the slot of an array or map, whose items were counted on the way.
  mutating func close(_ head: Int, itemCount: Int) {
    slots[head].bits = UInt64(itemCount)
    close(head)
  }

  /// Moves the slots from `middle` on to `start`, in front of those that are there.
  mutating func rotate(from start: Int, to middle: Int) {
    let moved = Array(values[middle...])
    for place in stride(from: middle - 1, through: start, by: -1) { slots[place + moved.count] = slots[place] }
    for (place, slot) in moved.enumerated() { slots[start + place] = slot }
  }
}
