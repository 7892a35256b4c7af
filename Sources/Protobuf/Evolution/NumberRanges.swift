/// A set of field or enum numbers, kept as ranges.
struct NumberRanges {
  /// Ascending, without overlaps or neighbours.
  private var ranges: [ClosedRange<Int64>] = []

  init(_ ranges: [ClosedRange<Int64>]) {
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = self.ranges.last, range.lowerBound <= last.upperBound + 1 {
        self.ranges[self.ranges.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
      } else {
        self.ranges.append(range)
      }
    }
  }

  func contains(_ number: Int32) -> Bool { cover(Int64(number)...Int64(number)) }

  /// True if all numbers of the range belong to the set.
  func cover(_ range: ClosedRange<Int64>) -> Bool {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = low + (high - low) / 2
      if ranges[middle].upperBound < range.lowerBound { low = middle + 1 } else { high = middle }
    }
    return low < ranges.count && ranges[low].lowerBound <= range.lowerBound
      && range.upperBound <= ranges[low].upperBound
  }

  /// The numbers of a message's range, whose upper bound does not belong to it; an empty one is its lower bound.
  static func numbers(_ range: Range<Int32>) -> ClosedRange<Int64> {
    let lower = Int64(range.lowerBound)
    return lower...max(lower, Int64(range.upperBound) - 1)
  }

  /// The numbers of an enum's range.
  static func numbers(_ range: ClosedRange<Int32>) -> ClosedRange<Int64> {
    Int64(range.lowerBound)...Int64(range.upperBound)
  }

  /// A range as it is written.
  static func text(_ range: ClosedRange<Int64>) -> String {
    range.lowerBound == range.upperBound ? "\(range.lowerBound)" : "\(range.lowerBound) to \(range.upperBound)"
  }
}
