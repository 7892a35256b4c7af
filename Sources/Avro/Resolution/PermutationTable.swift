/// A `FieldArrangement.Permutation` as numbers in the jump table, so that a record only adds its marks to them.
///
/// A row begins and ends so many slots behind a mark. Behind the marks of the permutation comes one more, which is where
/// the slots end.
struct PermutationTable {
  private static let headCount = 5
  private static let numbersOfPlaced = 3
  private static let numbersOfRow = 4

  private let numbers: UnsafePointer<UInt32>

  /// The table that begins here.
  @inline(__always) init(at numbers: UnsafePointer<UInt32>) { self.numbers = numbers }

  /// The numbers that tell a permutation: how many marks there are, how many rows are placed and how many moved; where the
  /// rows begin; of each that is placed where it is and how far behind the first mark it belongs; of each that is moved, in
  /// the new order, where it begins and ends.
  static func numbers(of permutation: FieldArrangement.Permutation) -> [UInt32] {
    let boundaries = boundaries(of: permutation)
    var numbers = [
      UInt32(permutation.markCount), UInt32(permutation.placed.count), UInt32(permutation.order.count),
    ]
    numbers += boundaries[0].numbers
    for placed in permutation.placed { numbers += boundaries[placed.row].numbers + [UInt32(placed.place)] }
    for row in permutation.order { numbers += boundaries[row].numbers + boundaries[row + 1].numbers }
    return numbers
  }

  /// Where each row begins, and where the last ends.
  private static func boundaries(of permutation: FieldArrangement.Permutation) -> [Boundary] {
    let sizes = permutation.sizes
    let lastOpen = sizes.lastIndex(of: nil)
    let rest = sizes[((lastOpen ?? -1) + 1)...].reduce(0) { $0 + ($1 ?? 0) }
    var next = Boundary(mark: 0, offset: lastOpen == nil ? -rest : permutation.start)
    var boundaries = [next]
    for (row, size) in sizes.enumerated() {
      if let size {
        next.offset += size
      } else if row == lastOpen {
        next = Boundary(mark: permutation.markCount, offset: -rest)
      } else {
        next = Boundary(mark: next.mark + 1, offset: 0)
      }
      boundaries.append(next)
    }
    return boundaries
  }

  private struct Boundary {
    var mark: Int
    var offset: Int

    var numbers: [UInt32] { [UInt32(mark), UInt32(bitPattern: Int32(offset))] }
  }

  @inline(__always) var markCount: Int { Int(numbers[0]) }

  @inline(__always) var placedCount: Int { Int(numbers[1]) }

  /// The slot where the rows begin.
  @inline(__always) func begin(_ marks: UnsafePointer<Int>) -> Int { Self.slot(numbers + 3, marks) }

  /// Calls `body` with each slot that is placed, and where it belongs.
  @inline(__always) func forEachPlaced(_ marks: UnsafePointer<Int>, _ body: (_ slot: Int, _ place: Int) -> Void) {
    var placed = numbers + Self.headCount
    let end = placed + Self.numbersOfPlaced &* placedCount
    while placed < end {
      body(Self.slot(placed, marks), marks[0] &+ Int(placed[2]))
      placed += Self.numbersOfPlaced
    }
  }

  /// Calls `body` with where each row that is moved begins and ends, in the new order.
  @inline(__always) func forEachRow(_ marks: UnsafePointer<Int>, _ body: (_ begin: Int, _ end: Int) -> Void) {
    var row = numbers + (Self.headCount &+ Self.numbersOfPlaced &* placedCount)
    let end = row + Self.numbersOfRow &* Int(numbers[2])
    while row < end {
      body(Self.slot(row, marks), Self.slot(row + 2, marks))
      row += Self.numbersOfRow
    }
  }

  @inline(__always) private static func slot(_ boundary: UnsafePointer<UInt32>, _ marks: UnsafePointer<Int>) -> Int {
    marks[Int(boundary[0])] &+ Int(Int32(bitPattern: boundary[1]))
  }
}
