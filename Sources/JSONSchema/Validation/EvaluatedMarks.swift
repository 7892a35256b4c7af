/// Which members or elements of an instance were evaluated: a bit for each, for `unevaluatedProperties` and
/// `unevaluatedItems`. Those of a value within a value lie behind it, as on a stack.
struct EvaluatedMarks {
  /// Where the marks of one instance begin.
  typealias Base = Int

  private var words: [UInt64] = []

  /// Room for so many, none of them marked.
  mutating func open(count: Int) -> Base {
    let base = words.count
    words.append(contentsOf: repeatElement(0, count: (count + 63) / 64))
    return base
  }

  mutating func close(_ base: Base) { words.removeLast(words.count - base) }

  @inline(__always) mutating func mark(_ index: Int, _ base: Base) {
    words[base + index >> 6] |= 1 << UInt64(index & 63)
  }

  func isMarked(_ index: Int, _ base: Base) -> Bool { words[base + index >> 6] & 1 << UInt64(index & 63) != 0 }

  /// Marks all that are marked above `other`, which has as many.
  mutating func merge(_ other: Base, into base: Base, count: Int) {
    for word in 0..<((count + 63) / 64) { words[base + word] |= words[other + word] }
  }

  mutating func markAll(_ count: Int, _ base: Base) {
    for word in 0..<((count + 63) / 64) { words[base + word] = .max }
  }
}
