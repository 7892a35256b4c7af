/// An entry of the log as a store holds it: its record is not read yet.
public struct StoredEntry: Sendable {
  /// What stands at a position.
  public enum Content: Sendable {
    case record(StoredRecord)
    /// Nothing that the store can read, and why.
    case lost(String)
  }

  public var position: LogPosition
  /// In milliseconds since 1970-01-01 UTC.
  public var timestamp: Int64
  /// The writer's mark of the append.
  public var token: UInt64
  public var content: Content

  public init(position: LogPosition, timestamp: Int64, token: UInt64, content: Content) {
    self.position = position
    self.timestamp = timestamp
    self.token = token
    self.content = content
  }

  /// An entry of which nothing is left.
  public static func lost(_ position: LogPosition, _ reason: String) -> StoredEntry {
    StoredEntry(position: position, timestamp: 0, token: 0, content: .lost(reason))
  }

  private var read: LogEntry {
    let record: RegistryRecord =
      switch content {
      case .record(let stored): stored.readRecord
      case .lost(let reason): .unreadable(.lost(reason))
      }
    return LogEntry(position: position, timestamp: timestamp, token: token, record: record)
  }

  /// How many entries one task reads.
  private static let portion = 250

  /// Reads the records of entries: on all processors where there are many, as there are when a registry is opened.
  ///
  /// What a record says takes longer to read than the record takes to get.
  public static func read(_ entries: [StoredEntry]) async -> [LogEntry] {
    // A single place for all, as records that were read into many would have to be copied together.
    let output = UnsafeMutableBufferPointer<LogEntry>.allocate(capacity: entries.count)
    defer { output.deallocate() }
    nonisolated(unsafe) let places = output
    await withTaskGroup { group in
      for start in stride(from: 0, to: entries.count, by: portion) {
        // Invariant: each place is initialized by one task, and every task ends before the group does.
        group.addTask {
          for place in start..<min(start + portion, entries.count) {
            places.initializeElement(at: place, to: entries[place].read)
          }
        }
      }
    }
    return Array(unsafeUninitializedCapacity: entries.count) { array, count in
      count = array.moveInitialize(fromContentsOf: output)
    }
  }
}
