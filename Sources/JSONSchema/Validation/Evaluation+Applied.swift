import SchemaCore

extension Evaluation {
  mutating func checkApplied(
    _ number: Int, _ index: SchemaIndex, _ slot: Int, _ marks: EvaluatedMarks.Base
  ) throws(EvaluationInterruption) -> Bool {
    let applied = program.applied[number]
    var isValid = true
    for place in 0..<applied.pointee.all.count {
      let schema = applied.pointee.all[place]
      isValid = try evaluate(schema, slot, marks: marks, by: EvaluationStep(.allOf, place), from: index) && isValid
      if !isValid && !Observer.collects { return false }
    }
    if !applied.pointee.any.isEmpty {
      isValid = try checkAny(applied, index, slot, marks) && isValid
      if !isValid && !Observer.collects { return false }
    }
    if !applied.pointee.one.isEmpty {
      isValid = try checkOne(applied, index, slot, marks) && isValid
      if !isValid && !Observer.collects { return false }
    }
    if applied.pointee.not >= 0 {
      observer.pause()
      let isMatched = try evaluate(applied.pointee.not, slot, marks: -1, by: EvaluationStep(.not), from: index)
      observer.resume()
      if isMatched {
        guard Observer.collects else { return false }
        isValid = false
        observer.report(EvaluationStep(.not), of: index, at: slot) { "the value is one that is not allowed" }
      }
    }
    if applied.pointee.condition >= 0 {
      isValid = try checkCondition(applied, index, slot, marks) && isValid
      if !isValid && !Observer.collects { return false }
    }
    if applied.pointee.dynamic >= 0 {
      let reference = program.dynamic[Int(applied.pointee.dynamic)].pointee
      let target = scope.lazy.compactMap { reference.byResource[$0] }.first ?? reference.target
      isValid =
        try evaluate(target, slot, marks: marks, by: EvaluationStep(reference.keyword), from: index) && isValid
    }
    return isValid
  }

  private mutating func checkAny(
    _ applied: UnsafePointer<AppliedSchemas>, _ index: SchemaIndex, _ slot: Int, _ marks: EvaluatedMarks.Base
  ) throws(EvaluationInterruption) -> Bool {
    let told = observer.count
    var isValid = false
    // By index: an array that is walked through is counted.
    for place in 0..<applied.pointee.any.count {
      let schema = applied.pointee.any[place]
      guard try attempt(schema, slot, marks, EvaluationStep(.anyOf, place), from: index) else { continue }
      isValid = true
      // All that match say what is evaluated.
      if marks < 0 { break }
    }
    if isValid {
      observer.discard(from: told)
    } else {
      observer.report(EvaluationStep(.anyOf), of: index, at: slot, becauseOfAllFrom: told) {
        "the value matches none of \(applied.pointee.any.count) schemas, and should match at least one"
      }
    }
    return isValid
  }

  private mutating func checkOne(
    _ applied: UnsafePointer<AppliedSchemas>, _ index: SchemaIndex, _ slot: Int, _ marks: EvaluatedMarks.Base
  ) throws(EvaluationInterruption) -> Bool {
    let told = observer.count
    var first: Int?
    for place in 0..<applied.pointee.one.count {
      let schema = applied.pointee.one[place]
      guard try attempt(schema, slot, marks, EvaluationStep(.oneOf, place), from: index) else { continue }
      guard let other = first else {
        first = place
        continue
      }
      observer.discard(from: told)
      observer.report(EvaluationStep(.oneOf), of: index, at: slot) {
        "the value matches schema \(other) and schema \(place), counted from 0, and should match one only"
      }
      return false
    }
    if first != nil {
      observer.discard(from: told)
      return true
    }
    observer.report(EvaluationStep(.oneOf), of: index, at: slot, becauseOfAllFrom: told) {
      "the value matches none of \(applied.pointee.one.count) schemas, and should match exactly one"
    }
    return false
  }

  private mutating func checkCondition(
    _ applied: UnsafePointer<AppliedSchemas>, _ index: SchemaIndex, _ slot: Int, _ marks: EvaluatedMarks.Base
  ) throws(EvaluationInterruption) -> Bool {
    observer.pause()
    let isMet = try attempt(applied.pointee.condition, slot, marks, EvaluationStep(.if), from: index)
    observer.resume()
    let schema = isMet ? applied.pointee.consequence : applied.pointee.alternative
    if schema < 0 { return true }
    return try evaluate(schema, slot, marks: marks, by: EvaluationStep(isMet ? .then : .else), from: index)
  }

  /// Evaluates a schema that need not match; if it does not, nothing that it evaluated counts.
  private mutating func attempt(
    _ schema: SchemaIndex, _ slot: Int, _ marks: EvaluatedMarks.Base, _ step: EvaluationStep, from index: SchemaIndex
  ) throws(EvaluationInterruption) -> Bool {
    guard marks >= 0 else { return try evaluate(schema, slot, marks: -1, by: step, from: index) }
    let count = markCount(of: slot)
    let own = self.marks.open(count: count)
    defer { self.marks.close(own) }
    guard try evaluate(schema, slot, marks: own, by: step, from: index) else { return false }
    self.marks.merge(own, into: marks, count: count)
    return true
  }

  /// Members that are replaced are counted, too: a member's place is its mark.
  private func markCount(of slot: Int) -> Int {
    let value = instance[slot]
    switch value.tag {
    case .array: return value.count
    // A member has two slots at least.
    case .object: return (value.end &- slot &- 1) / 2
    default: return 0
    }
  }

  /// All parts of a schema, and then what they left unevaluated.
  mutating func applyWithMarks(
    _ schema: UnsafePointer<CompiledSchema>, _ index: SchemaIndex, _ slot: Int, _ marks: EvaluatedMarks.Base
  ) throws(EvaluationInterruption) -> Bool {
    let value = instance[slot]
    let count = markCount(of: slot)
    let own = self.marks.open(count: count)
    defer { self.marks.close(own) }
    var isValid = try applyParts(schema, index, slot, value, own)
    if !isValid && !Observer.collects { return false }
    let isArray = value.tag == .array
    let rest =
      isArray
      ? schema.pointee.unevaluatedItems : value.tag == .object ? schema.pointee.unevaluatedProperties : -1
    if rest >= 0 {
      let step = EvaluationStep(isArray ? .unevaluatedItems : .unevaluatedProperties)
      var place = slot + 1
      var child = 0
      while place < value.end {
        let isReplaced = instance[place].tag == .replacedName
        if !isArray { place += 1 }
        if !isReplaced && !self.marks.isMarked(child, own) {
          isValid = try evaluate(rest, place, marks: -1, by: step, from: index) && isValid
          if !isValid && !Observer.collects { return false }
        }
        place = instance.next(after: place)
        child += 1
      }
      self.marks.markAll(count, own)
    }
    if marks >= 0 { self.marks.merge(own, into: marks, count: count) }
    return isValid
  }
}
