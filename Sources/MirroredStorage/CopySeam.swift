import Registry
import SQLiteStorage

/// Where a copy ends, and its store must go on: the store holds the copy's last entry, or another history.
///
/// Each append carries a random token, and is made by a writer that knew the entries before. So two logs that have the
/// same entry at one position have the same ones before it.
struct CopySeam: Sendable {
  /// The copy's last entry; nil if it is empty.
  let last: LogEntry?
  private let path: String
  private let origin: String?
  private let name: String

  /// - Parameter name: what the store is called.
  init(_ copy: SQLiteCopy, of name: String) async throws(StoreError) {
    path = copy.path
    origin = copy.origin
    self.name = name
    let last = LogPosition(rawValue: copy.end.rawValue - 1)
    self.last = last < .start ? nil : try await copy.entries(from: last, limit: 1).first
  }

  /// Looks whether the store goes on from the copy.
  ///
  /// - Throws: `StoreError.damaged` if it does not, and why the store cannot be read.
  func check(_ store: any RegistryStore) async throws(StoreError) {
    guard let last else { return }
    let found: LogEntry?
    do throws(StoreError) {
      found = try await store.entries(from: last.position, limit: 1).first
    } catch {
      if case .damaged(let reason) = error { throw refusal(reason) }
      throw error
    }
    guard let found else { throw refusal("it ends before position \(last.position.next) of the log") }
    if !Self.isSame(last, found) { throw refusal("it has another entry at position \(last.position) of the log") }
  }

  /// Looks whether the copy may be served while its store cannot be asked.
  ///
  /// - Throws: `StoreError.damaged` if the copy is of a store with another name.
  func checkName(_ failure: StoreError) throws(StoreError) {
    if origin == name { return }
    throw .damaged(
      """
      \(path): this is a local copy of \(origin ?? "a store without a name"), and not of \(name), which cannot be asked \
      whether it is the same: \(failure). Start again when it can be, or name another file
      """)
  }

  private func refusal(_ reason: String) -> StoreError {
    .damaged(
      """
      \(path): this local copy is not of the log that \(name) holds: \(reason). The store was made anew, restored from a \
      backup, or is another one. Delete the file to serve what the store holds now; if the store has lost records, the \
      file still has them: martlet store copy --from sqlite:\(path) --to <another store>
      """)
  }

  /// By their stored forms, as the reasons why a record cannot be read are not kept.
  private static func isSame(_ left: LogEntry, _ right: LogEntry) -> Bool {
    left.position == right.position && left.token == right.token && left.timestamp == right.timestamp
      && StoredRecord(left.record) == StoredRecord(right.record)
  }
}
