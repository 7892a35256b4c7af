/// Where evaluation went on from one schema to another.
struct EvaluationStep {
  var keyword: SchemaKeyword
  /// Which of the keyword's schemas, or names: -1 if it has one only.
  var index: Int32 = -1

  init(_ keyword: SchemaKeyword, _ index: Int = -1) {
    self.keyword = keyword
    self.index = Int32(truncatingIfNeeded: index)
  }
}

/// What is told of what an evaluation finds.
protocol EvaluationObserver {
  /// False if only the verdict is wanted: then an evaluation stops as soon as it is known.
  static var collects: Bool { get }

  mutating func enter(_ step: EvaluationStep, from schema: SchemaIndex)
  mutating func leave()

  /// Something is wrong with the value in the slot.
  mutating func report(
    _ step: EvaluationStep, of schema: SchemaIndex, at slot: Int, _ message: () -> String)
  /// Nothing counts until `resume`, as often as this.
  mutating func pause()
  mutating func resume()
  /// How much was told.
  var count: Int { get }
  /// What was told since then does not count.
  mutating func discard(from count: Int)
  /// What was told since then is why this is wrong.
  mutating func report(
    _ step: EvaluationStep, of schema: SchemaIndex, at slot: Int, becauseOfAllFrom count: Int, _ message: () -> String)
}

/// Wants the verdict only.
struct VerdictObserver: EvaluationObserver {
  static var collects: Bool { false }
  var count: Int { 0 }

  @inline(__always) mutating func enter(_ step: EvaluationStep, from schema: SchemaIndex) {}
  @inline(__always) mutating func leave() {}
  @inline(__always) mutating func report(
    _ step: EvaluationStep, of schema: SchemaIndex, at slot: Int, _ message: () -> String
  ) {}
  @inline(__always) mutating func pause() {}
  @inline(__always) mutating func resume() {}
  @inline(__always) mutating func discard(from count: Int) {}
  @inline(__always) mutating func report(
    _ step: EvaluationStep, of schema: SchemaIndex, at slot: Int, becauseOfAllFrom count: Int, _ message: () -> String
  ) {}
}
