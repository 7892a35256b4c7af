import SchemaCore

/// Validates one text after the other, and keeps the memory that it takes. Of one thread at a time.
public struct ValidationSession: ~Copyable {
  private let validator: JSONSchemaValidator
  private var tape = JSONTape()
  private let matcher = PatternMatcher()

  public init(_ validator: JSONSchemaValidator) {
    self.validator = validator
  }

  /// True if the text is as the schema wants it. Stops at the first thing that is wrong.
  ///
  /// - Throws: `InstanceError` if the text is not JSON, or a limit is passed.
  public mutating func isValid(_ text: UnsafeBufferPointer<UInt8>) throws(InstanceError) -> Bool {
    try read(text)
    matcher.begin(patience: validator.evaluationLimits.patternTime)
    var evaluation = Evaluation(
      validator.program, tape.view, limits: validator.evaluationLimits, observer: VerdictObserver(), matcher: matcher)
    do throws(EvaluationInterruption) {
      return try evaluation.run()
    } catch {
      throw instanceError(error, text)
    }
  }

  /// Everything that is wrong with the text.
  ///
  /// - Throws: `InstanceError` if the text is not JSON, or a limit is passed.
  public mutating func validate(_ text: UnsafeBufferPointer<UInt8>) throws(InstanceError) -> ValidationReport {
    // Most texts are as they should be, which is told sooner than what is wrong.
    if try isValid(text) { return ValidationReport(errors: []) }
    let limits = validator.evaluationLimits
    var evaluation = Evaluation(
      validator.program, tape.view, limits: limits,
      observer: ErrorCollector(maximum: limits.errors), matcher: matcher)
    do throws(EvaluationInterruption) {
      _ = try evaluation.run()
    } catch {
      throw instanceError(error, text)
    }
    let findings = evaluation.observer.findings
    let rendering = ErrorRendering(findings, validator.program, tape.view, text)
    return ValidationReport(errors: findings.map(rendering.error))
  }

  private mutating func read(_ text: UnsafeBufferPointer<UInt8>) throws(InstanceError) {
    do throws(JSONError) {
      try tape.read(text, options: validator.instanceOptions)
    } catch {
      throw InstanceError(error.isLimit ? .limit : .syntax, error.message, at: error.position)
    }
  }

  private func instanceError(
    _ interruption: EvaluationInterruption, _ text: UnsafeBufferPointer<UInt8>
  ) -> InstanceError {
    func error(_ message: String, at slot: Int) -> InstanceError {
      InstanceError(
        .limit, message, at: TextPosition(offset: Int(tape.view[slot].offset), in: text),
        path: tape.view.pointer(to: slot))
    }
    let limits = validator.evaluationLimits
    switch interruption {
    case .depth(let slot):
      return error(
        "too many schemas are within each other here, of \(limits.depth) at most: the text is nested too deep, or the schema "
          + "refers to itself without end", at: slot)
    case .steps:
      return InstanceError(
        .limit, "the text takes more than \(limits.steps) steps to validate; the schema may apply itself too often")
    case .pattern(let expression, let slot):
      let pattern = validator.program.expressions[expression].pointee.pattern
      return error(
        "the search for \(pattern.prefix(80)) in this string was given up, as it takes too long; write the pattern "
          + "without repetitions within repetitions", at: slot)
    }
  }
}
