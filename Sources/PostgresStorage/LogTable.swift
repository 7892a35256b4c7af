/// The table that holds the log, and how it came to be as it is.
enum LogTable {
  /// What the table is called.
  static let name = "martlet_log"
  /// The same for a log that is to take its place.
  static let replacementName = "martlet_log_restored"

  /// The channel on which writers say that there is something new.
  static let channel = "martlet_log"

  /// The newest form of the tables that this program knows.
  private static let currentForm: Int64 = 1

  /// Brings the tables to their newest form.
  ///
  /// - Throws: `PostgresError`; with a text of ours and the state of an undefined object if a newer program has changed
  ///   them.
  static func migrate(_ session: PostgresSession) throws(PostgresError) {
    // Nodes that start together would make the tables at the same time: one after the other. The number is arbitrary.
    _ = try session.run("BEGIN")
    do throws(PostgresError) {
      _ = try session.run("SELECT pg_advisory_xact_lock(5571934200417)")
      _ = try session.run(
        """
        CREATE TABLE IF NOT EXISTS martlet_form (only_row boolean PRIMARY KEY CHECK (only_row), form bigint NOT NULL)
        """)
      let rows = try session.run("SELECT form FROM martlet_form")
      let form = rows.count == 0 ? 0 : rows.integer(0, 0) ?? 0
      try check(form)
      if form < 1 { try makeLog(session, name) }
      if form < currentForm {
        _ = try session.run(
          "INSERT INTO martlet_form VALUES (true, $1) ON CONFLICT (only_row) DO UPDATE SET form = $1",
          [.integer(currentForm)])
      }
      _ = try session.run("COMMIT")
    } catch {
      // The session ends with its transaction where it cannot even be rolled back.
      _ = try session.run("ROLLBACK")
      throw error
    }
  }

  /// Looks whether the tables are there, in a form that this program knows. Nothing is made, as whoever only reads may
  /// not.
  ///
  /// - Throws: `PostgresError`; with the state of an undefined table if there are none.
  static func check(_ session: PostgresSession) throws(PostgresError) {
    do throws(PostgresError) {
      try check(try session.run("SELECT form FROM martlet_form").integer(0, 0) ?? 0)
    } catch  where error.state == undefinedTable {
      throw PostgresError("there is no registry in this database", state: undefinedTable)
    }
  }

  private static func check(_ form: Int64) throws(PostgresError) {
    if form <= currentForm { return }
    throw PostgresError(
      "a newer version of Martlet has changed these tables (form \(form), this one knows \(currentForm)); use that"
        + " version", state: newerForm)
  }

  /// Makes an empty table for a log that is to take the place of the present one.
  static func makeReplacement(_ session: PostgresSession) throws(PostgresError) {
    // What an attempt left that was cut off is of no use.
    try dropReplacement(session)
    try makeLog(session, replacementName)
  }

  static func dropReplacement(_ session: PostgresSession) throws(PostgresError) {
    _ = try session.run("DROP TABLE IF EXISTS \(replacementName)")
  }

  /// Puts the replacement in the place of the log, and has the other nodes look.
  static func replace(_ session: PostgresSession) throws(PostgresError) {
    _ = try session.run("BEGIN")
    do throws(PostgresError) {
      _ = try session.run("DROP TABLE \(name)")
      _ = try session.run("ALTER TABLE \(replacementName) RENAME TO \(name)")
      _ = try session.run("ALTER INDEX \(replacementName)_pkey RENAME TO \(name)_pkey")
      _ = try session.run("SELECT pg_notify('\(channel)', '')")
      _ = try session.run("COMMIT")
    } catch {
      _ = try session.run("ROLLBACK")
      throw error
    }
  }

  /// There is no such table (PostgreSQL, Appendix A, class 42).
  static let undefinedTable = "42P01"

  /// A state of our own (class "MR" is no class of PostgreSQL's).
  static let newerForm = "MR001"

  private static func makeLog(_ session: PostgresSession, _ table: String) throws(PostgresError) {
    _ = try session.run(
      """
      CREATE TABLE \(table) (
        position bigint PRIMARY KEY CHECK (position >= 0),
        timestamp bigint NOT NULL,
        token bigint NOT NULL,
        key text NOT NULL,
        value text
      )
      """)
  }
}
