import Synchronization

/// A log in memory, for tests and trials: gone with the process.
public final class MemoryStore: RegistryStore {
  private let log = Mutex<[LogEntry]>([])

  /// An empty log.
  public init() {}

  public func entries(from position: LogPosition, limit: Int) async throws(StoreError) -> [LogEntry] {
    log.withLock { log in Array(log.dropFirst(Int(position.rawValue)).prefix(limit)) }
  }

  public func append(_ entries: [LogEntry]) async throws(StoreError) {
    guard let first = entries.first?.position else { return }
    let isAppended = log.withLock { log in
      guard first.rawValue == log.count else { return false }
      log += entries
      return true
    }
    if !isAppended { throw .positionTaken(first) }
  }

  public func close() async {}
}
