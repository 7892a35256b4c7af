import CPostgres

/// The rows that a statement returned, as texts.
struct PostgresRows: ~Copyable {
  private let result: OpaquePointer

  /// Takes over a result of libpq.
  init(_ result: OpaquePointer) {
    self.result = result
  }

  deinit {
    PQclear(result)
  }

  var count: Int { Int(PQntuples(result)) }

  /// A field as text; nil for NULL, and for a column that is not there.
  func text(_ row: Int, _ column: Int) -> String? {
    let (row, column) = (Int32(clamping: row), Int32(clamping: column))
    guard PQgetisnull(result, row, column) == 0, let value = PQgetvalue(result, row, column) else { return nil }
    let bytes = UnsafeRawBufferPointer(start: value, count: Int(PQgetlength(result, row, column)))
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A field as a number; nil if it is none.
  func integer(_ row: Int, _ column: Int) -> Int64? { text(row, column).flatMap { Int64($0) } }
}
