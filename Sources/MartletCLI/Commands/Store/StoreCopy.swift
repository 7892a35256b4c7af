import Registry
import SchemaCore

/// Copies a log into another store, entry by entry: IDs, versions, times and the order stay as they are.
///
/// A copy may be taken up again: the entries have the marks of those that they are copies of.
struct StoreCopy {
  /// Why a copy cannot go on.
  enum Failure: Error {
    /// The log that is copied cannot be read.
    case source(StoreError)
    /// The copy cannot be written or read.
    case target(StoreError)
    /// The target holds something else than a copy.
    case otherContents(LogPosition)
    /// Another program writes to the target.
    case otherWriter(LogPosition)
  }

  /// The registry that is served from the copy.
  private(set) var state = RegistryState()
  /// How many entries were copied by now.
  private(set) var count = 0
  /// Subjects and contexts that have settings or a mode of their own.
  private(set) var scopes: Set<SubjectName> = []
  /// Where the source goes on.
  private(set) var position = LogPosition.start

  private let source: any RegistryStore
  private let target: any RegistryStore
  private let isCompacted: Bool

  private static let pageSize = 512

  /// - Parameter isCompacted: whether the source may have other positions than before: its marks are ascending then.
  init(from source: any RegistryStore, to target: any RegistryStore, isCompacted: Bool) {
    self.source = source
    self.target = target
    self.isCompacted = isCompacted
  }

  /// Finds out what was copied before.
  mutating func resume() async throws(Failure) {
    var last: LogEntry?
    var isAscending = true
    var page = try await targetEntries(from: .start)
    while !page.isEmpty {
      for entry in page {
        if let last, entry.token <= last.token { isAscending = false }
        note(entry)
        last = entry
      }
      page = try await targetEntries(from: state.nextPosition)
    }
    guard let last else { return }
    if try await sourceEntries(from: last.position, limit: 1).first?.token == last.token {
      position = last.position.next
      return
    }
    guard isCompacted, isAscending, let place = try await place(after: last.token) else {
      throw .otherContents(last.position)
    }
    position = place
  }

  /// Copies what the target does not have yet.
  ///
  /// - Parameter progress: told from time to time how many entries were copied.
  mutating func copyNews(_ progress: (Int) -> Void) async throws(Failure) {
    var page = try await sourceEntries(from: position, limit: Self.pageSize)
    while let last = page.last {
      var entries: [LogEntry] = []
      for entry in page {
        var copy = entry
        copy.position = LogPosition(rawValue: state.nextPosition.rawValue + Int64(entries.count))
        // Nobody writes what cannot be read.
        if case .unreadable = copy.record { copy.record = .noop }
        entries.append(copy)
      }
      do throws(StoreError) {
        try await target.append(entries)
      } catch {
        if case .positionTaken(let position) = error { throw .otherWriter(position) }
        throw .target(error)
      }
      for entry in entries { note(entry) }
      count += entries.count
      progress(count)
      position = last.position.next
      page = try await sourceEntries(from: position, limit: Self.pageSize)
    }
  }

  /// Settings of subjects that have no versions, in order.
  var orphans: [SubjectName] {
    scopes.filter { scope in
      !scope.isContext && (state.ownConfig(of: scope) != nil || state.ownMode(of: scope) != nil)
        && state.history(of: scope, .all).isEmpty
    }.sorted()
  }

  /// Where the source goes on behind an entry with this mark; nil if it never had one.
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

  private mutating func note(_ entry: LogEntry) {
    switch entry.record {
    case .config(let scope, _), .mode(let scope, _): scopes.insert(scope)
    default: break
    }
    state.apply(entry)
  }

  private func sourceEntries(from position: LogPosition, limit: Int) async throws(Failure) -> [LogEntry] {
    do { return try await source.entries(from: position, limit: limit) } catch { throw .source(error) }
  }

  private func targetEntries(from position: LogPosition) async throws(Failure) -> [LogEntry] {
    do { return try await target.entries(from: position, limit: Self.pageSize) } catch { throw .target(error) }
  }
}
