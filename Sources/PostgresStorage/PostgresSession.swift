import CPostgres
import Glibc

/// One connection with PostgreSQL, for one thread at a time. No call lasts longer than its time limit, so that a network
/// that swallows everything is an error and not a wait without end.
final class PostgresSession {
  private let connection: OpaquePointer

  /// Connects.
  ///
  /// - Parameter target: a connection URI or `keyword=value` text; what it leaves out comes from the environment, as
  ///   every program on libpq does it (PostgreSQL, 34.1.1).
  init(to target: String) throws(PostgresError) {
    // Later words override earlier ones, so that the user's own limits hold.
    let settings = [
      ("connect_timeout", "5"), ("tcp_user_timeout", "15000"), ("keepalives_idle", "10"), ("keepalives_interval", "5"),
      ("fallback_application_name", "martlet"), ("client_encoding", "UTF8"), ("dbname", target),
    ]
    let connection = Self.connect(settings)
    guard let connection else { throw PostgresError("out of memory") }
    self.connection = connection
    // The library would write the server's remarks to standard error.
    PQsetNoticeProcessor(connection, { _, _ in }, nil)
    if PQstatus(connection) != CONNECTION_OK { throw failure() }
    // Sending must not block either: a large batch to a server that does not read would.
    if PQsetnonblocking(connection, 1) != 0 { throw failure() }
  }

  deinit {
    PQfinish(connection)
  }

  /// The socket, to wait on for notifications.
  var socket: Int32 { PQsocket(connection) }

  /// Whether the connection is known to be lost.
  var isBroken: Bool { PQstatus(connection) != CONNECTION_OK }

  /// Runs one statement.
  ///
  /// - Parameter limit: how long it may take, in milliseconds.
  /// - Throws: `PostgresError`; where the time is up, the session is of no further use.
  func run(
    _ statement: String, _ parameters: [PostgresParameter] = [], limit: Int32 = 15_000
  ) throws(PostgresError) -> PostgresRows {
    let deadline = Deadline(milliseconds: limit)
    if Self.send(statement, parameters, over: connection) == 0 { throw failure() }
    while true {
      let unsent = PQflush(connection)
      if unsent < 0 { throw failure() }
      if unsent == 0 { break }
      try wait(for: Int16(POLLIN | POLLOUT), until: deadline)
      if PQconsumeInput(connection) == 0 { throw failure() }
    }
    var last: OpaquePointer?
    while true {
      while PQisBusy(connection) != 0 {
        try wait(for: Int16(POLLIN), until: deadline)
        if PQconsumeInput(connection) == 0 { throw failure() }
      }
      guard let result = PQgetResult(connection) else { break }
      if let last { PQclear(last) }
      last = result
    }
    guard let last else { throw failure() }
    let rows = PostgresRows(last)
    switch PQresultStatus(last) {
    case PGRES_TUPLES_OK, PGRES_COMMAND_OK: return rows
    default: throw Self.refusal(last)
    }
  }

  /// Takes what has arrived, and tells whether there was a notification (`LISTEN`).
  func takeNotifications() throws(PostgresError) -> Bool {
    if PQconsumeInput(connection) == 0 { throw failure() }
    var hasSome = false
    while let notification = PQnotifies(connection) {
      PQfreemem(notification)
      hasSome = true
    }
    return hasSome
  }

  private static func connect(_ settings: [(String, String)]) -> OpaquePointer? {
    let keywords = settings.map { strdup($0.0) }
    let values = settings.map { strdup($0.1) }
    defer {
      for text in keywords + values { free(text) }
    }
    return (keywords.map { UnsafePointer($0) } + [nil]).withUnsafeBufferPointer { keywords in
      (values.map { UnsafePointer($0) } + [nil]).withUnsafeBufferPointer { values in
        // 1: the value of "dbname" is a whole connection text.
        PQconnectdbParams(keywords.baseAddress, values.baseAddress, 1)
      }
    }
  }

  private static func send(
    _ statement: String, _ parameters: [PostgresParameter], over connection: OpaquePointer
  ) -> Int32 {
    // libpq wants an array of pointers to the values, which all stand in one buffer here.
    let bytes = parameters.flatMap(\.bytes)
    return bytes.withUnsafeBytes { buffer in
      var values: [UnsafePointer<CChar>?] = []
      var start = 0
      for parameter in parameters {
        values.append(buffer.baseAddress.map { ($0 + start).assumingMemoryBound(to: CChar.self) })
        start += parameter.bytes.count
      }
      return PQsendQueryParams(
        connection, statement, Int32(clamping: parameters.count), parameters.map(\.type), values,
        parameters.map { Int32(clamping: $0.bytes.count) }, parameters.map { _ in 1 }, 0)
    }
  }

  private func wait(for events: Int16, until deadline: Deadline) throws(PostgresError) {
    var descriptor = pollfd(fd: socket, events: events, revents: 0)
    while true {
      let left = deadline.milliseconds
      if left <= 0 { throw PostgresError("the server did not answer in time") }
      let count = poll(&descriptor, 1, left)
      if count > 0 { return }
      if count < 0 && errno != EINTR { throw PostgresError(String(cString: strerror(errno))) }
    }
  }

  private func failure() -> PostgresError { PostgresError(String(cString: PQerrorMessage(connection))) }

  private static func refusal(_ result: OpaquePointer) -> PostgresError {
    // PG_DIAG_SQLSTATE, a macro of a character that Swift does not import.
    let state = PQresultErrorField(result, Int32(UInt8(ascii: "C"))).map { String(cString: $0) }
    return PostgresError(String(cString: PQresultErrorMessage(result)), state: state)
  }
}

/// A moment of the monotonic clock.
private struct Deadline {
  private let end: ContinuousClock.Instant

  init(milliseconds: Int32) {
    end = .now + .milliseconds(milliseconds)
  }

  /// What is left, in milliseconds; 0 or less when it has passed.
  var milliseconds: Int32 {
    let (seconds, attoseconds) = ContinuousClock.now.duration(to: end).components
    return Int32(clamping: seconds * 1000 + attoseconds / 1_000_000_000_000_000)
  }
}
