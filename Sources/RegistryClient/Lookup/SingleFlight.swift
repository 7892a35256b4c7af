import Synchronization

/// Lets tasks that ask for the same thing at a time share one request.
///
/// A task that is cancelled stops waiting at once. The request goes on for the others, and is cancelled itself when
/// nobody is left.
final class SingleFlight<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  typealias Answer = Result<Value, ClientError>

  private struct Flight {
    var number: Int
    var task: Task<Void, Never>
    var waiters: [Int: CheckedContinuation<Answer, Never>] = [:]
  }

  private struct State {
    var flights: [Key: Flight] = [:]
    /// Waiters that were cancelled before they waited.
    var cancelled: Set<Int> = []
    var nextNumber = 0

    mutating func number() -> Int {
      nextNumber += 1
      return nextNumber
    }

    /// Who need not wait any longer, and the request's task if nobody else does.
    mutating func leave(_ waiter: Int, _ key: Key) -> (CheckedContinuation<Answer, Never>?, Task<Void, Never>?) {
      guard let continuation = flights[key]?.waiters.removeValue(forKey: waiter) else {
        cancelled.insert(waiter)
        return (nil, nil)
      }
      let isAbandoned = flights[key]?.waiters.isEmpty == true
      return (continuation, isAbandoned ? flights.removeValue(forKey: key)?.task : nil)
    }
  }

  private let state = Mutex(State())

  /// The answer to a request that is under way, or to a new one.
  ///
  /// - Throws: `ClientError`, `cancelled` if this task is.
  func value(
    for key: Key, request: @escaping @Sendable () async -> Answer
  ) async throws(ClientError) -> Value {
    let waiter = state.withLock { $0.number() }
    let answer = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        join(waiter, continuation, key, request)
      }
    } onCancel: {
      leave(waiter, key)
    }
    // The cancellation may have come after the answer.
    state.withLock { _ = $0.cancelled.remove(waiter) }
    return try answer.get()
  }

  private func join(
    _ waiter: Int, _ continuation: CheckedContinuation<Answer, Never>, _ key: Key,
    _ request: @escaping @Sendable () async -> Answer
  ) {
    let isCancelled = state.withLock { state in
      if state.cancelled.remove(waiter) != nil { return true }
      if state.flights[key] == nil {
        let number = state.number()
        let task = Task { finish(key, number, await request()) }
        state.flights[key] = Flight(number: number, task: task)
      }
      state.flights[key]?.waiters[waiter] = continuation
      return false
    }
    if isCancelled { continuation.resume(returning: .failure(.cancelled)) }
  }

  private func leave(_ waiter: Int, _ key: Key) {
    let (continuation, abandoned) = state.withLock { state in state.leave(waiter, key) }
    abandoned?.cancel()
    continuation?.resume(returning: .failure(.cancelled))
  }

  private func finish(_ key: Key, _ number: Int, _ answer: Answer) {
    let waiters = state.withLock { state in
      state.flights[key]?.number == number ? state.flights.removeValue(forKey: key)?.waiters : nil
    }
    for continuation in (waiters ?? [:]).values { continuation.resume(returning: answer) }
  }
}
