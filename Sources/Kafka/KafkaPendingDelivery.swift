import Synchronization

/// A record on its way: accepted by the producer, not yet acknowledged by the broker.
public final class KafkaPendingDelivery: Sendable {
  private typealias Outcome = Result<KafkaDelivery, KafkaError>

  private enum State {
    case pending([CheckedContinuation<Outcome, Never>])
    case settled(Outcome, isRead: Bool)
  }

  let topic: String
  private let events: ClientEvents
  private let state = Mutex(State.pending([]))

  init(topic: String, events: ClientEvents) {
    self.topic = topic
    self.events = events
  }

  /// Where the record went, as soon as the broker has acknowledged it.
  ///
  /// Cancelling the waiting task changes nothing: the record may already be written, and the wait ends with the
  /// delivery timeout at the latest.
  ///
  /// - Throws: why it could not be delivered.
  public var value: KafkaDelivery {
    get async throws(KafkaError) {
      let outcome = await withCheckedContinuation { continuation in
        let settled: Outcome? = state.withLock { state in
          switch state {
          case .settled(let outcome, let isRead):
            if !isRead { read(outcome) }
            state = .settled(outcome, isRead: true)
            return outcome
          case .pending(let waiting):
            state = .pending(waiting + [continuation])
            return nil
          }
        }
        if let settled { continuation.resume(returning: settled) }
      }
      return try outcome.get()
    }
  }

  /// Ends the wait; only the first call counts.
  func settle(_ outcome: Result<KafkaDelivery, KafkaError>) {
    let waiting = state.withLock { state -> [CheckedContinuation<Outcome, Never>] in
      guard case .pending(let waiting) = state else { return [] }
      if !waiting.isEmpty { read(outcome) }
      state = .settled(outcome, isRead: !waiting.isEmpty)
      return waiting
    }
    for continuation in waiting { continuation.resume(returning: outcome) }
  }

  private func read(_ outcome: Outcome) {
    if case .failure = outcome { events.failureWasRead() }
  }
}
