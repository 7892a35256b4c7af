/// A counter on a terminal's standard error, for work that takes long; silent elsewhere, and where the records
/// themselves scroll by.
struct Progress {
  private let verb: String
  private let isShown: Bool
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant
  private var last: ContinuousClock.Instant
  /// The count at which the time is looked at next.
  private var next = 0

  /// - Parameter writesRecords: whether records go to standard output meanwhile.
  init(_ verb: String, writesRecords: Bool = false) {
    self.verb = verb
    isShown = StandardError.isTerminal && !(writesRecords && StandardOutput.isTerminal)
    start = clock.now
    last = start
  }

  /// Tells the count and the rate, at most once a second.
  mutating func update(_ count: Int) {
    // Many counts are asked for one look at the clock.
    guard isShown, count >= next else { return }
    next = count + 256
    guard clock.now - last > .seconds(1) else { return }
    last = clock.now
    let rate = Double(count) / ((last - start) / .seconds(1))
    StandardError.print("martlet: \(count) \(verb), \(Int(rate)) a second …")
  }
}
