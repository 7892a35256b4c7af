import BackupStorage
import Foundation
import Registry
import RegistryTesting
import SchemaCore

/// Backups in a folder of their own, and logs to make them of.
struct BackupFixture {
  let folder: TemporaryFolder
  var path: String { folder.path + "/registry.backup" }

  init() throws {
    folder = try TemporaryFolder()
  }

  static let origin = BackupOrigin(store: "memory", created: 1_700_000_000_000, program: "test")

  @discardableResult
  func write(_ entries: [LogEntry]) async throws -> BackupWriter.Summary {
    let store = MemoryStore()
    try await store.append(entries)
    return try await BackupWriter(Self.origin, to: path).write(store)
  }

  /// The backup; nil if so little is left of it that it cannot be told to be one.
  func opened() async throws -> BackupStore? {
    let result: Result<BackupStore, StoreError>
    do throws(StoreError) {
      result = .success(try await BackupStore(path: path))
    } catch {
      result = .failure(error)
    }
    if case .failure(.damaged) = result { return nil }
    return try result.get()
  }

  /// Changes the file.
  func change(_ body: (inout Data) -> Void) throws {
    var bytes = try Data(contentsOf: URL(filePath: path))
    body(&bytes)
    try bytes.write(to: URL(filePath: path))
  }

  /// All entries of a store, read in pages.
  static func all(of store: any RegistryStore, limit: Int = 700) async throws -> [LogEntry] {
    var entries: [LogEntry] = []
    while case let page = try await store.entries(from: LogPosition(rawValue: Int64(entries.count)), limit: limit),
      !page.isEmpty
    {
      entries += page
    }
    return entries
  }

  /// A log of one version for each of many subjects.
  static func log(of count: Int) -> [LogEntry] {
    (0..<count).map { number in
      let key = VersionKey(SubjectName(name: "s\(number)"), SchemaVersion(rawValue: 1))
      let schema = SchemaText(text: #"{"type":"fixed","name":"F\#(number)","size":\#(number)}"#)
      return LogEntry(
        position: LogPosition(rawValue: Int64(number)), timestamp: 1_000 + Int64(number), token: UInt64(number) + 1,
        record: .schema(SchemaRecord(key: key, id: SchemaID(rawValue: Int32(number) + 1), schema: schema)))
    }
  }
}

extension LogEntry {
  /// True if what stood there cannot be read.
  var isUnreadable: Bool { if case .unreadable = record { true } else { false } }
}
