import SchemaCore

extension SchemaComparison {
  mutating func compare(_ original: ObjectRules, _ update: ObjectRules, in pair: NodePair) throws(Stop) {
    try spend(original.properties.names.count + update.properties.names.count)
    compareRequired(original, update, in: pair)
    for name in original.properties.names {
      guard let before = original.properties[name] else { continue }
      if let node = update.properties[name] {
        use(self.pair(before, node, isSwapped: pair.isSwapped), at: "properties/\(name.text)")
      } else {
        try spend(update.patterns.count)
        removed(before, name, try names.contentModel(of: name, in: update, pair.sides.update), in: pair)
      }
    }
    for name in update.properties.names where original.properties[name] == nil {
      guard let node = update.properties[name] else { continue }
      try spend(original.patterns.count)
      let isRequired = update.required.contains(name)
      let model = try names.contentModel(of: name, in: original, pair.sides.original)
      added(node, name, isRequired: isRequired, model, in: pair)
    }
    compareDependencies(original, update, isSwapped: pair.isSwapped)
    compareAdditional(
      .additionalProperties, (original.allowsAdditional, original.additional),
      (update.allowsAdditional, update.additional), isSwapped: pair.isSwapped)
    compareUnevaluated(.unevaluatedProperties, original.unevaluated, update.unevaluated, in: pair)
    compare(original.limits, update.limits)
  }

  /// Only properties count that both have schemas for.
  private mutating func compareRequired(_ original: ObjectRules, _ update: ObjectRules, in pair: NodePair) {
    for name in original.properties.names {
      guard let after = update.properties[name], original.required.contains(name) != update.required.contains(name)
      else { continue }
      let step = "required/\(name.text)"
      if original.required.contains(name) {
        add(.requiredAttributeRemoved, at: step)
      } else {
        let hasDefault = pair.sides.update[after].annotations.defaultValue != nil
        add(hasDefault ? .requiredAttributeWithDefaultAdded : .requiredAttributeAdded, at: step)
      }
    }
  }

  /// A property that has no schema of its own any more.
  private mutating func removed(_ property: Int, _ name: ExactText, _ model: ContentModel, in pair: NodePair) {
    let step = "properties/\(name.text)"
    switch model {
    case .open: add(.propertyRemovedFromOpen, at: step)
    case .partiallyOpen(let rest):
      let pair = self.pair(property, rest, isSwapped: pair.isSwapped)
      use(pair, at: step)
      add(outcomes[pair].isCompatible ? .propertyRemovedIsCovered : .propertyRemovedNotCovered, at: step)
    case .closed:
      let isFalse = pair.sides.original[property].acceptsNothing
      add(isFalse ? .falsePropertyRemovedFromClosed : .propertyRemovedFromClosed, at: step)
    }
  }

  /// A property that got a schema of its own.
  private mutating func added(
    _ property: Int, _ name: ExactText, isRequired: Bool, _ model: ContentModel, in pair: NodePair
  ) {
    let step = "properties/\(name.text)"
    let node = pair.sides.update[property]
    let hasDefault = node.annotations.defaultValue != nil
    switch model {
    case .open:
      if node.acceptsEverything { return add(.emptyPropertyAddedToOpen, at: step) }
      if !isRequired { return add(.optionalPropertyAddedToOpen, at: step) }
      return add(hasDefault ? .defaultedPropertyAddedToOpen : .requiredPropertyAddedToOpen, at: step)
    case .partiallyOpen(let rest):
      let pair = self.pair(rest, property, isSwapped: pair.isSwapped)
      use(pair, at: step)
      add(outcomes[pair].isCompatible ? .propertyAddedIsCovered : .propertyAddedNotCovered, at: step)
    case .closed: break
    }
    if !isRequired { return add(.optionalPropertyAddedToUnopen, at: step) }
    add(hasDefault ? .defaultedPropertyAddedToUnopen : .requiredPropertyAddedToUnopen, at: step)
  }

  private mutating func compareDependencies(_ original: ObjectRules, _ update: ObjectRules, isSwapped: Bool) {
    let names = Set(original.requiredTogether.keys).union(update.requiredTogether.keys)
    for name in names.sorted(by: { $0.text.utf16.lexicographicallyPrecedes($1.text.utf16) }) {
      let step = "dependencies/\(name.text)"
      switch (original.requiredTogether[name], update.requiredTogether[name]) {
      case (nil, nil): break
      case (nil, _?): add(.dependencyArrayAdded, at: step)
      case (_?, nil): add(.dependencyArrayRemoved, at: step)
      case (let before?, let after?):
        if before == after { break }
        add(
          after.isSuperset(of: before)
            ? .dependencyArrayExtended
            : after.isSubset(of: before) ? .dependencyArrayNarrowed : .dependencyArrayChanged,
          at: step)
      }
    }
    for name in original.dependentSchemas.names {
      let step = "dependencies/\(name.text)"
      guard let before = original.dependentSchemas[name] else { continue }
      if let after = update.dependentSchemas[name] {
        use(pair(before, after, isSwapped: isSwapped), at: step)
      } else {
        add(.dependencySchemaRemoved, at: step)
      }
    }
    for name in update.dependentSchemas.names where original.dependentSchemas[name] == nil {
      add(.dependencySchemaAdded, at: "dependencies/\(name.text)")
    }
  }
}
