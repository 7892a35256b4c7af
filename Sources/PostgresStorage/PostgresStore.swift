public import Registry
import Synchronization

/// A log in one table of a PostgreSQL database, for any number of processes.
///
/// An append is an insert at the positions that its writer decided for: the primary key lets one writer win. What
/// `append` has returned from was committed with the synchronisation that the server is set to, at least `local`.
public final class PostgresStore: SharedRegistryStore {
  let worker: PostgresWorker
  private let listener: PostgresListener?
  let name: String
  /// The table that holds the log.
  private let table: String
  /// The last entry that was read or written, by which another history is recognised.
  private let latest = Mutex<(position: LogPosition, token: UInt64)?>(nil)

  /// Connects, and with full access makes the table where it is missing.
  ///
  /// - Parameters:
  ///   - target: a connection URI (`postgresql://…`) or `keyword=value` text; what it leaves out comes from libpq's
  ///     environment variables, such as PGHOST and PGPASSWORD, and its files.
  ///   - name: what the store is called in messages: without a password.
  /// - Throws: `StoreError`: `.unavailable` if there is no connection to be had or the table cannot be made, `.damaged`
  ///   if a newer program has changed it, or if there is none and it may only be read.
  public init(connecting target: String, name: String, access: StoreAccess = .full) async throws(StoreError) {
    self.name = name
    table = LogTable.name
    worker = PostgresWorker(target: target) { (session) throws(PostgresError) in
      // A database may be set to answer before anything is on disk.
      let setting = try session.run("SHOW synchronous_commit")
      if setting.text(0, 0) == "off" { _ = try session.run("SET synchronous_commit = local") }
    }
    listener = PostgresListener(target: target)
    do {
      try await worker.perform(access == .full ? LogTable.migrate : LogTable.check)
    } catch {
      await worker.close()
      throw Self.error(error, name)
    }
  }

  /// A log in another table of the same database, which nobody is told about.
  init(beside other: PostgresStore, table: String) {
    worker = other.worker
    listener = nil
    name = other.name
    self.table = table
  }

  public func entries(from position: LogPosition, limit: Int) async throws(StoreError) -> [LogEntry] {
    // The entry before is read again where it is known: had it changed, the database would hold another history.
    let known = latest.withLock { $0?.position.next == position ? $0 : nil }
    let first = known?.position ?? position
    let rows: [Row]
    do {
      rows = try await worker.perform { [table] (session) throws(PostgresError) in
        try Self.rows(session, of: table, from: first, limit: known == nil ? limit : limit + 1)
      }
    } catch {
      throw Self.error(error, name)
    }
    if let known, rows.first?.position != known.position.rawValue || rows.first?.token != known.token {
      throw anotherHistory(at: known.position)
    }
    let stored = try self.entries(rows.dropFirst(known == nil ? 0 : 1), from: position, limit: limit)
    let entries = await stored.read()
    // A row that is missing has no mark to be recognised by.
    if let last = entries.last, let row = rows.last, last.position.rawValue == row.position { note(last) }
    return entries
  }

  /// The entries of rows, without a gap: what is missing is an entry that says so.
  private func entries(
    _ rows: ArraySlice<Row>, from position: LogPosition, limit: Int
  ) throws(StoreError) -> StoredPage {
    var entries = StoredPage()
    var next = position
    for row in rows {
      if row.position - next.rawValue > Self.maximumGap {
        throw .damaged("\(name): after position \(next) of the log comes \(row.position); restore a backup")
      }
      while next.rawValue < row.position && entries.count < limit {
        entries.append(lostAt: next, "its row is missing")
        next = next.next
      }
      if entries.count == limit { break }
      row.append(to: &entries)
      next = next.next
    }
    return entries
  }

  /// How many positions in a row may be lost.
  private static let maximumGap: Int64 = 20_000

  public func append(_ entries: [LogEntry]) async throws(StoreError) {
    guard let first = entries.first, let last = entries.last else { return }
    let before = latest.withLock { $0?.position.next == first.position ? $0?.token : nil }
    let stored = entries.map { StoredRecord($0.record) }
    let parameters: [PostgresParameter] = [
      .integer(first.position.rawValue), .integers(entries.map(\.timestamp)),
      .integers(entries.map { Int64(bitPattern: $0.token) }), .texts(stored.map(\.key)), .texts(stored.map(\.value)),
      .integers(before.map { [Int64(bitPattern: $0)] } ?? []),
    ]
    let count: Int64?
    do {
      count = try await worker.perform { [statement = Self.appending(to: table)] (session) throws(PostgresError) in
        try session.run(statement, parameters).integer(0, 0)
      }
    } catch {
      if error.state == PostgresError.uniqueViolation { throw .positionTaken(first.position) }
      throw Self.error(error, name)
    }
    if count == 0 { throw .positionTaken(first.position) }
    note(last)
  }

  public func waitForEntries(from position: LogPosition) async {
    await listener?.wait()
  }

  public func close() async {
    await listener?.stop()
    await worker.close()
  }

  /// One statement is a transaction of its own, and one journey to the server. Nothing is inserted beyond the end, nor
  /// behind an entry that is not the one that the writer knows.
  private static func appending(to table: String) -> String {
    """
    WITH appended AS (
      INSERT INTO \(table)
      SELECT $1 + place - 1, timestamp, token, key, value
      FROM unnest($2, $3, $4, $5) WITH ORDINALITY AS entry (timestamp, token, key, value, place)
      WHERE $1 = 0 OR EXISTS (
        SELECT FROM \(table) WHERE position = $1 - 1 AND (cardinality($6) = 0 OR token = $6[1]))
      RETURNING position
    ), told AS (SELECT pg_notify('\(LogTable.channel)', '') FROM appended LIMIT 1)
    SELECT count(*), (SELECT count(*) FROM told) FROM appended
    """
  }

  private struct Row: Sendable {
    var position: Int64
    var timestamp: Int64
    var token: UInt64
    var key: String
    var value: String?

    func append(to page: inout StoredPage) {
      var (key, value) = (key, value ?? "")
      key.withUTF8 { key in
        value.withUTF8 { value in
          page.append(
            at: LogPosition(rawValue: position), timestamp: timestamp, token: token, key: key,
            value: self.value == nil ? nil : value)
        }
      }
    }
  }

  private static func rows(
    _ session: PostgresSession, of table: String, from position: LogPosition, limit: Int
  ) throws(PostgresError) -> [Row] {
    let rows = try session.run(
      """
      SELECT position, timestamp, token, key, value FROM \(table)
      WHERE position >= $1 ORDER BY position LIMIT $2
      """, [.integer(position.rawValue), .integer(Int64(limit))], limit: 60_000)
    return (0..<rows.count).map { row in
      Row(
        position: rows.integer(row, 0) ?? -1, timestamp: rows.integer(row, 1) ?? 0,
        token: UInt64(bitPattern: rows.integer(row, 2) ?? 0), key: rows.text(row, 3) ?? "", value: rows.text(row, 4))
    }
  }

  private func note(_ entry: LogEntry) {
    latest.withLock { latest in
      if let known = latest, known.position > entry.position { return }
      latest = (entry.position, entry.token)
    }
  }

  private func anotherHistory(at position: LogPosition) -> StoreError {
    .damaged(
      """
      \(name): position \(position) of the log is no longer what was read from it: the database was restored from a \
      backup, or replaced; start this node again to serve what it holds now
      """)
  }

  static func error(_ error: PostgresError, _ name: String) -> StoreError {
    switch error.state {
    case LogTable.newerForm, LogTable.undefinedTable: .damaged("\(name): \(error.message)")
    case "22021", "22P05": .tooLarge("\(name): the record holds a text that PostgreSQL does not take: \(error.message)")
    default: .unavailable("\(name): \(error.message)")
    }
  }
}
