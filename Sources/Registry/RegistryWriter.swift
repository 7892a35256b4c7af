import SchemaCore
import Synchronization

/// The queue of changes. What waits together is decided one after the other on the evolving state, and appended
/// together: one sync to disk for all.
actor RegistryWriter {
  private let store: any RegistryStore
  private var state: RegistryState
  private var waiting: [any QueuedChange] = []
  /// Who waits until the news of the store are applied.
  private var waitingForNews: [CheckedContinuation<RegistryError?, Never>] = []
  private var isCommitting = false
  /// What was written since the start.
  private(set) var counts = WriteCounts()
  private var lastFailure: (time: ContinuousClock.Instant, reason: StoreError)?

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
      beginCommitting(publish)
    }
    return try result.get()
  }

  /// Applies what others have written to the store, in turn with this writer's own appends.
  ///
  /// - Returns: why the store could not be read; nil if it could.
  func applyNews(publish: @escaping @Sendable (RegistryState) -> Void) async -> RegistryError? {
    await withCheckedContinuation { continuation in
      waitingForNews.append(continuation)
      beginCommitting(publish)
    }
  }

  private func beginCommitting(_ publish: @escaping @Sendable (RegistryState) -> Void) {
    if isCommitting { return }
    isCommitting = true
    // A task of its own: the changes of a batch belong to many callers, and the end of one of their tasks must not end
    // the append of all.
    Task { await commitWaiting(publish) }
  }

  private func commitWaiting(_ publish: @Sendable (RegistryState) -> Void) async {
    while !waiting.isEmpty || !waitingForNews.isEmpty {
      let readers = waitingForNews
      waitingForNews = []
      if !readers.isEmpty {
        let failure = await catchUp()
        publish(state)
        for reader in readers { reader.resume(returning: failure) }
      }
      if waiting.isEmpty { continue }
      let batch = Array(waiting.prefix(Self.maximumBatch))
      waiting.removeFirst(batch.count)
      await commit(batch, publish)
    }
    isCommitting = false
  }

  /// Decides, stores and answers a batch.
  private func commit(_ batch: [any QueuedChange], _ publish: @Sendable (RegistryState) -> Void) async {
    for _ in 0..<Self.maximumAttempts {
      let plan = AppendPlan(batch, on: state)
      do {
        try await store.append(plan.entries)
        state = plan.state
        counts += plan.counts
        lastFailure = nil
        publish(state)
        return plan.answer(batch, nil)
      } catch .positionTaken {
        let failure = await catchUp()
        publish(state)
        if let failure { return plan.answer(batch, failure) }
      } catch .unavailable(let reason) {
        lastFailure = (.now, .unavailable(reason))
        // The append may be stored all the same: look for our own mark.
        let failure = await outcomeOfLostAppend(plan.token, reason)
        publish(state)
        return plan.answer(batch, failure)
      } catch .tooLarge where batch.count > 1 {
        // One of them is too large, and the others need not pay for it.
        for change in batch { await commit([change], publish) }
        return
      } catch {
        return plan.answer(batch, .storeFailed(error))
      }
    }
    let reason = "other writers were first \(Self.maximumAttempts) times in a row; try again"
    for change in batch { change.answer(.storeFailed(.unavailable(reason))) }
  }

  /// Why the store cannot be used, or nil if it can: it is asked for news, and that it could not take an append counts
  /// for a while, as only the next one will tell whether it can again.
  func storeFailure() async -> StoreError? {
    if let lastFailure, lastFailure.time.duration(to: .now) < Self.memoryOfFailure { return lastFailure.reason }
    do {
      _ = try await store.entries(from: state.nextPosition, limit: 1)
      return nil
    } catch {
      return error
    }
  }

  private static let memoryOfFailure = Duration.seconds(10)

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

/// What a batch of changes amounts to on a state.
private struct AppendPlan {
  /// The mark by which the writer recognises the entries.
  let token = UInt64.random(in: .min ... .max)
  private(set) var state: RegistryState
  private(set) var entries: [LogEntry] = []
  private(set) var counts = WriteCounts()
  /// How many changes at the head of the batch record nothing, so that their answers hold whatever the store says.
  private var independentCount = 0

  init(_ batch: [any QueuedChange], on state: RegistryState) {
    self.state = state
    for change in batch {
      for record in change.decide(self.state) {
        let entry = LogEntry(
          position: self.state.nextPosition, timestamp: RegistryClock.milliseconds(), token: token, record: record)
        counts.add(record, to: self.state)
        self.state.apply(entry)
        entries.append(entry)
      }
      if entries.isEmpty { independentCount += 1 }
    }
  }

  /// Answers a batch that was stored (nil), or why it was not.
  func answer(_ batch: [any QueuedChange], _ failure: RegistryError?) {
    for (index, change) in batch.enumerated() { change.answer(index < independentCount ? nil : failure) }
  }
}

extension RegistryState {
  /// Applies everything that the store holds beyond this state. The next entries are read while these are applied.
  mutating func catchUp(with store: any RegistryStore) async throws(RegistryError) {
    beginLoading()
    defer { endLoading() }
    var news = try await Self.entries(of: store, from: nextPosition).get()
    while let last = news.last {
      async let following = Self.entries(of: store, from: last.position.next)
      // An element in its place is not copied, as a loop over the elements would.
      for index in news.indices { apply(news[index]) }
      news = try await following.get()
    }
  }

  /// How many entries are read at a time.
  private static let pageSize = 2_000

  private static func entries(
    of store: any RegistryStore, from position: LogPosition
  ) async -> Result<[LogEntry], RegistryError> {
    do throws(StoreError) {
      return .success(try await store.entries(from: position, limit: pageSize))
    } catch {
      return .failure(.storeFailed(error))
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
