import GRDB
public import Registry
import Synchronization

/// A node's copy of a log that is kept elsewhere, in an SQLite file.
///
/// The file is a store like any other, so that the commands for stores read it, with a table beside: whose copy it is, and
/// the checksum of all rows. A backup would not do: its last line has a checksum of all before, and a copy grows as long
/// as its node runs.
public final class SQLiteCopy: Sendable {
  /// The file.
  public let path: String
  /// How many entries it had when it was opened.
  public let end: LogPosition
  /// The store that it is a copy of; nil if nobody has said so yet.
  public let origin: String?
  /// Where that store can begin to read, in words that only it knows.
  public let bookmark: String?

  private let store: SQLiteStore
  private let checksum: Mutex<LogChecksum>

  /// Opens the file, or makes it, and reads all of it.
  ///
  /// - Throws: `StoreError`: `.unavailable` if the file cannot be opened or written or another process holds it,
  ///   `.damaged` if it is no copy, or does not hold what was written to it.
  public init(path: String) async throws(StoreError) {
    self.path = path
    do {
      store = try SQLiteStore(path: path)
      let notes = try await store.database.write { database in try Self.prepare(database, path: path) }
      end = notes.end
      origin = notes.origin
      bookmark = notes.bookmark
      checksum = Mutex(notes.checksum)
    } catch {
      throw Self.explained(error, path: path)
    }
  }

  private struct Notes {
    var end = LogPosition.start
    var origin: String?
    var bookmark: String?
    var checksum = LogChecksum()
  }

  private static func prepare(_ database: Database, path: String) throws -> Notes {
    var notes = try Self.notes(of: database)
    // Not by a migration: to those who only read the log, the file is of the same form as any store.
    if try !database.tableExists("copy") {
      if notes.end > .start {
        throw StoreError.damaged("\(path): this is a registry's own store, and no copy; name another file")
      }
      try database.execute(
        sql: """
          CREATE TABLE copy (
            only_row INTEGER PRIMARY KEY CHECK (only_row = 1), origin TEXT, bookmark TEXT, checksum INTEGER NOT NULL
          ) STRICT;
          """)
      try database.execute(sql: "INSERT INTO copy VALUES (1, NULL, NULL, ?)", arguments: [stored(notes.checksum)])
    }
    guard let row = try Row.fetchOne(database, sql: "SELECT origin, bookmark, checksum FROM copy"),
      (row["checksum"] as Int64?) == stored(notes.checksum)
    else { throw StoreError.damaged("\(path): the file does not hold what was written to it") }
    notes.origin = row["origin"]
    notes.bookmark = row["bookmark"]
    return notes
  }

  /// What the rows of the log say.
  private static func notes(of database: Database) throws -> Notes {
    var notes = Notes()
    let statement = try database.makeStatement(
      sql: "SELECT position, timestamp, token, key, value FROM log ORDER BY position")
    let rows = try Row.fetchCursor(statement)
    let columns = LogColumns(statement: statement.sqliteStatement)
    while try rows.next() != nil {
      notes.checksum.add(
        timestamp: columns.number(1), token: columns.number(2), key: columns.bytes(3) ?? .init(start: nil, count: 0),
        value: columns.bytes(4))
      notes.end = LogPosition(rawValue: columns.position + 1)
    }
    return notes
  }

  private static func stored(_ checksum: LogChecksum) -> Int64 { Int64(bitPattern: checksum.value) }

  /// Says whose copy this is. What another store said of where it can begin to read is forgotten.
  ///
  /// - Throws: `StoreError.unavailable`.
  public func note(origin: String) async throws(StoreError) {
    do {
      try await store.database.write { database in
        try database.execute(sql: "UPDATE copy SET origin = ?, bookmark = NULL", arguments: [origin])
      }
    } catch {
      throw Self.explained(error, path: path)
    }
  }

  /// The entries from a position on, oldest first.
  ///
  /// - Throws: `StoreError`.
  public func entries(from position: LogPosition, limit: Int) async throws(StoreError) -> [LogEntry] {
    do {
      return try await store.entries(from: position, limit: limit)
    } catch {
      throw Self.explained(error, path: path)
    }
  }

  /// Adds what the other store holds next. One at a time may do so.
  ///
  /// - Parameter bookmark: where that store can begin to read from now on; nil leaves it as it is.
  /// - Throws: `StoreError`; nothing is changed then.
  public func append(_ entries: [LogEntry], at position: LogPosition, bookmark: String?) async throws(StoreError) {
    let rows = entries.map { ($0, StoredRecord($0.record)) }
    var sum = checksum.withLock { $0 }
    for (entry, stored) in rows { sum.add(entry, stored) }
    try await store.append(rows, at: position) { [sum] database in
      try database.execute(
        sql: "UPDATE copy SET bookmark = coalesce(?, bookmark), checksum = ?", arguments: [bookmark, Self.stored(sum)])
    }
    checksum.withLock { $0 = sum }
  }

  /// Gives up the file.
  public func close() async { await store.close() }

  /// Lets the file grow to so many pages, as a disk would that is full then.
  package func limitFile(toPages count: Int) async throws { try await store.limitFile(toPages: count) }

  private static func explained(_ error: any Error, path: String) -> StoreError {
    let error = error as? StoreError ?? SQLiteStore.error(error, path: path)
    guard case .damaged(let reason) = error else { return error }
    return .damaged("\(reason) (a file that is only a node's local copy may be deleted: it is made anew)")
  }
}
