import SchemaCore
import Synchronization

/// The queue of changes. What waits together is decided one after the other on the evolving state, and appended
/// together: one sync to disk for all.
actor RegistryWriter {
  private let store: any RegistryStore
  private var state: RegistryState
  private var waiting: [any QueuedChange] = []
  private var isCommitting = false

  /// How many changes share an append at most, so that the first of them does not wait too long.
  private static let maximumBatch = 512
  /// How often other writers may be first before a change is given up.
  private static let maximumAttempts = 100

  init(store: any RegistryStore, state: RegistryState) {
    self.store = store
    self.state = state
  }

  /// Decides, stores, and answers when it is on disk.
  ///
  /// - Parameter publish: told each new state before anybody is answered, so that a writer sees its own write.
  func write<Outcome: Sendable>(
    _ decide: @escaping @Sendable (RegistryState) throws(RegistryError) -> Decision<Outcome>,
    publish: @escaping @Sendable (RegistryState) -> Void
  ) async throws(RegistryError) -> Outcome {
    let result = await withCheckedContinuation { continuation in
      waiting.append(Change(decide: decide, continuation: continuation))
      if !isCommitting {
        isCommitting = true
        // A task of its own: the changes of a batch belong to many callers, and the end of one of their tasks
        // must not end the append of all.
        Task { await commitWaiting(publish) }
      }
    }
    return try result.get()
  }

  private func commitWaiting(_ publish: @Sendable (RegistryState) -> Void) async {
    while !waiting.isEmpty {
      let batch = Array(waiting.prefix(Self.maximumBatch))
      waiting.removeFirst(batch.count)
      let failure = await commit(batch)
      publish(state)
      for change in batch { change.answer(failure) }
    }
    isCommitting = false
  }

  /// Decides and stores a batch. Returns why it could not be stored, or nil.
  private func commit(_ batch: [any QueuedChange]) async -> RegistryError? {
    for _ in 0..<Self.maximumAttempts {
      let token = UInt64.random(in: .min ... .max)
      var next = state
      var entries: [LogEntry] = []
      for change in batch {
        for record in change.decide(next) {
          let entry = LogEntry(
            position: next.nextPosition, timestamp: RegistryClock.milliseconds(), token: token, record: record)
          next.apply(entry)
          entries.append(entry)
        }
      }
      if entries.isEmpty { return nil }
      do {
        try await store.append(entries)
        state = next
        return nil
      } catch .positionTaken {
        if let failure = await catchUp() { return failure }
      } catch .unavailable(let reason) {
        // The append may be stored all the same: look for our own mark.
        return await outcomeOfLostAppend(token, reason)
      } catch {
        return .storeFailed(error)
      }
    }
    return .storeFailed(.unavailable("other writers were first \(Self.maximumAttempts) times in a row; try again"))
  }

  private func outcomeOfLostAppend(_ token: UInt64, _ reason: String) async -> RegistryError? {
    let position = state.nextPosition
    if let failure = await catchUp() { return failure }
    do {
      let isStored = try await store.entries(from: position, limit: 1).first?.token == token
      return isStored ? nil : .storeFailed(.unavailable(reason))
    } catch {
      return .storeFailed(error)
    }
  }

  private func catchUp() async -> RegistryError? {
    var news = state
    do {
      try await news.catchUp(with: store)
      state = news
      return nil
    } catch {
      return error
    }
  }
}

extension RegistryState {
  /// Applies everything that the store holds beyond this state.
  mutating func catchUp(with store: any RegistryStore) async throws(RegistryError) {
    while true {
      let news: [LogEntry]
      do {
        news = try await store.entries(from: nextPosition, limit: 10_000)
      } catch {
        throw .storeFailed(error)
      }
      if news.isEmpty { return }
      for entry in news { apply(entry) }
    }
  }
}

/// A change in the queue, whatever its answer's type is.
private protocol QueuedChange: Sendable {
  /// Decides against a state, keeps the answer, and returns what is to be recorded.
  func decide(_ state: RegistryState) -> [RegistryRecord]
  /// Gives the answer kept, or the reason why the batch could not be stored.
  func answer(_ failure: RegistryError?)
}

private final class Change<Outcome: Sendable>: QueuedChange {
  private let decision: @Sendable (RegistryState) throws(RegistryError) -> Decision<Outcome>
  private let continuation: CheckedContinuation<Result<Outcome, RegistryError>, Never>
  private let kept = Mutex<Result<Outcome, RegistryError>?>(nil)

  init(
    decide: @escaping @Sendable (RegistryState) throws(RegistryError) -> Decision<Outcome>,
    continuation: CheckedContinuation<Result<Outcome, RegistryError>, Never>
  ) {
    decision = decide
    self.continuation = continuation
  }

  func decide(_ state: RegistryState) -> [RegistryRecord] {
    do {
      let decided = try decision(state)
      kept.withLock { $0 = .success(decided.outcome) }
      return decided.records
    } catch {
      kept.withLock { $0 = .failure(error) }
      return []
    }
  }

  func answer(_ failure: RegistryError?) {
    let result = kept.withLock { $0 }
    if let failure {
      continuation.resume(returning: .failure(failure))
    } else if let result {
      continuation.resume(returning: result)
    } else {
      preconditionFailure("a change is decided before it is answered")
    }
  }
}
