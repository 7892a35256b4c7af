/// The table that holds the log, and how it came to be as it is.
enum LogTable {
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
      if form > currentForm {
        throw PostgresError(
          "a newer version of Martlet has changed these tables (form \(form), this one knows \(currentForm)); use that"
            + " version", state: newerForm)
      }
      if form < 1 { try makeLog(session) }
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

  /// A state of our own (class "MR" is no class of PostgreSQL's).
  static let newerForm = "MR001"

  private static func makeLog(_ session: PostgresSession) throws(PostgresError) {
    _ = try session.run(
      """
      CREATE TABLE martlet_log (
        position bigint PRIMARY KEY CHECK (position >= 0),
        timestamp bigint NOT NULL,
        token bigint NOT NULL,
        key text NOT NULL,
        value text
      )
      """)
  }
}
