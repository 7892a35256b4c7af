import SchemaCore

extension SchemaComparison {
  /// A schema may become one of several, and one of several that all must hold may be left: true if that is what
  /// happened, and nothing more is to be said.
  mutating func choose(_ pair: NodePair, _ original: Int, _ update: Int) throws(Stop) -> Bool {
    switch (pair.original.kind, pair.update.kind) {
    case (.combined, .combined): return false
    case (_, .combined(let rules)):
      if rules.members.count != 1 && rules.criterion == .all { return false }
      for member in rules.members {
        try spend(1)
        guard let pair = compatiblePair(original, member, isSwapped: pair.isSwapped) else { continue }
        use(pair, at: nil)
        if rules.members.count > 1 { add(.sumTypeExtended) }
        return true
      }
    case (.combined(let rules), _):
      if rules.members.count != 1 && rules.criterion != .all { return false }
      for member in rules.members {
        try spend(1)
        guard let pair = compatiblePair(member, update, isSwapped: pair.isSwapped) else { continue }
        use(pair, at: nil)
        if rules.members.count > 1 { add(.productTypeNarrowed) }
        return true
      }
    default: break
    }
    return false
  }

  mutating func compare(_ original: CombinedRules, _ update: CombinedRules, isSwapped: Bool) throws(Stop) {
    if original.criterion != update.criterion {
      if !Self.isExtended(original, update) { return add(.combinedTypeChanged) }
      add(.combinedTypeExtended)
    }
    let (before, after) = (original.distinct, update.distinct)
    if before.count < after.count {
      add(update.criterion == .all ? .productTypeExtended : .sumTypeExtended)
    } else if before.count > after.count {
      add(original.criterion == .all ? .productTypeNarrowed : .sumTypeNarrowed)
    }
    var matching = BipartiteMatching(left: before.count, right: after.count)
    try spend(before.count * after.count)
    for (left, original) in before.enumerated() {
      for (right, update) in after.enumerated() where compatiblePair(original, update, isSwapped: isSwapped) != nil {
        matching.connect(left, right)
      }
    }
    let matches = try matching.maximum { (steps) throws(Stop) in try spend(steps) }
    var count = 0
    for (left, right) in matches.enumerated() {
      guard let right else { continue }
      count += 1
      let step = "\(original.criterion.rawValue)/\(left)"
      use(pair(before[left], after[right], isSwapped: isSwapped), at: step)
    }
    if count < min(before.count, after.count) {
      add(.subschemasChanged, because: reason(unmatched: matches, original, update, isSwapped: isSwapped))
    }
  }

  /// The first pair of schemas without counterpart that look alike, to show what has changed in them.
  private mutating func reason(
    unmatched matches: [Int?], _ original: CombinedRules, _ update: CombinedRules, isSwapped: Bool
  ) -> Int? {
    let taken = Set(matches.compactMap(\.self))
    let free = update.distinct.enumerated().filter { !taken.contains($0.offset) }.map(\.element)
    for (left, right) in matches.enumerated() where right == nil {
      let before = original.distinct[left]
      if let after = alike(before, among: free, isSwapped: isSwapped) {
        return pair(before, after, isSwapped: isSwapped)
      }
    }
    return nil
  }

  /// The same where one schema became several, or several became one.
  mutating func reason(_ pair: NodePair, _ original: Int, _ update: Int) -> Int? {
    switch (pair.original.kind, pair.update.kind) {
    case (_, .combined(let rules)):
      alike(original, among: rules.members, isSwapped: pair.isSwapped).map {
        self.pair(original, $0, isSwapped: pair.isSwapped)
      }
    case (.combined(let rules), _):
      rules.members.first { alike($0, among: [update], isSwapped: pair.isSwapped) != nil }.map {
        self.pair($0, update, isSwapped: pair.isSwapped)
      }
    default: nil
    }
  }

  /// The first node that is of the same kind as another, references followed.
  private func alike(_ original: Int, among nodes: [Int], isSwapped: Bool) -> Int? {
    let (first, second) = isSwapped ? (update, self.original) : (self.original, update)
    let name = first[first.target(of: original)].kind.name
    return nodes.first { second[second.target(of: $0)].kind.name == name }
  }

  /// True if another way of combining admits at least as much.
  private static func isExtended(_ original: CombinedRules, _ update: CombinedRules) -> Bool {
    switch (original.members.count, update.members.count) {
    case (1, 1): true
    case _ where update.criterion == .any: true
    case (1, _): update.criterion == .one
    case (_, 1): original.criterion == .all
    default: false
    }
  }
}
