import GRDB
import GRDBSQLite
import Registry

/// Reads rows of the log, and steps around those that cannot be read: a row says what is left of it, and a page of the
/// file that is damaged costs the rows that it holds or leads to.
struct LogReader {
  /// What was read.
  struct Page {
    /// The entries, without a gap; in the place of what cannot be read stand entries that say so.
    var entries = StoredPage()
    /// Where what can be read ends, if there is more that cannot be read, nobody knows how much.
    var damagedEnd: LogPosition?
  }

  private let database: Database
  private let path: String

  /// How many positions in a row may be lost. A damaged page of the tree's second level loses some thousand.
  private static let maximumGap: Int64 = 20_000

  init(_ database: Database, path: String) {
    self.database = database
    self.path = path
  }

  /// The entries from a position on.
  ///
  /// - Parameter limit: how many at most.
  /// - Throws: `StoreError.damaged` if too much is lost in one place to go on, `DatabaseError`.
  func page(from position: LogPosition, limit: Int) throws -> Page {
    var page = Page()
    var next = position.rawValue
    while page.entries.count < limit {
      do {
        try read(from: &next, into: &page.entries, limit: limit)
        return page
      } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
        guard let readable = try firstReadable(after: next) else {
          if next == 0 { throw error }
          page.entries.append(
            lostAt: LogPosition(rawValue: next), "the file is damaged from here to the end of the log")
          page.damagedEnd = LogPosition(rawValue: next)
          return page
        }
        lose(from: &next, to: readable, "the file's page is damaged", into: &page.entries, limit: limit)
      }
    }
    return page
  }

  private func read(from next: inout Int64, into entries: inout StoredPage, limit: Int) throws {
    let statement = try database.cachedStatement(
      sql: "SELECT position, timestamp, token, key, value FROM log WHERE position >= ? ORDER BY position LIMIT ?")
    let rows = try Row.fetchCursor(statement, arguments: [next, limit - entries.count])
    // A log may have a million rows: their columns are read where SQLite has them.
    let columns = LogColumns(statement: statement.sqliteStatement)
    while entries.count < limit, try rows.next() != nil {
      let position = columns.position
      // Only a damaged tree holds a position twice; what was read first stays.
      if position < next { continue }
      if position - next > Self.maximumGap {
        throw StoreError.damaged(
          "\(path): after position \(next - 1) of the log comes \(position); restore the file from a backup")
      }
      lose(from: &next, to: position, "its row is missing", into: &entries, limit: limit)
      if entries.count == limit { return }
      Self.append(columns, at: LogPosition(rawValue: position), to: &entries)
      next = position + 1
    }
  }

  private static func append(_ columns: LogColumns, at position: LogPosition, to entries: inout StoredPage) {
    do throws(RecordCodingError) {
      guard let key = try columns.text(3) else { throw RecordCodingError("there is no key") }
      entries.append(
        at: position, timestamp: try columns.integer(1), token: UInt64(bitPattern: try columns.integer(2)), key: key,
        value: try columns.text(4))
    } catch {
      entries.append(lostAt: position, "its row holds other things than it must: \(error)")
    }
  }

  private func lose(
    from next: inout Int64, to end: Int64, _ reason: String, into entries: inout StoredPage, limit: Int
  ) {
    while next < end && entries.count < limit {
      entries.append(lostAt: LogPosition(rawValue: next), reason)
      next += 1
    }
  }

  /// The first position after one that cannot be read; nil if nothing after it can.
  ///
  /// The further away, the wider the steps: what is readable between two damaged parts is found if it is not much
  /// smaller than the first of them.
  private func firstReadable(after position: Int64) throws -> Int64? {
    let statement = try database.makeStatement(
      sql: "SELECT position FROM log WHERE position >= ? ORDER BY position LIMIT 1")
    var failed = position
    while failed - position < Self.maximumGap {
      let step = 1 + (failed - position) / 64
      if try isReadable(statement, from: failed + step) {
        for candidate in failed + 1...failed + step where try isReadable(statement, from: candidate) {
          return try Int64.fetchOne(statement, arguments: [candidate])
        }
      }
      failed += step
    }
    return nil
  }

  private func isReadable(_ statement: Statement, from position: Int64) throws -> Bool {
    do {
      _ = try Int64.fetchOne(statement, arguments: [position])
      return true
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
      return false
    }
  }
}

/// The columns of the row at which a statement stands: position, timestamp, token, key and value.
struct LogColumns {
  let statement: SQLiteStatement

  /// The row's number, which is an integer in any case.
  var position: Int64 { sqlite3_column_int64(statement, 0) }

  /// A number, or 0 for what is none.
  func number(_ column: Int32) -> Int64 { sqlite3_column_int64(statement, column) }

  /// The bytes of a text, until the statement goes on; nil for NULL.
  func bytes(_ column: Int32) -> UnsafeBufferPointer<UInt8>? {
    if sqlite3_column_type(statement, column) == SQLITE_NULL { return nil }
    let start = sqlite3_column_text(statement, column)
    return UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, column)))
  }

  func integer(_ column: Int32) throws(RecordCodingError) -> Int64 {
    guard sqlite3_column_type(statement, column) == SQLITE_INTEGER else {
      throw RecordCodingError("column \(column) is not an integer")
    }
    return sqlite3_column_int64(statement, column)
  }

  /// A text as it stands there, until the statement goes on, or nil for NULL. The library would put other characters
  /// where the bytes are not UTF-8.
  func text(_ column: Int32) throws(RecordCodingError) -> UnsafeBufferPointer<UInt8>? {
    let type = sqlite3_column_type(statement, column)
    guard type == SQLITE_TEXT || type == SQLITE_NULL else { throw RecordCodingError("column \(column) is not a text") }
    return bytes(column)
  }
}
