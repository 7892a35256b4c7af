/// How often a registry is asked again that gave no answer, and after how long.
///
/// With several addresses the next one is asked at once; the pause comes when all were asked. Each pause is a random part
/// of the longest one of its turn, so that clients that failed together do not come back together.
public struct RetryPolicy: Hashable, Sendable {
  /// How often every address is asked at most; 1 for no second time.
  public var maximumRounds: Int
  /// The longest first pause; it doubles from turn to turn.
  public var firstPause: Duration
  /// The longest pause of all.
  public var maximumPause: Duration

  public init(
    maximumRounds: Int = 3, firstPause: Duration = .milliseconds(100), maximumPause: Duration = .seconds(2)
  ) {
    self.maximumRounds = max(1, maximumRounds)
    self.firstPause = firstPause
    self.maximumPause = maximumPause
  }

  /// The longest pause before a round, the first of which has number 0 and no pause.
  package func longestPause(before round: Int) -> Duration {
    if round < 1 { return .zero }
    // Beyond this the doubled pause is longer than any that is allowed, and the factor must not overflow.
    let factor = 1 << min(round - 1, 30)
    return min(firstPause * factor, maximumPause)
  }
}
