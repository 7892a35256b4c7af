import SchemaCore

/// Compares two versions of a schema, by the rules of the reference implementation.
///
/// Each pair of nodes is looked at on its own, and takes over what the pairs within it come to. All pairs count as
/// compatible until one of them is found not to be, and then those are looked at again that relied on it. So schemas may
/// refer to themselves, and nested alternatives do not take exponential time; nor does deep nesting take stack.
struct SchemaComparison {
  /// Two nodes of which the one's data is to be read with the other.
  struct Pair: Hashable {
    var original: Int
    var update: Int
    /// True within `not`, where the original's node is one of the update's model, and the other way round.
    var isSwapped = false

    func hash(into hasher: inout Hasher) {
      hasher.combine(
        UInt64(truncatingIfNeeded: original) << 32 ^ UInt64(truncatingIfNeeded: update << 1) ^ (isSwapped ? 1 : 0))
    }
  }

  /// What the look at a pair leaves behind.
  enum Entry {
    /// With a pair that shows why, if there is one.
    case difference(DifferenceKind, step: String?, reason: Int? = nil)
    /// What another pair comes to, at a step below this one.
    case use(pair: Int, step: String?)
  }

  /// What is known of a pair.
  struct Outcome {
    let pair: Pair
    var entries: [Entry] = []
    var isCompatible = true
    /// The pairs that relied on this one.
    fileprivate var dependents: [Int] = []
    fileprivate var isOutdated = false
  }

  /// Ends a comparison that takes too long.
  struct Stop: Error {}

  let original: SchemaModel
  let update: SchemaModel
  let policy: CompatibilityPolicy
  let names = NameSearch()
  private(set) var outcomes: [Outcome] = []
  private var numbers: [Pair: Int] = [:]
  /// The pairs that were not looked at yet.
  private var fresh: [Int] = []
  /// The pair that is looked at.
  private var current = 0
  private var entries: [Entry] = []
  private var stepsLeft = SchemaComparison.steps
  private var outdatedCount = 0

  /// How much may be looked at.
  static let steps = 1_000_000

  private init(original: SchemaModel, update: SchemaModel, policy: CompatibilityPolicy) {
    self.original = original
    self.update = update
    self.policy = policy
  }

  /// What all pairs come to that the roots lead to; the first is that of the roots.
  ///
  /// - Throws: `Stop` if the schemas are too large.
  static func outcomes(
    original: SchemaModel, update: SchemaModel, policy: CompatibilityPolicy
  ) throws(Stop) -> [Outcome] {
    var comparison = SchemaComparison(original: original, update: update, policy: policy)
    _ = comparison.number(original.root, update.root)
    try comparison.settle()
    return comparison.outcomes
  }

  /// Looks at pairs until none relies on what is no longer so.
  private mutating func settle() throws(Stop) {
    while true {
      while let next = fresh.popLast() { try look(at: next) }
      if outdatedCount == 0 { return }
      // Those within others come after them, and are settled first.
      try spend(outcomes.count / 64)
      for number in outcomes.indices.reversed() where outcomes[number].isOutdated {
        outcomes[number].isOutdated = false
        outdatedCount -= 1
        try look(at: number)
        while let next = fresh.popLast() { try look(at: next) }
      }
    }
  }

  private mutating func look(at number: Int) throws(Stop) {
    try spend(1)
    current = number
    entries = []
    let pair = outcomes[number].pair
    try compare(pair.original, pair.update, isSwapped: pair.isSwapped)
    try spend(entries.count)
    let isCompatible = entries.allSatisfy { entry in
      switch entry {
      case .difference(let kind, _, _): kind.isCompatible(under: policy)
      case .use(let used, _): outcomes[used].isCompatible
      }
    }
    outcomes[number].entries = entries
    if isCompatible || !outcomes[number].isCompatible { return }
    outcomes[number].isCompatible = false
    for dependent in outcomes[number].dependents where !outcomes[dependent].isOutdated {
      outcomes[dependent].isOutdated = true
      outdatedCount += 1
    }
    outcomes[number].dependents = []
  }

  /// The number of a pair, after references have been followed.
  private mutating func number(_ original: Int, _ update: Int, isSwapped: Bool = false) -> Int {
    let (first, second) = isSwapped ? (self.update, self.original) : (self.original, self.update)
    let pair = Pair(
      original: first.target(of: original), update: second.target(of: update), isSwapped: isSwapped)
    if let number = numbers[pair] { return number }
    let number = outcomes.count
    numbers[pair] = number
    outcomes.append(Outcome(pair: pair))
    fresh.append(number)
    return number
  }
}

extension SchemaComparison {
  mutating func spend(_ steps: Int) throws(Stop) {
    stepsLeft -= steps
    if stepsLeft < 0 { throw Stop() }
  }

  mutating func add(_ kind: DifferenceKind, at step: String? = nil) {
    entries.append(.difference(kind, step: step))
  }

  mutating func add(_ rule: DifferenceRule, at step: String? = nil) { add(.rule(rule), at: step) }

  /// Adds what followed from a pair that turned out to be incompatible.
  mutating func add(_ rule: DifferenceRule, because reason: Int?) {
    entries.append(.difference(.rule(rule), step: nil, reason: reason))
  }

  /// Takes over what a pair comes to.
  mutating func use(_ pair: Int, at step: String?) { entries.append(.use(pair: pair, step: step)) }

  /// The number of a pair that the present one relies on.
  mutating func pair(_ original: Int, _ update: Int, isSwapped: Bool) -> Int {
    let number = number(original, update, isSwapped: isSwapped)
    if outcomes[number].isCompatible, outcomes[number].dependents.last != current {
      outcomes[number].dependents.append(current)
    }
    return number
  }

  /// The same, if it is compatible; nil if it is not.
  mutating func compatiblePair(_ original: Int, _ update: Int, isSwapped: Bool) -> Int? {
    let number = pair(original, update, isSwapped: isSwapped)
    return outcomes[number].isCompatible ? number : nil
  }
}
