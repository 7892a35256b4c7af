extension RecordArena {
  /// In the table of a permutation: a row whose size only the record tells, and which ends at a mark.
  private static let markedSize = UInt32.max
  /// The same for the last of such rows. What is added is the number of slots behind it.
  private static let lastSize: UInt32 = 1 << 31

  /// A permutation as `permute` takes it: the number of marks; how far behind the first of them the rows begin, or if
  /// all sizes are known, how many slots they have; the size of each row; which comes first, second and so on.
  static func permutationTable(_ permutation: FieldArrangement.Permutation) -> [UInt32] {
    let sizes = permutation.sizes
    let last = sizes.lastIndex(of: nil)
    let rest = sizes[((last ?? -1) + 1)...].reduce(0) { $0 + ($1 ?? 0) }
    let table = sizes.enumerated().map { place, size in
      size.map { UInt32($0) } ?? (place == last ? lastSize + UInt32(rest) : markedSize)
    }
    return [UInt32(permutation.markCount), UInt32(last == nil ? rest : permutation.start)] + table
      + permutation.order.map { UInt32($0) }
  }

  /// Remembers that the next row begins at this slot.
  @inline(__always) mutating func mark(_ slot: Int, at place: Int) {
    if place >= markCapacity { growMarks(place + 1) }
    marks.unsafelyUnwrapped[place] = slot
  }

  /// The slot that a mark remembers.
  @inline(__always) func slot(ofMark place: Int) -> Int { marks.unsafelyUnwrapped[place] }

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
    let firstMark = lastMark &- Int(table[0])
    if count == 1 { return firstMark }
    let known = Int(table[1])
    let begin = firstMark == lastMark ? slotCount &- known : slot(ofMark: firstMark) &+ known
    if lastMark &+ count >= markCapacity { growMarks(lastMark &+ count &+ 1) }
    if movedCapacity < slotCapacity { growMoved() }
    let marks = marks.unsafelyUnwrapped
    let starts = marks + lastMark
    var start = begin
    var mark = firstMark &+ 1
    var row = 0
    while row < count {
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
      row &+= 1
    }
    starts[count] = slotCount
    // The fewer slots are copied besides: those in front of the rows, or the rows themselves once more.
    let size = slotCount &- begin
    let moved = moved.unsafelyUnwrapped
    if begin < size { Self.copy(begin, from: slots, to: moved) }
    gather(count, starts, order: table + (2 &+ count), to: moved + begin)
    if begin < size { swapMoved() } else { Self.copy(size, from: moved + begin, to: slots + begin) }
    return firstMark
  }

  @inline(__always) private func gather(
    _ count: Int, _ starts: UnsafeMutablePointer<Int>, order: UnsafePointer<UInt32>,
    to target: UnsafeMutablePointer<RecordSlot>
  ) {
    var target = target
    var place = 0
    while place < count {
      let row = Int(order[place])
      let size = starts[row &+ 1] &- starts[row]
      Self.copy(size, from: slots + starts[row], to: target)
      target += size
      place &+= 1
    }
  }

  /// Copies two slots at a time if they are few, as most rows are: one that is too much is overwritten by the next row,
  /// and behind the last there is room.
  @inline(__always) private static func copy(
    _ count: Int, from source: UnsafeMutablePointer<RecordSlot>, to target: UnsafeMutablePointer<RecordSlot>
  ) {
    if count > 32 { return target.update(from: source, count: count) }
    var from = UnsafeRawPointer(source)
    var to = UnsafeMutableRawPointer(target)
    let end = to + count &* MemoryLayout<RecordSlot>.stride
    while to < end {
      to.storeBytes(of: from.loadUnaligned(as: SIMD32<UInt8>.self), as: SIMD32<UInt8>.self)
      from += 32
      to += 32
    }
  }

  @inline(never) private mutating func growMoved() {
    moved?.deallocate()
    movedCapacity = slotCapacity
    moved = .allocate(capacity: movedCapacity)
  }
}
