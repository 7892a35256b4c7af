import SchemaCore

extension SchemaComparison {
  /// Compares two nodes. What lies within them is left to pairs of their own.
  mutating func compare(_ original: Int, _ update: Int, isSwapped: Bool) throws(Stop) {
    let sides =
      isSwapped ? (original: self.update, update: self.original) : (original: self.original, update: self.update)
    let before = sides.original[original]
    let after = sides.update[update]
    let pair = NodePair(original: before, update: after, sides: sides, isSwapped: isSwapped)
    if try choose(pair, original, update) { return }
    if before.kind.name != after.kind.name {
      if before.acceptsNothing || after.acceptsEverything || (before.isConnectBytes && after.isConnectBytes) { return }
      return add(.typeChanged, because: reason(pair, original, update))
    }
    compare(before.annotations, after.annotations)
    switch (before.kind, after.kind) {
    case (.string(let before), .string(let after)): compare(before, after)
    case (.number(let before), .number(let after)): compare(before, after)
    case (.array(let before), .array(let after)): compare(before, after, in: pair)
    case (.object(let before), .object(let after)): try compare(before, after, in: pair)
    case (.enumeration(let before), .enumeration(let after)):
      try spend(before.count + after.count)
      let (before, after) = (Set(before), Set(after))
      if before == after { return }
      add(
        before.isSubset(of: after) ? .enumExtended : after.isSubset(of: before) ? .enumNarrowed : .enumChanged,
        at: "enum")
    case (.constant(let before), .constant(let after)):
      if before != after { add(.enumChanged, at: "const") }
    case (.not(let before), .not(let after)):
      // What is forbidden may become less.
      let isNarrowed = compatiblePair(after, before, isSwapped: !isSwapped) != nil
      add(isNarrowed ? .notTypeNarrowed : .notTypeExtended, at: "not")
    case (.combined(let before), .combined(let after)): try compare(before, after, isSwapped: isSwapped)
    default: break
    }
  }

  /// Compares what may be absent on either side.
  mutating func compare(_ original: Int?, _ update: Int?, at step: String, isSwapped: Bool) {
    switch (original, update) {
    case (nil, nil): break
    case (nil, _?): add(.schemaAdded, at: step)
    case (_?, nil): add(.schemaRemoved, at: step)
    case (let original?, let update?): use(pair(original, update, isSwapped: isSwapped), at: step)
    }
  }

  private mutating func compare(_ original: ModelNode.Annotations, _ update: ModelNode.Annotations) {
    if original.id.map(ExactText.init(_:)) != update.id.map(ExactText.init(_:)) { add(.idChanged) }
    if original.title.map(ExactText.init(_:)) != update.title.map(ExactText.init(_:)) { add(.titleChanged) }
    if original.description.map(ExactText.init(_:)) != update.description.map(ExactText.init(_:)) {
      add(.descriptionChanged)
    }
    if original.defaultValue != update.defaultValue { add(.defaultChanged) }
  }

  private mutating func compare(_ original: StringRules, _ update: StringRules) {
    compare(original.limits, update.limits)
    switch (original.pattern, update.pattern) {
    case (nil, nil): break
    case (nil, _?): add(.patternAdded, at: "pattern")
    case (_?, nil): add(.patternRemoved, at: "pattern")
    case (let before?, let after?):
      if ExactText(before) != ExactText(after) { add(.patternChanged, at: "pattern") }
    }
  }

  private mutating func compare(_ original: NumberRules, _ update: NumberRules) {
    compare(original.limits, update.limits)
    switch (original.multipleOf, update.multipleOf) {
    case (nil, nil): break
    case (nil, _?): add(.multipleOfAdded, at: "multipleOf")
    case (_?, nil): add(.multipleOfRemoved, at: "multipleOf")
    case (let before?, let after?):
      if before == after { break }
      if after.isMultiple(of: before) {
        add(.multipleOfExpanded, at: "multipleOf")
      } else if before.isMultiple(of: after) {
        add(.multipleOfReduced, at: "multipleOf")
      } else {
        add(.multipleOfChanged, at: "multipleOf")
      }
    }
    if original.requiresInteger != update.requiresInteger {
      add(update.requiresInteger ? .typeNarrowed : .typeExtended)
    }
  }

  /// Compares limits, each by the keyword that it is of.
  mutating func compare(_ original: [Limit], _ update: [Limit]) {
    for before in original {
      guard let after = update.first(where: { $0.keyword == before.keyword }) else {
        add(.limit(before.keyword, .removed), at: before.keyword.rawValue)
        continue
      }
      if after.value == before.value { continue }
      let change: DifferenceKind.Change = before.value < after.value ? .increased : .decreased
      add(.limit(before.keyword, change), at: before.keyword.rawValue)
    }
    for after in update where !original.contains(where: { $0.keyword == after.keyword }) {
      add(.limit(after.keyword, .added), at: after.keyword.rawValue)
    }
  }
}

/// Two nodes that are compared, and the models that they are of.
struct NodePair {
  let original: ModelNode
  let update: ModelNode
  let sides: (original: SchemaModel, update: SchemaModel)
  let isSwapped: Bool
}

extension ModelNode.Kind {
  /// What kind of node it is, apart from what it demands.
  var name: String {
    switch self {
    case .empty: "empty"
    case .always: "true"
    case .never: "false"
    case .null: "null"
    case .boolean: "boolean"
    case .string: "string"
    case .number: "number"
    case .array: "array"
    case .object: "object"
    case .enumeration: "enum"
    case .constant: "const"
    case .not: "not"
    case .conditional: "if"
    case .combined: "combined"
    case .reference: "$ref"
    }
  }
}
