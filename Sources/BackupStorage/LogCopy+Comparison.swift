import Registry

extension LogCopy {
  /// Reads the copy back and compares it with the source. What compaction has taken away of the source since it was
  /// copied is passed over.
  ///
  /// - Throws: `Failure.target` with `StoreError.damaged` if what is read back is not what was written.
  public func compare() async throws(Failure) {
    var (originals, copies) = (EntryReader(source), EntryReader(target))
    var original = try await Self.next(of: &originals, Failure.source)
    var position = LogPosition.start
    while position < end {
      guard let copy = try await Self.next(of: &copies, Failure.target) else { throw Self.difference(at: position) }
      position = position.next
      if isCompacted, original.map({ $0.token > copy.token }) ?? true { continue }
      guard let written = original, isSame(written, copy) else { throw Self.difference(at: copy.position) }
      original = try await Self.next(of: &originals, Failure.source)
    }
  }

  /// By their stored forms, as the reasons why a record cannot be read are not kept.
  private func isSame(_ original: LogEntry, _ copy: LogEntry) -> Bool {
    (isCompacted || original.position == copy.position) && original.timestamp == copy.timestamp
      && original.token == copy.token
      && (original.record == copy.record || StoredRecord(original.record) == StoredRecord(copy.record))
  }

  private static func difference(at position: LogPosition) -> Failure {
    .target(.damaged("what was written at position \(position) of the log is not what is read there"))
  }

  private static func next(
    of reader: inout EntryReader, _ failure: (StoreError) -> Failure
  ) async throws(Failure) -> LogEntry? {
    do { return try await reader.next() } catch { throw failure(error) }
  }
}

/// Reads the entries of a store one after the other.
private struct EntryReader {
  private let store: any RegistryStore
  private var page: [LogEntry] = []
  private var index = 0
  private var position = LogPosition.start

  init(_ store: any RegistryStore) {
    self.store = store
  }

  mutating func next() async throws(StoreError) -> LogEntry? {
    if index == page.count {
      page = try await store.entries(from: position, limit: LogCopy.pageSize)
      index = 0
      guard let last = page.last else { return nil }
      position = last.position.next
    }
    defer { index += 1 }
    return page[index]
  }
}
