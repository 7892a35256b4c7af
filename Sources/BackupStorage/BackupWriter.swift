import Dispatch
public import Registry
import SchemaCore

/// Writes backups of logs.
public struct BackupWriter: Sendable {
  /// What came of it.
  public struct Summary: Hashable, Sendable {
    /// What the backup says of itself.
    public var end: BackupEnd
    /// How long the file is.
    public var byteCount: Int
  }

  private let origin: BackupOrigin
  private let path: String

  private static let queue = DispatchQueue(label: "martlet.backup.writer")
  /// How many entries are read of a store at a time, and held in memory.
  private static let pageSize = 2_000
  /// How many records and bytes a block holds: what is lost where one byte of it is.
  static let maximumRecords = 1_000
  private static let wantedBytes = 1 << 18

  /// - Parameter path: the file to write, which gets its name when it is whole; one that is there is replaced.
  public init(_ origin: BackupOrigin, to path: String) {
    self.origin = origin
    self.path = path
  }

  /// Copies a log, from its start to where its end is found: the log as it was at one moment, while others append.
  ///
  /// - Parameter progress: told how many records are written.
  /// - Throws: `StoreError`, of the store or about the file; nothing is left of the file then.
  public func write(
    _ store: any RegistryStore, progress: (Int) -> Void = { _ in }
  ) async throws(StoreError) -> Summary {
    let output = try await Self.queue.run { [path] () throws(StoreError) in try BackupOutput(path: path) }
    do throws(StoreError) {
      let line = Array(JSONWriter.text(origin.json).utf8) + [UInt8(ascii: "\n")]
      try await Self.queue.run { () throws(StoreError) in
        try output.write(BackupMember(kind: .origin, first: 0, count: 0), line)
      }
      var end = BackupEnd()
      while case let page = try await store.entries(from: LogPosition(rawValue: end.records), limit: Self.pageSize),
        !page.isEmpty
      {
        for entry in page { end.note(entry) }
        try await Self.queue.run { () throws(StoreError) in try Self.write(page, to: output) }
        progress(Int(end.records))
      }
      let finished = try await Self.queue.run { [end] () throws(StoreError) in try output.finish(end) }
      return Summary(end: finished.end, byteCount: finished.byteCount)
    } catch {
      await withCheckedContinuation { continuation in
        Self.queue.async {
          output.abandon()
          continuation.resume()
        }
      }
      throw error
    }
  }

  private static func write(_ page: [LogEntry], to output: BackupOutput) throws(StoreError) {
    var rest = page[...]
    while let first = rest.first {
      var content: [UInt8] = []
      var count = 0
      for entry in rest.prefix(maximumRecords) where content.count < wantedBytes || count == 0 {
        BackupLine.append(entry, to: &content)
        count += 1
      }
      rest = rest.dropFirst(count)
      try output.write(BackupMember(kind: .records, first: first.position.rawValue, count: UInt32(count)), content)
    }
  }
}
