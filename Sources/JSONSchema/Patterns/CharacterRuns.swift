/// A regular expression of the plainest kind: from the start of the text on, runs of ASCII characters, perhaps up to its
/// end, as in `^[A-Z]{3}-[0-9]+$`.
///
/// It is matched in one pass. Going back would find nothing more, because what follows a run that may be longer or
/// shorter begins with none of the run's characters.
///
/// It holds addresses and nothing that is counted; its owner deallocates it.
struct CharacterRuns: @unchecked Sendable {
  struct Run: Sendable {
    var characters: ASCIISet
    var minimum: Int
    var maximum: Int
  }

  /// A run as it is matched.
  private struct Step: Sendable {
    /// The bit of its set of characters.
    var bit: UInt8
    var minimum: Int
    var maximum: Int
  }

  // Written by `init` only.
  private let steps: UnsafeMutablePointer<Step>
  private let count: Int
  /// For each byte, the bits of the sets that it is in.
  private let sets: UnsafeMutablePointer<UInt8>
  private let reachesEnd: Bool

  /// How many sets of characters have a bit.
  private static let maximumSets = 8

  /// Nil if these runs cannot be matched in one pass, or are too many.
  init?(_ runs: [Run], reachesEnd: Bool) {
    var known: [ASCIISet] = []
    var steps: [Step] = []
    for (place, run) in runs.enumerated() {
      guard run.minimum <= run.maximum, run.minimum == run.maximum || Self.isBounded(runs[place...]) else { return nil }
      if !known.contains(run.characters) { known.append(run.characters) }
      guard known.count <= Self.maximumSets, let number = known.firstIndex(of: run.characters) else { return nil }
      steps.append(Step(bit: 1 << UInt8(number), minimum: run.minimum, maximum: run.maximum))
    }
    count = steps.count
    self.steps = .allocate(capacity: steps.count)
    for (number, step) in steps.enumerated() { (self.steps + number).initialize(to: step) }
    sets = .allocate(capacity: 256)
    for byte in 0..<256 {
      var bits: UInt8 = 0
      for (number, set) in known.enumerated() where set.contains(UInt8(byte)) { bits |= 1 << UInt8(number) }
      (sets + byte).initialize(to: bits)
    }
    self.reachesEnd = reachesEnd
  }

  /// True if nothing that may follow the first run begins with its characters.
  private static func isBounded(_ runs: ArraySlice<Run>) -> Bool {
    guard let first = runs.first else { return true }
    for run in runs.dropFirst() {
      if !run.characters.isDisjoint(with: first.characters) { return false }
      if run.minimum > 0 { break }
    }
    return true
  }

  func deallocate() {
    steps.deallocate()
    sets.deallocate()
  }

  func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var place = 0
    for number in 0..<count {
      let step = steps[number]
      let start = place
      let end = step.maximum < text.count &- place ? place &+ step.maximum : text.count
      while place < end, sets[Int(text[place])] & step.bit != 0 { place &+= 1 }
      if place &- start < step.minimum { return false }
    }
    return !reachesEnd || place == text.count
  }
}

/// ASCII characters, as a set.
struct ASCIISet: Hashable, Sendable {
  private var low: UInt64 = 0
  private var high: UInt64 = 0

  init() {}

  init(_ characters: ClosedRange<UInt8>) {
    insert(characters)
  }

  mutating func insert(_ characters: ClosedRange<UInt8>) {
    for character in characters where character < 0x80 {
      let bit: UInt64 = 1 << UInt64(character & 63)
      if character < 64 { low |= bit } else { high |= bit }
    }
  }

  mutating func formUnion(_ other: ASCIISet) {
    low |= other.low
    high |= other.high
  }

  func contains(_ byte: UInt8) -> Bool {
    byte < 0x80 && (byte < 64 ? low : high) & 1 << UInt64(byte & 63) != 0
  }

  func isDisjoint(with other: ASCIISet) -> Bool { low & other.low == 0 && high & other.high == 0 }
}
