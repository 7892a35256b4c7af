import Synchronization

/// A record on its way: accepted by the producer, not yet acknowledged by the broker.
public final class KafkaPendingDelivery: Sendable {
  private enum State {
    case pending([CheckedContinuation<Result<KafkaDelivery, KafkaError>, Never>])
    case settled(Result<KafkaDelivery, KafkaError>)
  }

  let topic: String
  private let state = Mutex(State.pending([]))

  init(topic: String) {
    self.topic = topic
  }

  /// Where the record went, as soon as the broker has acknowledged it.
  ///
  /// Cancelling the waiting task changes nothing: the record may already be written, and the wait ends with the
  /// delivery timeout at the latest.
  ///
  /// - Throws: why it could not be delivered.
  public var value: KafkaDelivery {
    get async throws(KafkaError) {
      let result = await withCheckedContinuation { continuation in
        let settled: Result<KafkaDelivery, KafkaError>? = state.withLock { state in
          switch state {
          case .settled(let result):
            return result
          case .pending(let waiting):
            state = .pending(waiting + [continuation])
            return nil
          }
        }
        if let settled { continuation.resume(returning: settled) }
      }
      return try result.get()
    }
  }

  /// Ends the wait; only the first call counts.
  func settle(_ result: Result<KafkaDelivery, KafkaError>) {
    let waiting = state.withLock { state -> [CheckedContinuation<Result<KafkaDelivery, KafkaError>, Never>] in
      guard case .pending(let waiting) = state else { return [] }
      state = .settled(result)
      return waiting
    }
    for continuation in waiting { continuation.resume(returning: result) }
  }
}
