/// Ranges of numbers that a message or an enum declares, in which numbers are looked for.
struct DeclaredRanges {
  struct Range {
    enum Purpose { case reserved, extensions }
    var lower: Int64
    /// Belongs to the range.
    var upper: Int64
    var purpose: Purpose
    var place: SourcePlace
    /// Which of the message's statements about extensions it belongs to.
    var statement = 0

    var text: String {
      let numbers = lower == upper ? "\(lower)" : "\(lower) to \(upper)"
      return purpose == .reserved ? "reserved \(numbers)" : "extensions \(numbers)"
    }
  }

  /// By their lower ends.
  private let ranges: [Range]

  init(_ ranges: [Range]) {
    self.ranges = ranges.sorted { ($0.lower, $0.upper) < ($1.lower, $1.upper) }
  }

  /// Pairs of ranges that have numbers in common, the earlier one in the text first.
  var overlaps: [(first: Range, second: Range)] {
    var result: [(first: Range, second: Range)] = []
    guard var last = ranges.first else { return [] }
    for range in ranges.dropFirst() {
      if range.lower <= last.upper {
        result.append(range.place.offset < last.place.offset ? (range, last) : (last, range))
      }
      if range.upper > last.upper { last = range }
    }
    return result
  }

  /// The range that a number is in, if there is one.
  func range(of number: Int64) -> Range? {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = low + (high - low) / 2
      if ranges[middle].lower <= number { low = middle + 1 } else { high = middle }
    }
    guard low > 0, ranges[low - 1].upper >= number else { return nil }
    return ranges[low - 1]
  }
}

extension RangeSyntax {
  /// The range as declared; ends that are swapped are told elsewhere.
  func numbers(maximum: Int64, for purpose: DeclaredRanges.Range.Purpose) -> DeclaredRanges.Range {
    let upper =
      switch self.upper {
      case nil: lower.value
      case .max: maximum
      case .number(let upper): upper.value
      }
    return DeclaredRanges.Range(
      lower: min(lower.value, upper), upper: max(lower.value, upper), purpose: purpose, place: lower.place)
  }
}
