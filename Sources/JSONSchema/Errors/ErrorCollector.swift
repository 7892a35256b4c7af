import SchemaCore

/// Collects what an evaluation finds. Places are found out at the end, for what is left then.
struct ErrorCollector: EvaluationObserver {
  static var collects: Bool { true }

  /// Something that is wrong, as it was found.
  struct Finding {
    var step: EvaluationStep
    var schema: SchemaIndex
    var slot: Int
    var trail: [Turn]
    var message: String
    var causes: [Finding] = []
    /// How many findings this is, with its causes.
    var size = 1
    /// How many findings are within each other.
    var height = 1
  }

  /// Where evaluation went on from a schema.
  struct Turn {
    var step: EvaluationStep
    var schema: SchemaIndex
  }

  // Reports are walked by calls in calls.
  private static let maximumHeight = 24

  private(set) var findings: [Finding] = []
  private let maximum: Int
  private var total = 0
  private var pauses = 0
  private var trail: [Turn] = []

  init(maximum: Int) {
    self.maximum = maximum
  }

  mutating func enter(_ step: EvaluationStep, from schema: SchemaIndex) {
    trail.append(Turn(step: step, schema: schema))
  }

  mutating func leave() { trail.removeLast() }

  mutating func pause() { pauses += 1 }

  mutating func resume() { pauses -= 1 }

  var count: Int { findings.count }

  mutating func discard(from count: Int) {
    for finding in findings[count...] { total -= finding.size }
    findings.removeLast(findings.count - count)
  }

  mutating func report(_ step: EvaluationStep, of schema: SchemaIndex, at slot: Int, _ message: () -> String) {
    guard pauses == 0, total < maximum else { return }
    total += 1
    findings.append(Finding(step: step, schema: schema, slot: slot, trail: trail, message: message()))
  }

  mutating func report(
    _ step: EvaluationStep, of schema: SchemaIndex, at slot: Int, becauseOfAllFrom count: Int, _ message: () -> String
  ) {
    guard pauses == 0 else { return }
    var finding = Finding(step: step, schema: schema, slot: slot, trail: trail, message: message())
    finding.causes = Array(findings[count...])
    finding.size += finding.causes.reduce(0) { $0 + $1.size }
    finding.height += finding.causes.reduce(0) { max($0, $1.height) }
    if finding.height > Self.maximumHeight {
      // What lies deepest says most.
      finding.causes = finding.causes.flatMap { $0.causes.isEmpty ? [$0] : $0.causes }
      finding.height = 1 + finding.causes.reduce(0) { max($0, $1.height) }
    }
    findings.removeLast(findings.count - count)
    findings.append(finding)
    total += 1
  }
}
