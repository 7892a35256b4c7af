/// How often an endpoint was asked, how often it refused, and how long it took.
final class EndpointMetrics: Sendable {
  /// The upper bounds of the histogram's buckets, in microseconds; a last bucket takes the rest.
  private static let bounds = [
    100, 250, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 2_500_000,
    10_000_000,
  ]

  private let buckets = (0...bounds.count).map { _ in Counter() }
  private let microseconds = Counter()
  private let failures = Counter()

  /// Counts an answer.
  func count(_ duration: Duration, isFailure: Bool) {
    let (seconds, attoseconds) = duration.components
    let taken = Int(seconds) * 1_000_000 + Int(attoseconds / 1_000_000_000_000)
    buckets[Self.bounds.firstIndex { taken <= $0 } ?? Self.bounds.count].add()
    microseconds.add(taken)
    if isFailure { failures.add() }
  }

  /// A moment's counts.
  struct Snapshot {
    var requests: Int
    var failures: Int
    var seconds: Double
    /// The bounds in seconds, and how many answers took no longer.
    var cumulated: [(bound: Double, count: Int)]

    static func += (left: inout Snapshot, right: Snapshot) {
      left.requests += right.requests
      left.failures += right.failures
      left.seconds += right.seconds
      for place in left.cumulated.indices { left.cumulated[place].count += right.cumulated[place].count }
    }
  }

  var snapshot: Snapshot {
    var count = 0
    let cumulated = zip(Self.bounds, buckets).map { bound, bucket in
      count += bucket.value
      return (bound: Double(bound) / 1_000_000, count: count)
    }
    return Snapshot(
      requests: count + buckets[Self.bounds.count].value, failures: failures.value,
      seconds: Double(microseconds.value) / 1_000_000, cumulated: cumulated)
  }
}
