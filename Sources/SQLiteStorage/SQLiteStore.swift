import GRDB
public import Registry
import Synchronization

/// A log in one table of an SQLite file, for one process at a time.
///
/// The file is in WAL mode with full synchronisation: what `append` has returned from survives a crash of the machine.
public final class SQLiteStore: StoreFile {
  let database: DatabaseQueue
  private let lock: FileLock?
  let path: String
  /// Where what can be read ends, if there is more that cannot.
  private let damagedEnd = Mutex<LogPosition?>(nil)

  /// Opens the file, or makes it.
  ///
  /// - Throws: `StoreError`: `.unavailable` if the file cannot be opened or written or another process holds it,
  ///   `.damaged` if it is not a registry's.
  public convenience init(path: String) throws(StoreError) {
    try self.init(path: path, access: .full)
  }

  /// Opens the file. Full access is for one process at a time; the file is made if it is not there, and brought to today's
  /// format.
  ///
  /// - Throws: `StoreError`: `.unavailable` if the file cannot be opened, or with full access cannot be written or is held
  ///   by another process; `.damaged` if it is not a registry's, or a newer version's.
  public init(path: String, access: StoreAccess) throws(StoreError) {
    self.path = path
    lock = access == .full ? try FileLock(guarding: path) : nil
    do {
      var configuration = Configuration()
      configuration.label = "martlet.store"
      if access == .full { configuration.journalMode = .wal } else { configuration.readonly = true }
      database = try DatabaseQueue(path: path, configuration: configuration)
      try database.read { database in try Self.checkOwner(of: database, access, path: path) }
      if access == .full { try Self.prepare(database, path: path) }
    } catch let error as StoreError {
      throw error
    } catch {
      throw Self.error(error, path: path)
    }
  }

  /// Brings the file to today's format, and has each write synced.
  private static func prepare(_ database: DatabaseQueue, path: String) throws {
    try migrator.migrate(database)
    try database.writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA application_id = \(applicationID)")
      // Set after opening: the library's own set-up of WAL lowers it to NORMAL, which may lose answered writes.
      try database.execute(sql: "PRAGMA synchronous = FULL")
      let level = try Int.fetchOne(database, sql: "PRAGMA synchronous")
      if level != 2 { throw StoreError.unavailable("\(path): SQLite refuses to sync each write to disk") }
    }
  }

  /// "MRTL": tells a registry's file from any other program's.
  private static let applicationID = 0x4D52_544C

  /// Refuses to adopt another program's database, and one that a newer version of this one has changed.
  private static func checkOwner(of database: Database, _ access: StoreAccess, path: String) throws {
    let tables = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") ?? 0
    let owner = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
    if tables > 0 && owner != applicationID {
      throw StoreError.damaged("\(path): this is another program's database; name a file of its own for the registry")
    }
    if access == .reading && tables == 0 { throw StoreError.damaged("\(path): there is no registry in this file") }
    if try migrator.hasBeenSuperseded(database) {
      throw StoreError.damaged("\(path): a newer version of Martlet has written this file; use that version")
    }
  }

  /// Where the log in a file ends.
  static func end(of database: Database) throws -> LogPosition {
    LogPosition(rawValue: try Int64.fetchOne(database, sql: "SELECT coalesce(max(position) + 1, 0) FROM log") ?? 0)
  }

  /// Whether SQLite syncs each commit to disk before it is answered: 2 is yes (`PRAGMA synchronous`).
  package func synchronousLevel() async throws -> Int? {
    try await database.read { try Int.fetchOne($0, sql: "PRAGMA synchronous") }
  }

  private static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("log") { database in
      try database.execute(
        sql: """
          CREATE TABLE log (
            position INTEGER PRIMARY KEY,
            timestamp INTEGER NOT NULL,
            token INTEGER NOT NULL,
            key TEXT NOT NULL,
            value TEXT
          ) STRICT
          """)
    }
    return migrator
  }

  public func entries(from position: LogPosition, limit: Int) async throws(StoreError) -> [LogEntry] {
    if let damagedEnd = damagedEnd.withLock({ $0 }), position > damagedEnd { return [] }
    do {
      // Outside of a transaction, which would not end well after a page that cannot be read. The log only grows.
      let page = try await database.unsafeRead { [path] database in
        try LogReader(database, path: path).page(from: position, limit: limit)
      }
      if let end = page.damagedEnd { damagedEnd.withLock { $0 = end } }
      return await page.entries.read()
    } catch let error as StoreError {
      throw error
    } catch {
      throw Self.error(error, path: path)
    }
  }

  /// What SQLite finds wrong with the structure of the file, a line each, at most a hundred.
  ///
  /// - Throws: `StoreError` if the file is so damaged that it cannot be looked at.
  public func integrityProblems() async throws(StoreError) -> [String] {
    do {
      let lines = try await database.unsafeRead { try String.fetchAll($0, sql: "PRAGMA integrity_check(100)") }
      return lines == ["ok"] ? [] : lines.flatMap { $0.split(separator: "\n").map(String.init) }
    } catch {
      throw Self.error(error, path: path)
    }
  }

  /// Lets the file grow to so many pages, as a disk would that is full then.
  package func limitFile(toPages count: Int) async throws {
    try await database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA max_page_count = \(count)") }
  }

  public func append(_ entries: [LogEntry]) async throws(StoreError) {
    guard let first = entries.first?.position else { return }
    try await append(entries.map { ($0, StoredRecord($0.record)) }, at: first) { _ in }
  }

  /// Appends entries, and has something else written in the same transaction.
  func append(
    _ rows: [(LogEntry, StoredRecord)], at first: LogPosition,
    with others: @escaping @Sendable (Database) throws -> Void
  ) async throws(StoreError) {
    do {
      try await database.write { database in
        try others(database)
        if try Self.end(of: database) != first { throw StoreError.positionTaken(first) }
        let insert = try database.cachedStatement(sql: "INSERT INTO log VALUES (?, ?, ?, ?, ?)")
        for (entry, stored) in rows {
          try insert.execute(arguments: [
            entry.position.rawValue, entry.timestamp, Int64(bitPattern: entry.token), stored.key, stored.value,
          ])
        }
      }
    } catch let error as StoreError {
      throw error
    } catch {
      throw Self.error(error, path: path)
    }
  }

  public func close() async {
    do {
      try database.close()
    } catch {
      // What was appended is on disk; SQLite finishes its housekeeping when the file is opened again.
    }
    lock?.release()
  }

  static func error(_ error: any Error, path: String) -> StoreError {
    guard let error = error as? DatabaseError else { return .unavailable("\(path): \(error)") }
    switch error.resultCode {
    case .SQLITE_NOTADB, .SQLITE_CORRUPT:
      return .damaged("\(path): this is not an intact SQLite file (\(error)); restore it from a backup")
    case .SQLITE_CANTOPEN:
      return .unavailable("\(path): cannot be opened; does the folder exist, and may this user write to it?")
    case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH:
      return .unavailable("\(path): cannot be written; check the permissions of the file and its folder")
    case .SQLITE_FULL:
      return .unavailable("\(path): the disk is full; nothing was stored")
    case .SQLITE_TOOBIG:
      return .tooLarge("\(path): the record is larger than SQLite takes")
    default:
      return .unavailable("\(path): \(error)")
    }
  }
}
