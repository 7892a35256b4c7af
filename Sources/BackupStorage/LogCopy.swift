import Glibc
public import Registry

/// Copies a log into an empty store, entry by entry at the same positions, and reads it back.
public struct LogCopy: Sendable {
  private let source: any RegistryStore
  private let lastTime: Int64?

  /// How many entries are read, and appended, at a time.
  private static let pageSize = 1_000

  /// - Parameter lastTime: the copy ends in front of the first entry that was written after this time, in milliseconds
  ///   since 1970-01-01 UTC; nil for all of the log. Each beginning of a log is a valid history.
  public init(from source: any RegistryStore, until lastTime: Int64? = nil) {
    self.source = source
    self.lastTime = lastTime
  }

  /// Copies, compares, and marks the copy.
  ///
  /// - Parameter progress: told how many entries are copied.
  /// - Returns: how many entries were copied.
  /// - Throws: `StoreError`; `.damaged` if what is read back is not what was written.
  public func run(
    to store: any RegistryStore, progress: (Int) -> Void = { _ in }
  ) async throws(StoreError) -> Int64 {
    var next = LogPosition.start
    while case let page = try await page(from: next), let last = page.last {
      try await store.append(page)
      next = last.position.next
      progress(Int(next.rawValue))
    }
    try await compare(with: store, upTo: next)
    // A mark of its own: what is appended from here on is another history than what the original goes on with.
    let mark = LogEntry(
      position: next, timestamp: Self.milliseconds(), token: .random(in: .min ... .max), record: .noop)
    try await store.append([mark])
    return next.rawValue
  }

  private func page(from position: LogPosition) async throws(StoreError) -> [LogEntry] {
    let page = try await source.entries(from: position, limit: Self.pageSize)
    guard let lastTime else { return page }
    return Array(page.prefix { $0.timestamp <= lastTime })
  }

  private func compare(with store: any RegistryStore, upTo end: LogPosition) async throws(StoreError) {
    var next = LogPosition.start
    while next < end {
      let written = try await page(from: next)
      var read: [LogEntry] = []
      while read.count < written.count {
        let more = try await store.entries(
          from: LogPosition(rawValue: next.rawValue + Int64(read.count)), limit: written.count - read.count)
        if more.isEmpty { break }
        read += more
      }
      for (index, entry) in written.enumerated() {
        guard index < read.count, Self.isSame(entry, read[index]) else {
          throw .damaged("what was written at position \(entry.position) of the log is not what is read there")
        }
      }
      guard let last = written.last else { break }
      next = last.position.next
    }
  }

  /// By their stored forms, as the reasons why a record cannot be read are not kept.
  private static func isSame(_ left: LogEntry, _ right: LogEntry) -> Bool {
    left.position == right.position && left.timestamp == right.timestamp && left.token == right.token
      && (left.record == right.record || StoredRecord(left.record) == StoredRecord(right.record))
  }

  private static func milliseconds() -> Int64 {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    return Int64(now.tv_sec) * 1000 + Int64(now.tv_nsec) / 1_000_000
  }
}
