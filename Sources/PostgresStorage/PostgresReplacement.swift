public import Registry

extension PostgresStore: ReplaceableStore {
  public func makeReplacement() async throws(StoreError) -> any StoreReplacement {
    try await perform(LogTable.makeReplacement)
    return PostgresReplacement(of: self)
  }

  fileprivate func perform(
    _ work: @escaping @Sendable (PostgresSession) throws(PostgresError) -> Void
  ) async throws(StoreError) {
    do {
      try await worker.perform(work)
    } catch {
      throw Self.error(error, name)
    }
  }
}

/// A table beside the one of a store that becomes the store's table by a change of its name.
final class PostgresReplacement: StoreReplacement {
  private let original: PostgresStore
  private let copy: PostgresStore

  init(of original: PostgresStore) {
    self.original = original
    copy = PostgresStore(beside: original, table: LogTable.replacementName)
  }

  func entries(from position: LogPosition, limit: Int) async throws(StoreError) -> [LogEntry] {
    try await copy.entries(from: position, limit: limit)
  }

  func append(_ entries: [LogEntry]) async throws(StoreError) { try await copy.append(entries) }

  func takePlace() async throws(StoreError) { try await original.perform(LogTable.replace) }

  func close() async {
    // The session is the original's. A table that cannot be dropped is dropped before the next attempt.
    try? await original.perform(LogTable.dropReplacement)
  }
}
