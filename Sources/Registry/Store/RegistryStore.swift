/// A log of registry records with one rule: records are appended at exactly the position that the writer names, or the
/// writer is told that somebody was first.
///
/// Each record leaves a valid registry on its own, so that a log which ends anywhere is a valid history.
public protocol RegistryStore: Sendable {
  /// The entries from `position` on, oldest first; empty when there is nothing newer. What cannot be understood is an
  /// entry too, with a record that says so.
  ///
  /// - Parameter limit: at most how many entries to return; 1 or more.
  /// - Throws: `StoreError`, `.damaged` if so much is lost that nothing useful can be returned.
  func entries(from position: LogPosition, limit: Int) async throws(StoreError) -> [LogEntry]

  /// Appends entries whose positions are dense and begin with the end of the log. All are stored, or none is; when the
  /// call returns they are on disk.
  ///
  /// - Throws: `StoreError`, `.positionTaken` if the log has grown meanwhile.
  func append(_ entries: [LogEntry]) async throws(StoreError)

  /// Gives up what the store holds: files, locks, connections. Nothing may be called afterwards.
  func close() async
}

/// A store that several processes write to: what the others write can be waited for.
public protocol SharedRegistryStore: RegistryStore {
  /// Returns when there may be entries at `position`, or the waiting task is cancelled; may also return early.
  func waitForEntries(from position: LogPosition) async
}

/// A place in the log, from 0.
public struct LogPosition: RawRepresentable, Hashable, Comparable, Sendable, CustomStringConvertible {
  /// How many entries stand before this place.
  public let rawValue: Int64

  public init(rawValue: Int64) {
    self.rawValue = rawValue
  }

  /// The first place.
  public static let start = LogPosition(rawValue: 0)

  /// The next place.
  public var next: LogPosition { LogPosition(rawValue: rawValue + 1) }

  public var description: String { String(rawValue) }

  public static func < (left: LogPosition, right: LogPosition) -> Bool { left.rawValue < right.rawValue }
}

/// A record in its place.
public struct LogEntry: Hashable, Sendable {
  /// Where it stands.
  public var position: LogPosition
  /// When it was written by the writer's clock, in milliseconds since 1970-01-01 UTC.
  public var timestamp: Int64
  /// The writer's random mark of the append, by which it recognises its own entries when an append's outcome was lost.
  public var token: UInt64
  /// What happened.
  public var record: RegistryRecord

  public init(position: LogPosition, timestamp: Int64, token: UInt64, record: RegistryRecord) {
    self.position = position
    self.timestamp = timestamp
    self.token = token
    self.record = record
  }
}
