import SchemaCore

extension Evaluation {
  mutating func checkArray(
    _ number: Int, _ index: SchemaIndex, _ slot: Int, _ value: JSONSlot, _ marks: EvaluatedMarks.Base
  ) throws(EvaluationInterruption) -> Bool {
    let checks = program.arrays[number]
    var isValid = true
    if value.count < checks.pointee.minimum || value.count > checks.pointee.maximum {
      reportCount(value.count, checks.pointee.minimum, .minItems, checks.pointee.maximum, .maxItems, index, slot)
      guard Observer.collects else { return false }
      isValid = false
    }
    let (firstCount, rest) = (checks.pointee.first.count, checks.pointee.rest)
    let isTold = firstCount == 0 && rest >= 0 && marks < 0 && isEachPlainlyValid(rest, slot, value)
    if !isTold && (firstCount > 0 || rest >= 0) {
      var place = slot &+ 1
      var element = 0
      while place < value.end {
        let isFirst = element < firstCount
        let child = isFirst ? checks.pointee.first[element] : rest
        if child < 0 { break }
        let step =
          isFirst
          ? EvaluationStep(checks.pointee.firstKeyword, element) : EvaluationStep(checks.pointee.restKeyword)
        if !(try evaluate(child, place, marks: -1, by: step, from: index)) {
          guard Observer.collects else { return false }
          isValid = false
        }
        if marks >= 0 { self.marks.mark(element, marks) }
        place = instance.next(after: place)
        element &+= 1
      }
    }
    if checks.pointee.contained >= 0 {
      isValid = try checkContained(checks, index, slot, value, marks) && isValid
      if !isValid && !Observer.collects { return false }
    }
    if checks.pointee.isUnique, let pair = ValueComparison.equalElements(of: slot, in: instance) {
      isValid = false
      observer.report(EvaluationStep(.uniqueItems), of: index, at: slot) { [instance] in
        "elements \(instance.pointer(to: pair.0)) and \(instance.pointer(to: pair.1)) are equal"
      }
    }
    return isValid
  }

  /// True if the elements are neither arrays nor objects, and the kind of each tells that it is as the schema wants it.
  @inline(__always) private func isEachPlainlyValid(_ index: SchemaIndex, _ slot: Int, _ value: JSONSlot) -> Bool {
    guard value.count == value.end &- slot &- 1 else { return false }
    let kinds = program.schemas[Int(index)].pointee.plainKinds
    var others = JSONKindSet()
    for place in (slot &+ 1)..<value.end { others.formUnion(instance[place].kind) }
    return kinds.isSuperset(of: others)
  }

  private mutating func checkContained(
    _ checks: UnsafePointer<ArrayChecks>, _ index: SchemaIndex, _ slot: Int, _ value: JSONSlot,
    _ marks: EvaluatedMarks.Base
  ) throws(EvaluationInterruption) -> Bool {
    observer.pause()
    var count = 0
    var place = slot + 1
    for element in 0..<value.count {
      if try evaluate(checks.pointee.contained, place, marks: -1, by: EvaluationStep(.contains), from: index) {
        count += 1
        if marks >= 0 && checks.pointee.evaluatesContained { self.marks.mark(element, marks) }
      }
      place = instance.next(after: place)
    }
    observer.resume()
    let (minimum, maximum) = (checks.pointee.minimumContained, checks.pointee.maximumContained)
    if count < minimum {
      observer.report(EvaluationStep(minimum == 1 ? .contains : .minContains), of: index, at: slot) {
        "\(count) elements match contains, and at least \(minimum) are expected"
      }
      return false
    }
    if count > maximum {
      observer.report(EvaluationStep(.maxContains), of: index, at: slot) {
        "\(count) elements match contains, and at most \(maximum) are expected"
      }
      return false
    }
    return true
  }

  mutating func checkObject(
    _ number: Int, _ index: SchemaIndex, _ slot: Int, _ value: JSONSlot, _ marks: EvaluatedMarks.Base
  ) throws(EvaluationInterruption) -> Bool {
    let checks = program.objects[number]
    var isValid = true
    if value.count < checks.pointee.minimum || value.count > checks.pointee.maximum {
      reportCount(
        value.count, checks.pointee.minimum, .minProperties, checks.pointee.maximum, .maxProperties, index, slot)
      guard Observer.collects else { return false }
      isValid = false
    }
    guard checks.pointee.search.count <= 64 else {
      let seen = self.marks.open(count: checks.pointee.search.count)
      defer { self.marks.close(seen) }
      var none: UInt64 = 0
      return try checkMembers(checks, index, slot, value, marks, &none, seen) && isValid
    }
    var seen: UInt64 = 0
    return try checkMembers(checks, index, slot, value, marks, &seen, -1) && isValid
  }

  /// - Parameters:
  ///   - seen: a bit for each name that is there, if there are few.
  ///   - seenMarks: where they are marked if there are many.
  @inline(__always) private mutating func checkMembers(
    _ checks: UnsafePointer<ObjectChecks>, _ index: SchemaIndex, _ slot: Int, _ value: JSONSlot,
    _ marks: EvaluatedMarks.Base, _ seen: inout UInt64, _ seenMarks: EvaluatedMarks.Base
  ) throws(EvaluationInterruption) -> Bool {
    var isValid = true
    var expected = 0
    var place = slot &+ 1
    var member = -1
    let hasOthers = !checks.pointee.patterns.isEmpty || checks.pointee.propertyNames >= 0
    while place < value.end {
      let name = instance[place]
      let child = place &+ 1
      defer { place = instance.next(after: child) }
      member &+= 1
      if name.tag == .replacedName { continue }
      let known = checks.pointee.search.index(of: instance.bytes(of: name), expected: expected)
      var isEvaluated = false
      if known >= 0 {
        expected = known &+ 1
        if seenMarks >= 0 { self.marks.mark(known, seenMarks) } else { seen |= 1 &<< UInt64(known) }
        let schema = checks.pointee.search.number(at: known)
        if schema >= 0 {
          isEvaluated = true
          if !(try evaluate(schema, child, marks: -1, by: EvaluationStep(.properties, known), from: index)) {
            guard Observer.collects else { return false }
            isValid = false
          }
        }
      }
      if hasOthers {
        isValid = try checkOther(checks, index, place, child, &isEvaluated) && isValid
        if !isValid && !Observer.collects { return false }
      }
      if !isEvaluated && checks.pointee.additional >= 0 {
        isEvaluated = true
        let step = EvaluationStep(.additionalProperties)
        if !(try evaluate(checks.pointee.additional, child, marks: -1, by: step, from: index)) {
          guard Observer.collects else { return false }
          isValid = false
        }
      }
      if isEvaluated && marks >= 0 { self.marks.mark(member, marks) }
    }
    guard checks.pointee.notesNames else { return isValid }
    if seenMarks >= 0 || seen & checks.pointee.requiredBits != checks.pointee.requiredBits {
      for name in checks.pointee.required where !isSeen(Int(name), seen, seenMarks) {
        guard Observer.collects else { return false }
        isValid = false
        observer.report(EvaluationStep(.required), of: index, at: slot) {
          "the member \(checks.pointee.names.names[Int(name)]) is missing"
        }
      }
    }
    if checks.pointee.dependencies.isEmpty { return isValid }
    for (number, dependency) in checks.pointee.dependencies.enumerated()
    where isSeen(Int(dependency.name), seen, seenMarks) {
      for name in dependency.names where !isSeen(Int(name), seen, seenMarks) {
        guard Observer.collects else { return false }
        isValid = false
        observer.report(EvaluationStep(dependency.keyword, number), of: index, at: slot) {
          let names = checks.pointee.names.names
          return "the member \(names[Int(name)]) is missing, which \(names[Int(dependency.name)]) needs"
        }
      }
      guard dependency.schema >= 0 else { continue }
      let step = EvaluationStep(dependency.keyword, number)
      if !(try evaluate(dependency.schema, slot, marks: marks, by: step, from: index)) {
        guard Observer.collects else { return false }
        isValid = false
      }
    }
    return isValid
  }

  @inline(__always) private func isSeen(_ name: Int, _ seen: UInt64, _ seenMarks: EvaluatedMarks.Base) -> Bool {
    seenMarks >= 0 ? marks.isMarked(name, seenMarks) : seen & (1 &<< UInt64(name)) != 0
  }

  /// The schemas that names are searched for, and that they themselves must match.
  private mutating func checkOther(
    _ checks: UnsafePointer<ObjectChecks>, _ index: SchemaIndex, _ name: Int, _ child: Int, _ isEvaluated: inout Bool
  ) throws(EvaluationInterruption) -> Bool {
    var isValid = true
    for (number, pattern) in checks.pointee.patterns.enumerated() {
      guard try search(name, Int(pattern.expression)) else { continue }
      isEvaluated = true
      let step = EvaluationStep(.patternProperties, number)
      isValid = try evaluate(pattern.schema, child, marks: -1, by: step, from: index) && isValid
      if !isValid && !Observer.collects { return false }
    }
    if checks.pointee.propertyNames >= 0 {
      isValid =
        try evaluate(
          checks.pointee.propertyNames, name, marks: -1, by: EvaluationStep(.propertyNames), from: index) && isValid
    }
    return isValid
  }

  private mutating func reportCount(
    _ count: Int, _ minimum: Int, _ least: SchemaKeyword, _ maximum: Int, _ most: SchemaKeyword, _ index: SchemaIndex,
    _ slot: Int
  ) {
    let what = least == .minItems ? "elements" : "members"
    observer.report(EvaluationStep(count < minimum ? least : most), of: index, at: slot) {
      count < minimum
        ? "there are \(count) \(what), and at least \(minimum) are expected"
        : "there are \(count) \(what), and at most \(maximum) are expected"
    }
  }
}
