/// A part of a log as a store holds it: its records are not read yet.
///
/// All texts stand in one buffer. As strings of their own, which live until they are read, they would cost more to make
/// and to forget than to read.
public struct StoredPage: Sendable {
  private struct Entry {
    var position: LogPosition
    var timestamp: Int64 = 0
    var token: UInt64 = 0
    var content: Content
  }

  private enum Content {
    /// Where the texts stand.
    case record(key: Range<Int>, value: Range<Int>?)
    case lost(String)
  }

  private var entries: [Entry] = []
  private var texts: [UInt8] = []

  public init() {}

  /// How many entries there are.
  public var count: Int { entries.count }

  /// Appends an entry.
  ///
  /// - Parameters:
  ///   - timestamp: in milliseconds since 1970-01-01 UTC.
  ///   - token: the writer's mark of the append.
  ///   - key: the record's key, which should be UTF-8; if it is not, the entry is one of which nothing is left.
  ///   - value: the record's value likewise; nil if it is gone.
  public mutating func append(
    at position: LogPosition, timestamp: Int64, token: UInt64, key: UnsafeBufferPointer<UInt8>,
    value: UnsafeBufferPointer<UInt8>?
  ) {
    let content = Content.record(key: append(key), value: value.map { append($0) })
    entries.append(Entry(position: position, timestamp: timestamp, token: token, content: content))
  }

  /// Appends an entry of which nothing is left.
  public mutating func append(lostAt position: LogPosition, _ reason: String) {
    entries.append(Entry(position: position, content: .lost(reason)))
  }

  private mutating func append(_ text: UnsafeBufferPointer<UInt8>) -> Range<Int> {
    texts.append(contentsOf: text)
    return texts.count - text.count..<texts.count
  }

  /// How many entries one task reads.
  private static let portion = 250

  /// Reads the records: on all processors where there are many, as there are when a registry is opened.
  ///
  /// What a record says takes longer to read than the record takes to get.
  public func read() async -> [LogEntry] {
    // A single place for all, as records that were read into many would have to be copied together.
    let output = UnsafeMutableBufferPointer<LogEntry>.allocate(capacity: count)
    defer { output.deallocate() }
    nonisolated(unsafe) let places = output
    await withTaskGroup { group in
      for start in stride(from: 0, to: count, by: Self.portion) {
        // Invariant: each place is initialized by one task, and every task ends before the group does.
        group.addTask {
          for place in start..<min(start + Self.portion, count) {
            places.initializeElement(at: place, to: entry(at: place))
          }
        }
      }
    }
    return Array(unsafeUninitializedCapacity: count) { array, count in
      count = array.moveInitialize(fromContentsOf: output)
    }
  }

  private func entry(at place: Int) -> LogEntry {
    LogEntry(
      position: entries[place].position, timestamp: entries[place].timestamp, token: entries[place].token,
      record: record(entries[place].content))
  }

  private func record(_ content: Content) -> RegistryRecord {
    switch content {
    case .lost(let reason): return .unreadable(.lost(reason))
    case .record(let key, let value):
      guard let key = text(key) else { return .unreadable(.lost(Self.isNoText)) }
      guard let value else { return StoredRecord(key: key, value: nil).readRecord }
      guard let value = text(value) else { return .unreadable(.lost(Self.isNoText)) }
      return StoredRecord(key: key, value: value).readRecord
    }
  }

  private static let isNoText = "its row holds other things than it must: a text is not UTF-8"

  private func text(_ range: Range<Int>) -> String? {
    texts.withUnsafeBufferPointer { String(validating: UnsafeBufferPointer(rebasing: $0[range]), as: UTF8.self) }
  }
}
