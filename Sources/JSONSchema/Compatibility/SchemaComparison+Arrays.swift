import SchemaCore

extension SchemaComparison {
  mutating func compare(_ original: ArrayRules, _ update: ArrayRules, in pair: NodePair) {
    compare(original.everyItem, update.everyItem, at: "items", isSwapped: pair.isSwapped)
    let common = min(original.items.count, update.items.count)
    for index in 0..<common {
      use(self.pair(original.items[index], update.items[index], isSwapped: pair.isSwapped), at: "items/\(index)")
    }
    let after = ContentModel(of: update, in: pair.sides.update)
    for index in common..<original.items.count { removed(original.items[index], index, after, in: pair) }
    let before = ContentModel(of: original, in: pair.sides.original)
    for index in common..<update.items.count { added(update.items[index], index, before, in: pair) }
    compareAdditional(
      .additionalItems, (original.allowsAdditional, original.additional), (update.allowsAdditional, update.additional),
      isSwapped: pair.isSwapped)
    compareUnevaluated(.unevaluatedItems, original.unevaluated, update.unevaluated, in: pair)
    compare(original.limits, update.limits)
    if original.isUnique != update.isUnique {
      add(update.isUnique ? .uniqueItemsAdded : .uniqueItemsRemoved, at: "uniqueItems")
    }
  }

  /// An item that has no schema of its own any more.
  private mutating func removed(_ item: Int, _ index: Int, _ model: ContentModel, in pair: NodePair) {
    let step = "items/\(index)"
    switch model {
    case .open: add(.itemRemovedFromOpen, at: step)
    case .partiallyOpen(let rest):
      let pair = self.pair(item, rest, isSwapped: pair.isSwapped)
      use(pair, at: step)
      add(outcomes[pair].isCompatible ? .itemRemovedIsCovered : .itemRemovedNotCovered, at: step)
    case .closed:
      add(pair.sides.original[item].acceptsNothing ? .falseItemRemovedFromClosed : .itemRemovedFromClosed, at: step)
    }
  }

  /// An item that got a schema of its own.
  private mutating func added(_ item: Int, _ index: Int, _ model: ContentModel, in pair: NodePair) {
    let step = "items/\(index)"
    switch model {
    case .open: add(pair.sides.update[item].acceptsEverything ? .emptyItemAddedToOpen : .itemAddedToOpen, at: step)
    case .partiallyOpen(let rest):
      let pair = self.pair(rest, item, isSwapped: pair.isSwapped)
      use(pair, at: step)
      add(outcomes[pair].isCompatible ? .itemAddedIsCovered : .itemAddedNotCovered, at: step)
    case .closed: add(.itemAddedToClosed, at: step)
    }
  }

  /// `additionalItems` and `additionalProperties`.
  mutating func compareAdditional(
    _ keyword: DifferenceKind.Rest, _ original: (isAllowed: Bool, node: Int?), _ update: (isAllowed: Bool, node: Int?),
    isSwapped: Bool
  ) {
    let step = keyword.keyword
    if original.isAllowed != update.isAllowed {
      add(.rest(keyword, update.isAllowed ? .added : .removed), at: step)
    } else if original.node == nil, update.node != nil {
      add(.rest(keyword, .narrowed), at: step)
    } else if original.node != nil, update.node == nil {
      add(.rest(keyword, .extended), at: step)
    } else {
      compare(original.node, update.node, at: step, isSwapped: isSwapped)
    }
  }

  /// `unevaluatedItems` and `unevaluatedProperties`.
  mutating func compareUnevaluated(
    _ keyword: DifferenceKind.Rest, _ original: Int?, _ update: Int?, in pair: NodePair
  ) {
    let before = original.map { pair.sides.original[$0] }
    let after = update.map { pair.sides.update[$0] }
    let permission: DifferenceKind.Permission?
    switch (before, after) {
    case (nil, nil): permission = nil
    case (nil, let after?): permission = after.acceptsNothing ? .removed : .narrowed
    case (let before?, nil): permission = before.acceptsNothing ? .added : .extended
    case (let before?, let after?):
      if before.acceptsNothing != after.acceptsNothing {
        permission = before.acceptsNothing ? .added : .removed
      } else if before.acceptsEverything != after.acceptsEverything {
        permission = before.acceptsEverything ? .narrowed : .extended
      } else {
        permission = nil
      }
    }
    if let permission {
      add(.rest(keyword, permission), at: keyword.keyword)
    } else {
      compare(original, update, at: keyword.keyword, isSwapped: pair.isSwapped)
    }
  }
}
