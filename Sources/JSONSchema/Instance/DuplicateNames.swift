/// Finds members of one name in one object.
struct DuplicateNames {
  /// Where in the text the first is that replaces another.
  var first: Int?
  private var table: [Int32] = []

  /// Marks the names in an object that later ones replace, and takes them off its count.
  @inline(__always) mutating func mark(
    in slots: UnsafeMutablePointer<JSONSlot>, _ object: Int, end: Int, _ text: UnsafeMutablePointer<UInt8>
  ) {
    // A bit for each name. As long as every name has its own, no two are the same.
    var seen: UInt64 = 0
    var place = object + 1
    while place < end {
      let bit: UInt64 = 1 << (ByteHash.ofEnds(text + Int(slots[place].offset), count: slots[place].length) >> 58)
      if seen & bit != 0 { return markSlowly(in: slots, object, end: end, text) }
      seen |= bit
      let value = slots[place + 1]
      place = value.tag == .array || value.tag == .object ? value.end : place + 2
    }
  }

  @inline(never) private mutating func markSlowly(
    in slots: UnsafeMutablePointer<JSONSlot>, _ object: Int, end: Int, _ text: UnsafeMutablePointer<UInt8>
  ) {
    var capacity = 16
    while capacity < 2 * slots[object].count { capacity *= 2 }
    table.removeAll(keepingCapacity: true)
    table.append(contentsOf: repeatElement(-1, count: capacity))
    var place = object + 1
    while place < end {
      let name = slots[place]
      let bytes = UnsafeRawBufferPointer(start: text + Int(name.offset), count: name.length)
      var bucket = Int(truncatingIfNeeded: ByteHash.of(bytes) >> 32) & (capacity - 1)
      while table[bucket] >= 0 {
        let other = Int(table[bucket])
        if slots[other].length == name.length,
          UnsafeRawBufferPointer(start: text + Int(slots[other].offset), count: name.length).elementsEqual(bytes)
        {
          slots[other].tag = .replacedName
          slots[object].payload &-= 1 << 32
          first = first ?? Int(name.offset) - 1
          break
        }
        bucket = (bucket + 1) & (capacity - 1)
      }
      table[bucket] = Int32(truncatingIfNeeded: place)
      let value = slots[place + 1]
      place = value.tag == .array || value.tag == .object ? value.end : place + 2
    }
  }
}
