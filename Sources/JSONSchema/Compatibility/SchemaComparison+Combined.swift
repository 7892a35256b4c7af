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
    for (left, original) in before.enumerated() {
      try spend(after.count)
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
    if count < min(before.count, after.count) { add(.subschemasChanged) }
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
