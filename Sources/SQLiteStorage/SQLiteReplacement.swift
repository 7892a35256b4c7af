import GRDB
import Glibc
public import Registry

extension SQLiteStore: ReplaceableStore {
  public func makeReplacement() async throws(StoreError) -> any StoreReplacement {
    try SQLiteReplacement(of: self)
  }
}

/// A file beside the one of a store that becomes the store's file by a change of its name.
final class SQLiteReplacement: StoreReplacement {
  private let original: SQLiteStore
  private let copy: SQLiteStore

  init(of original: SQLiteStore) throws(StoreError) {
    self.original = original
    let path = original.path + "-restored"
    // What an attempt left that was cut off is of no use.
    Self.remove(path)
    copy = try SQLiteStore(path: path)
  }

  func entries(from position: LogPosition, limit: Int) async throws(StoreError) -> [LogEntry] {
    try await copy.entries(from: position, limit: limit)
  }

  func append(_ entries: [LogEntry]) async throws(StoreError) { try await copy.append(entries) }

  func takePlace() async throws(StoreError) {
    // Without journals of their own both are single files, and one change of a name is the whole change. SQLite refuses
    // while others have the file open, who would go on with the journal of the old one.
    for store in [original, copy] { try await store.leaveJournal() }
    do {
      try original.database.close()
      try copy.database.close()
    } catch {
      throw SQLiteStore.error(error, path: original.path)
    }
    try Self.move(copy.path, to: original.path)
  }

  func close() async {
    await copy.close()
    Self.remove(copy.path)
  }

  private static func move(_ source: String, to target: String) throws(StoreError) {
    // A link to the file stays one.
    let whole = realpath(target, nil)
    defer { free(whole) }
    let target = whole.map { String(cString: $0) } ?? target
    guard sync(source), rename(source, target) == 0, sync(folder(of: target)) else {
      throw .unavailable("\(target): cannot be replaced by \(source): \(String(cString: strerror(errno)))")
    }
  }

  private static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
  }

  private static func sync(_ path: String) -> Bool {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 { return false }
    defer { _ = Glibc.close(descriptor) }
    return fsync(descriptor) == 0
  }

  /// Removes a store's file and what stands beside it, as far as it is there.
  private static func remove(_ path: String) {
    for suffix in ["", "-wal", "-shm", "-journal", "-lock"] { unlink(path + suffix) }
  }
}

extension SQLiteStore {
  /// Moves what stands in the journal into the file, and does away with the journal.
  fileprivate func leaveJournal() async throws(StoreError) {
    do {
      try await database.writeWithoutTransaction { database in
        let mode = try String.fetchOne(database, sql: "PRAGMA journal_mode = DELETE")
        if mode != "delete" {
          throw StoreError.unavailable("\(path): is in use by others; try again when they are done")
        }
      }
    } catch let error as StoreError {
      throw error
    } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
      throw .unavailable("\(path): is being read by others; try again when they are done")
    } catch {
      throw Self.error(error, path: path)
    }
  }
}
