/// A counter on a terminal's standard error, for work that takes long; silent elsewhere.
struct Progress {
  private let verb: String
  private let isShown = StandardError.isTerminal
  private let clock = ContinuousClock()
  private var last: ContinuousClock.Instant

  init(_ verb: String) {
    self.verb = verb
    last = clock.now
  }

  /// Tells the count, at most once a second.
  mutating func update(_ count: Int) {
    guard isShown, count % 256 == 0, clock.now - last > .seconds(1) else { return }
    last = clock.now
    StandardError.print("martlet: \(count) \(verb) …")
  }
}
