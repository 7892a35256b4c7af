extension RecordArena {
  /// In the table of a permutation: a row whose size only the record tells, and which ends at a mark.
  private static let markedSize = UInt32.max
  /// The same for the last of such rows. What is added is the number of slots behind it.
  private static let lastSize: UInt32 = 1 << 31

  /// A permutation as `permute` takes it: the number of marks; the number of slots, if there are no marks; the size of
  /// each row; which of them comes first, second and so on.
  static func permutationTable(_ permutation: FieldArrangement.Permutation) -> [UInt32] {
    let sizes = permutation.sizes
    let last = sizes.lastIndex(of: nil)
    let rest = sizes[((last ?? -1) + 1)...].reduce(0) { $0 + ($1 ?? 0) }
    let table = sizes.enumerated().map { place, size in
      size.map { UInt32($0) } ?? (place == last ? lastSize + UInt32(rest) : markedSize)
    }
    return [UInt32(permutation.markCount), UInt32(rest)] + table + permutation.order.map { UInt32($0) }
  }

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

  /// Puts the last `count` rows of slots in another order.
  ///
  /// - Parameters:
  ///   - lastMark: how many marks there are. The first row begins at a mark, unless all sizes are known.
  ///   - table: what `permutationTable` made.
  /// - Returns: how many marks are left.
  @inline(never) mutating func permute(_ count: Int, lastMark: Int, _ table: UnsafePointer<UInt32>) -> Int {
    let firstMark = lastMark - Int(table[0])
    let begin = firstMark == lastMark ? slotCount - Int(table[1]) : marks.unsafelyUnwrapped[firstMark]
    if lastMark + count + 1 > markCapacity { growMarks(lastMark + count + 1) }
    if movedCapacity < slotCapacity { growMoved() }
    let marks = marks.unsafelyUnwrapped
    let starts = marks + lastMark
    var start = begin
    var mark = firstMark + 1
    for row in 0..<count {
      starts[row] = start
      let size = table[2 &+ row]
      if size < Self.lastSize {
        start &+= Int(size)
      } else if size == Self.markedSize {
        start = marks[mark]
        mark &+= 1
      } else {
        start = slotCount &- Int(size ^ Self.lastSize)
      }
    }
    starts[count] = slotCount
    gather(count, starts, order: table + (2 + count), to: moved.unsafelyUnwrapped + begin)
    // The fewer slots are copied: those in front of the rows, or the rows themselves.
    if begin < slotCount - begin {
      moved.unsafelyUnwrapped.update(from: slots, count: begin)
      swapMoved()
    } else {
      (slots + begin).update(from: moved.unsafelyUnwrapped + begin, count: slotCount - begin)
    }
    return firstMark
  }

  /// Copies two slots at a time: rows are short, and what is copied too much is overwritten by the next row. Behind the
  /// last there is room.
  @inline(__always) private func gather(
    _ count: Int, _ starts: UnsafeMutablePointer<Int>, order: UnsafePointer<UInt32>,
    to target: UnsafeMutablePointer<RecordSlot>
  ) {
    var target = UnsafeMutableRawPointer(target)
    for place in 0..<count {
      let row = Int(order[place])
      var source = UnsafeRawPointer(slots + starts[row])
      let size = (starts[row &+ 1] &- starts[row]) &* MemoryLayout<RecordSlot>.stride
      let end = target + size
      if size > 256 {
        target.copyMemory(from: source, byteCount: size)
      } else {
        while target < end {
          let pair = source.loadUnaligned(as: SIMD32<UInt8>.self)
          target.storeBytes(of: pair, as: SIMD32<UInt8>.self)
          source += 32
          target += 32
        }
      }
      target = end
    }
  }

  @inline(never) private mutating func growMoved() {
    moved?.deallocate()
    movedCapacity = slotCapacity
    moved = .allocate(capacity: movedCapacity)
  }
}
