/// Time as a client sees it: tests put their own in its place.
package struct ClientClock: Sendable {
  package var now: @Sendable () -> ContinuousClock.Instant
  package var sleep: @Sendable (Duration) async throws -> Void
  /// A part of a duration: all of it, nothing, or anything between.
  package var jitter: @Sendable (Duration) -> Duration

  package init(
    now: @escaping @Sendable () -> ContinuousClock.Instant, sleep: @escaping @Sendable (Duration) async throws -> Void,
    jitter: @escaping @Sendable (Duration) -> Duration
  ) {
    self.now = now
    self.sleep = sleep
    self.jitter = jitter
  }

  /// The machine's.
  package static let system = ClientClock(
    now: { .now }, sleep: { try await Task.sleep(for: $0) }, jitter: { $0 * Double.random(in: 0...1) })
}
