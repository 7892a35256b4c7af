import Synchronization

/// Bounds the time that requests may take. One task looks after all that are under way: a timer for each would cost
/// more than most requests.
final class RequestDeadlines: Sendable {
  private struct Watched {
    var deadline: ContinuousClock.Instant
    var expire: @Sendable () -> Void
  }

  private struct State {
    var watched: [UInt64: Watched] = [:]
    var lastNumber: UInt64 = 0
    var hasWatcher = false
  }

  private let limit: Duration
  private let state = Mutex(State())

  init(limit: Duration) {
    self.limit = limit
  }

  /// What the work returns, or nil if that takes longer than the limit.
  ///
  /// The work is told by cancellation. If it does not listen it goes on with nobody waiting for it: what is on its way
  /// to the disk cannot be called back.
  func run<Outcome: Sendable>(_ work: @escaping @Sendable () async throws -> Outcome) async throws -> Outcome? {
    let race = Race<Outcome>()
    let number = watch { race.expire() }
    defer { state.withLock { _ = $0.watched.removeValue(forKey: number) } }
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in race.begin(work, continuation) }
    } onCancel: {
      race.cancel()
    }
  }

  private func watch(_ expire: @escaping @Sendable () -> Void) -> UInt64 {
    let watched = Watched(deadline: .now + limit, expire: expire)
    let (number, isFirst) = state.withLock { state in
      state.lastNumber += 1
      state.watched[state.lastNumber] = watched
      defer { state.hasWatcher = true }
      return (state.lastNumber, !state.hasWatcher)
    }
    if isFirst { Task.detached { [self] in await expireOverdue() } }
    return number
  }

  /// Expires what is overdue, until nothing is watched.
  private func expireOverdue() async {
    let step = max(min(limit / 20, .milliseconds(500)), .milliseconds(1))
    while let overdue = overdue() {
      for watched in overdue { watched.expire() }
      // Nobody holds this task, so that it cannot be cancelled.
      try? await Task.sleep(for: step)
    }
  }

  /// What is overdue, or nil if nothing is watched and the watcher may go.
  private func overdue() -> [Watched]? {
    let now = ContinuousClock.now
    return state.withLock { state in
      if state.watched.isEmpty {
        state.hasWatcher = false
        return nil
      }
      return state.watched.values.filter { $0.deadline <= now }
    }
  }
}

/// The work against its deadline: whichever is first resumes the one who waits.
private final class Race<Outcome: Sendable>: Sendable {
  private struct State {
    var continuation: CheckedContinuation<Outcome?, any Error>?
    var task: Task<Void, Never>?
    var isCancelled = false
  }

  private let state = Mutex(State())

  func begin(
    _ work: @escaping @Sendable () async throws -> Outcome, _ continuation: CheckedContinuation<Outcome?, any Error>
  ) {
    state.withLock { $0.continuation = continuation }
    let task = Task {
      do {
        let outcome = try await work()
        take()?.resume(returning: outcome)
      } catch {
        take()?.resume(throwing: error)
      }
    }
    let isCancelled = state.withLock { state in
      state.task = task
      return state.isCancelled
    }
    if isCancelled { task.cancel() }
  }

  func expire() {
    // The work lets go of the request's body before anybody else reads on.
    cancel()
    take()?.resume(returning: nil)
  }

  func cancel() {
    let task = state.withLock { state in
      state.isCancelled = true
      return state.task
    }
    task?.cancel()
  }

  private func take() -> CheckedContinuation<Outcome?, any Error>? {
    state.withLock { $0.continuation.take() }
  }
}
