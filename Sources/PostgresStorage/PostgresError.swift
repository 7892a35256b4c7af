import CPostgres

/// What went wrong between this process and PostgreSQL.
struct PostgresError: Error {
  /// SQLSTATE, where the server said no; nil where it could not be asked.
  var state: String?
  /// The server's or the library's words, in one line.
  var message: String

  init(_ message: String, state: String? = nil) {
    // libpq ends its messages with a line break, writes several hosts' failures into several lines, and indents some.
    let lines = message.split(whereSeparator: \.isNewline).map { line in
      line.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
    self.message = lines.filter { !$0.isEmpty }.joined(separator: "; ")
    self.state = state
  }

  /// A row with this key is there already (PostgreSQL, Appendix A, class 23).
  static let uniqueViolation = "23505"
}
