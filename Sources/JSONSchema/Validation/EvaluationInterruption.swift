/// Why an evaluation ended without a verdict.
enum EvaluationInterruption: Error {
  /// More schemas lie within each other than is accepted.
  case depth(slot: Int)
  /// More steps were needed than are accepted.
  case steps
  /// A search for a pattern took too long.
  case pattern(expression: Int, slot: Int)
}
