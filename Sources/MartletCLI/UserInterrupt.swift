import UnixSignals

/// How a command that may run for long ends when the user has seen enough.
enum UserInterrupt {
  /// Runs work that is cancelled by Ctrl-C or SIGTERM. What it returns or throws then is the outcome: it is to finish
  /// what it has begun.
  static func ends<Success: Sendable>(
    _ work: @escaping @Sendable () async throws -> Success
  ) async throws -> Success {
    let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm)
    return try await withThrowingTaskGroup(of: Success?.self) { tasks in
      tasks.addTask { try await work() }
      tasks.addTask {
        for await _ in signals { break }
        return nil
      }
      defer { tasks.cancelAll() }
      while let ended = try await tasks.next() {
        if let outcome = ended { return outcome }
        tasks.cancelAll()
      }
      throw CommandFailure.interrupted
    }
  }
}
