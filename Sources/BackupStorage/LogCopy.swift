import Glibc
public import Registry

/// Copies a log into another store, entry by entry: IDs, versions, times and the order stay as they are, and what cannot
/// be read stays unreadable, in its place.
///
/// A copy may be taken up again: the entries have the tokens of those that they are copies of.
public struct LogCopy: Sendable {
  /// Why a copy cannot go on.
  public enum Failure: Error, Hashable {
    /// The log that is copied cannot be read.
    case source(StoreError)
    /// The copy cannot be written or read, or is not what was written.
    case target(StoreError)
    /// The target holds something else than a copy; the position is the last one there.
    case otherContents(LogPosition)
    /// Another program writes to the target.
    case otherWriter(LogPosition)

    /// The same as an error of one store.
    public var storeError: StoreError {
      switch self {
      case .source(let error), .target(let error): error
      case .otherContents(let position), .otherWriter(let position): .positionTaken(position)
      }
    }
  }

  /// How many entries this copy has appended.
  public private(set) var count = 0
  /// Where the target goes on.
  public private(set) var end = LogPosition.start
  /// Where the source goes on: elsewhere than the target if compaction has taken entries away since they were copied.
  public private(set) var sourcePosition = LogPosition.start

  let source: any RegistryStore
  let target: any RegistryStore
  let isCompacted: Bool
  private let lastTime: Int64?
  /// The token of the last entry of the target.
  private var lastToken: UInt64?
  /// Whether each entry of the target has a higher token than the one before.
  private var isAscending = true

  /// How many entries are read, and appended, at a time.
  static let pageSize = 512

  /// - Parameters:
  ///   - isCompacted: whether the source may have other positions than before: its tokens are ascending then.
  ///   - lastTime: the copy ends in front of the first entry that was written after this time, in milliseconds since
  ///     1970-01-01 UTC; nil for all of the log. Each beginning of a log is a valid history.
  public init(
    from source: any RegistryStore, to target: any RegistryStore, isCompacted: Bool = false,
    until lastTime: Int64? = nil
  ) {
    self.source = source
    self.target = target
    self.isCompacted = isCompacted
    self.lastTime = lastTime
  }

  /// Finds out what the target holds beyond what is known of it, and where the source goes on behind that.
  ///
  /// - Throws: `Failure.otherContents` if that is no copy of the source.
  public mutating func resume() async throws(Failure) {
    while case let page = try await targetEntries(from: end, limit: Self.pageSize), let last = page.last {
      for entry in page { noteToken(entry.token) }
      end = last.position.next
    }
    guard let lastToken else { return }
    let last = LogPosition(rawValue: end.rawValue - 1)
    if try await sourceEntries(from: last, limit: 1).first?.token == lastToken {
      sourcePosition = end
      return
    }
    guard isCompacted, isAscending, let place = try await place(after: lastToken) else { throw .otherContents(last) }
    sourcePosition = place
  }

  /// Copies what the target does not have yet.
  ///
  /// - Parameter noting: told what was appended, a page at a time.
  public mutating func copyNews(_ noting: ([LogEntry]) -> Void = { _ in }) async throws(Failure) {
    while case let page = try await news(), let last = page.last {
      var entries = page
      for index in entries.indices {
        entries[index].position = LogPosition(rawValue: end.rawValue + Int64(index))
      }
      do throws(StoreError) {
        try await target.append(entries)
      } catch {
        if case .positionTaken(let position) = error { throw .otherWriter(position) }
        throw .target(error)
      }
      for entry in entries { noteToken(entry.token) }
      end = LogPosition(rawValue: end.rawValue + Int64(entries.count))
      sourcePosition = last.position.next
      count += entries.count
      noting(entries)
    }
  }

  /// Appends an entry that says nothing: what comes after it is another history than what the source goes on with.
  public mutating func mark() async throws(Failure) {
    let mark = LogEntry(
      position: end, timestamp: Self.milliseconds(), token: .random(in: .min ... .max), record: .noop)
    do { try await target.append([mark]) } catch { throw .target(error) }
    noteToken(mark.token)
    end = end.next
  }

  private func news() async throws(Failure) -> [LogEntry] {
    let page = try await sourceEntries(from: sourcePosition, limit: Self.pageSize)
    guard let lastTime else { return page }
    return Array(page.prefix { $0.timestamp <= lastTime })
  }

  /// Where the source goes on behind an entry with this token; nil if it never had one.
  private func place(after token: UInt64) async throws(Failure) -> LogPosition? {
    var next = LogPosition.start
    var highest: UInt64 = 0
    while true {
      let page = try await sourceEntries(from: next, limit: Self.pageSize)
      if let found = page.first(where: { $0.token > token }) { return found.position }
      guard let last = page.last else { return highest == token ? next : nil }
      highest = max(highest, last.token)
      next = last.position.next
    }
  }

  private mutating func noteToken(_ token: UInt64) {
    if let lastToken, token <= lastToken { isAscending = false }
    lastToken = token
  }

  private func sourceEntries(from position: LogPosition, limit: Int) async throws(Failure) -> [LogEntry] {
    do { return try await source.entries(from: position, limit: limit) } catch { throw .source(error) }
  }

  private func targetEntries(from position: LogPosition, limit: Int) async throws(Failure) -> [LogEntry] {
    do { return try await target.entries(from: position, limit: limit) } catch { throw .target(error) }
  }

  private static func milliseconds() -> Int64 {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    return Int64(now.tv_sec) * 1000 + Int64(now.tv_nsec) / 1_000_000
  }
}
