import RegistryClient
import Synchronization

/// Time that stands still until a test moves it. Whoever sleeps wakes at once, that much later.
final class ManualClock: Sendable {
  private let state = Mutex((now: ContinuousClock.now, sleeps: [Duration]()))

  /// How long it was slept, each time.
  var sleeps: [Duration] { state.withLock { $0.sleeps } }

  func advance(by duration: Duration) {
    state.withLock { $0.now += duration }
  }

  /// The clock for clients; nothing is left to chance.
  var clock: ClientClock {
    ClientClock(
      now: { self.state.withLock { $0.now } },
      sleep: { duration in
        try Task.checkCancellation()
        self.state.withLock {
          $0.now += duration
          $0.sleeps.append(duration)
        }
      },
      jitter: { $0 })
  }
}
