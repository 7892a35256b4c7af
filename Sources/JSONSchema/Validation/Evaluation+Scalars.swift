import SchemaCore

extension Evaluation {
  @inline(__always) mutating func checkString(
    _ number: Int, _ index: SchemaIndex, _ slot: Int, _ value: JSONSlot
  ) throws(EvaluationInterruption) -> Bool {
    let checks = program.strings[number].pointee
    let bytes = instance.bytes(of: value)
    var isValid = true
    // A character has one to four bytes, so that most need not be counted.
    if checks.minimum > 0 && value.length / 4 < checks.minimum || value.length > checks.maximum {
      isValid = checkLength(checks, index, slot, bytes)
      if !isValid && !Observer.collects { return false }
    }
    if checks.pattern >= 0 {
      let isFound = try search(slot, Int(checks.pattern))
      if !isFound {
        guard Observer.collects else { return false }
        isValid = false
        let pattern = program.expressions[Int(checks.pattern)].pointee.pattern
        observer.report(EvaluationStep(.pattern), of: index, at: slot) { "the string does not match \(pattern)" }
      }
    }
    if let format = checks.format, !format.allows(bytes) {
      isValid = false
      observer.report(EvaluationStep(.format), of: index, at: slot) { "the string is not \(format.article)" }
    }
    return isValid
  }

  private mutating func checkLength(
    _ checks: StringChecks, _ index: SchemaIndex, _ slot: Int, _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    var count = 0
    for byte in bytes where byte & 0xC0 != 0x80 { count &+= 1 }
    if count < checks.minimum {
      observer.report(EvaluationStep(.minLength), of: index, at: slot) {
        "the string has \(count) characters, and at least \(checks.minimum) are expected"
      }
      return false
    }
    if count > checks.maximum {
      observer.report(EvaluationStep(.maxLength), of: index, at: slot) {
        "the string has \(count) characters, and at most \(checks.maximum) are expected"
      }
      return false
    }
    return true
  }

  /// True if the string in the slot matches.
  @inline(__always) mutating func search(_ slot: Int, _ expression: Int) throws(EvaluationInterruption) -> Bool {
    switch matcher.search(instance.bytes(of: instance[slot]), for: program.searches[expression].pointee) {
    case .found: return true
    case .missing: return false
    case .exceeded: throw .pattern(expression: expression, slot: slot)
    }
  }

  @inline(__always) mutating func checkNumber(
    _ number: Int, _ index: SchemaIndex, _ slot: Int, _ value: JSONSlot
  ) -> Bool {
    let checks = program.numbers[number]
    if checks.pointee.isWhole, checks.pointee.multiple == nil {
      if value.tag == .integer {
        if value.integer >= checks.pointee.lowest, value.integer <= checks.pointee.highest { return true }
      } else if let (below, above) = instance.neighbors(of: value) {
        if below >= checks.pointee.lowest, above <= checks.pointee.highest { return true }
      }
    }
    return checkExactly(number, index, slot, value)
  }

  @inline(never) private mutating func checkExactly(
    _ number: Int, _ index: SchemaIndex, _ slot: Int, _ value: JSONSlot
  ) -> Bool {
    let checks = program.numbers[number].pointee
    let exact = instance.number(of: value)
    var isValid = true
    for limit in checks.limits {
      let (isKept, words) =
        switch limit.keyword {
        case .minimum: (exact >= limit.value, "at least")
        case .maximum: (exact <= limit.value, "at most")
        case .exclusiveMinimum: (exact > limit.value, "more than")
        default: (exact < limit.value, "less than")
        }
      if isKept { continue }
      isValid = false
      observer.report(EvaluationStep(limit.keyword), of: index, at: slot) {
        "a number of \(words) \(limit.value) is expected"
      }
    }
    if let multiple = checks.multiple, !exact.isMultiple(of: multiple.value) {
      isValid = false
      observer.report(EvaluationStep(.multipleOf), of: index, at: slot) {
        "a multiple of \(multiple.value) is expected"
      }
    }
    return isValid
  }

  mutating func checkValues(
    _ numbers: Range<Int32>, _ index: SchemaIndex, _ slot: Int, _ value: JSONSlot
  ) -> Bool {
    var isValid = true
    for number in numbers where !isAllowed(Int(number), slot, value) {
      isValid = false
      let keyword = program.values[Int(number)].pointee.keyword
      observer.report(EvaluationStep(keyword), of: index, at: slot) {
        keyword == .const ? "the value is not the one that is expected" : "the value is none of those that are allowed"
      }
    }
    return isValid
  }

  private func isAllowed(_ number: Int, _ slot: Int, _ value: JSONSlot) -> Bool {
    let allowed = program.values[number]
    if value.tag == .string {
      guard let strings = allowed.pointee.search else { return false }
      return strings.index(of: instance.bytes(of: value), expected: .max) >= 0
    }
    if allowed.pointee.others.isEmpty { return false }
    let constants = program.constants.view
    let candidates = allowed.pointee.others[ValueComparison.hash(of: slot, in: instance)] ?? []
    return candidates.contains { ValueComparison.areEqual(slot, in: instance, Int($0), in: constants) }
  }
}

extension JSONTapeView {
  /// The whole numbers on both sides of one with a fraction; nil if that is not to be seen at once.
  fileprivate func neighbors(of slot: JSONSlot) -> (below: Int64, above: Int64)? {
    guard slot.kind == .fraction, slot.length <= 64 else { return nil }
    let digits = bytes(of: slot)
    let isNegative = digits[0] == UInt8(ascii: "-")
    var place = isNegative ? 1 : 0
    let first = place
    var whole: Int64 = 0
    while place < digits.count, case let digit = digits[place] &- UInt8(ascii: "0"), digit <= 9 {
      whole = whole &* 10 &+ Int64(digit)
      place &+= 1
    }
    guard place &- first <= 17, place < digits.count, digits[place] == UInt8(ascii: ".") else { return nil }
    // An exponent moves the point.
    for other in digits[(place &+ 1)...] where other &- UInt8(ascii: "0") > 9 { return nil }
    return isNegative ? (-whole - 1, -whole) : (whole, whole + 1)
  }
}

extension ExactNumber: CustomStringConvertible {
  /// As people write it, if it is not too long.
  var description: String {
    let sign = isNegative ? "-" : ""
    let text = digits.prefix(40).map(String.init).joined()
    if digits.isEmpty { return "0" }
    if exponent > 21 || exponent < -6 || digits.count > 40 { return "\(sign)0.\(text)e\(exponent)" }
    if exponent <= 0 { return sign + "0." + String(repeating: "0", count: -exponent) + text }
    if digits.count <= exponent { return sign + text + String(repeating: "0", count: exponent - digits.count) }
    return sign + text.prefix(exponent) + "." + text.dropFirst(exponent)
  }
}
