public import Registry
public import SQLiteStorage
import Synchronization

/// A store that nodes share, with a copy of its log beside this node.
///
/// The node starts from the copy, and reads from the store only what the copy does not have. If the store cannot be
/// reached then, the copy is all that there is: nothing can be appended, until the store has been reached and has been
/// seen to go on from the copy. What the store is seen to hold is added to the copy, later than to the registry; what the
/// end of the process cuts off there is read from the store again.
public final class MirroredStore: SharedRegistryStore {
  /// The store that is shared.
  public struct Source: Sendable {
    /// The store.
    public var store: any SharedRegistryStore
    /// A text from which the store can be opened next time so that it reads what follows a position, and the entry at
    /// the position; nil for a store that can read from anywhere.
    public var bookmark: @Sendable (_ position: LogPosition) -> String?

    public init(
      _ store: any SharedRegistryStore,
      bookmark: @escaping @Sendable (_ position: LogPosition) -> String? = { _ in nil }
    ) {
      self.store = store
      self.bookmark = bookmark
    }
  }

  /// What an operator should hear of.
  public enum Event: Sendable {
    /// The store, which could not be reached, can be, and goes on from the copy.
    case isBack
    /// The copy takes no entries, which is tried again.
    case copyFails(StoreError)
    /// The copy takes entries again.
    case copyGoesOn
    /// So much is to be copied that it has been given up until the node is started again.
    case copyIsGivenUp
  }

  /// A state in which the copy is all that there is.
  public struct Absence: Sendable {
    /// Why the store cannot be used.
    public var reason: String
    /// When the copy's last entry was written, in milliseconds since 1970-01-01 UTC.
    public var lastChange: Int64
  }

  private let copy: SQLiteCopy
  private let writer: CopyWriter
  private let connection: SourceConnection
  private let lastChange: Int64
  /// Until whoever reads the log first has come to its end.
  private let isStarting = Mutex(true)

  /// How often it is looked whether the store is back.
  private static let pause = Duration.milliseconds(500)

  /// Opens the store, and waits for that while the copy is empty; else it may be opened later.
  ///
  /// - Parameters:
  ///   - name: what the store is called in messages, and recognised by while it is away.
  ///   - copy: closed with this store, and when there is an error.
  ///   - patience: how long the store is waited for when there is a copy to serve.
  ///   - report: told what an operator should hear of.
  ///   - open: opens the store, given the text of a bookmark or nil.
  /// - Throws: `StoreError`: what `open` throws if the copy is empty; `.damaged` if the store does not go on from the
  ///   copy, or cannot be reached and the copy is of another one.
  public init(
    of name: String, copy: SQLiteCopy, patience: Duration = .seconds(5),
    report: @escaping @Sendable (Event) -> Void = { _ in },
    open: @escaping @Sendable (_ bookmark: String?) async throws(StoreError) -> Source
  ) async throws(StoreError) {
    self.copy = copy
    let writer = CopyWriter(copy, report: report)
    self.writer = writer
    do throws(StoreError) {
      let seam = try await CopySeam(copy, of: name)
      lastChange = seam.last?.timestamp ?? 0
      let isNamed = copy.origin == name
      let connection = SourceConnection(name) { () async throws(StoreError) -> Source in
        let source = try await open(seam.last != nil && isNamed ? copy.bookmark : nil)
        do throws(StoreError) {
          try await seam.check(source.store)
          if !isNamed { try await copy.note(origin: name) }
        } catch {
          await source.store.close()
          throw error
        }
        if let last = seam.last { await writer.add([], bookmark: source.bookmark(last.position)) }
        return source
      }
      self.connection = connection
      do throws(StoreError) {
        if seam.last == nil {
          try await connection.connect()
        } else {
          try await connection.connect(within: patience) { report(.isBack) }
          if let failure = connection.failure { try seam.checkName(failure) }
        }
      } catch {
        await connection.close()
        throw error
      }
    } catch {
      await copy.close()
      throw error
    }
  }

  /// Why the copy is all that there is; nil while the store is open.
  public var absence: Absence? {
    guard case .unavailable(let reason) = connection.failure else { return nil }
    return Absence(reason: reason, lastChange: lastChange)
  }

  public func entries(from position: LogPosition, limit: Int) async throws(StoreError) -> [LogEntry] {
    if position < copy.end {
      let rest = copy.end.rawValue - position.rawValue
      return try await copy.entries(from: position, limit: Int(min(Int64(limit), rest)))
    }
    do throws(StoreError) {
      let source = try connection.source()
      await writer.waitForRoom()
      let entries = try await source.store.entries(from: position, limit: limit)
      if entries.isEmpty { isStarting.withLock { $0 = false } }
      await keep(entries, source)
      return entries
    } catch {
      // Who reads the log for the first time is served the copy. Asked again, the end is not known.
      let isStart = isStarting.withLock { isStarting in
        defer { isStarting = false }
        return isStarting
      }
      if case .unavailable = error, isStart, copy.end > .start { return [] }
      throw error
    }
  }

  public func append(_ entries: [LogEntry]) async throws(StoreError) {
    let source = try connection.source()
    try await source.store.append(entries)
    await keep(entries, source)
  }

  public func waitForEntries(from position: LogPosition) async {
    if let source = try? connection.source() { return await source.store.waitForEntries(from: position) }
    // Cut short only by the end of the task, which is looked at by whoever waits.
    try? await Task.sleep(for: Self.pause)
  }

  /// Gives up the store, and the copy when it has everything.
  public func close() async {
    await connection.close()
    await writer.finish()
    await copy.close()
  }

  private func keep(_ entries: [LogEntry], _ source: Source) async {
    guard let last = entries.last else { return }
    await writer.add(entries, bookmark: source.bookmark(last.position))
  }
}
