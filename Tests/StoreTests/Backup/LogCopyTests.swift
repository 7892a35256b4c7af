import Avro
import BackupStorage
import Foundation
import GRDB
import Registry
import RegistryTesting
import SQLiteStorage
import SchemaCore
import Testing

@Suite struct LogCopyTests {
  @Test("a copy has the same entries at the same positions, and a mark of its own behind them")
  func copy() async throws {
    let fixture = try BackupFixture()
    let entries = BackupFixture.log(of: 1_700)
    try await fixture.write(entries)
    let target = MemoryStore()
    var copy = LogCopy(from: try await BackupStore(path: fixture.path), to: target)
    try await Self.complete(&copy)
    #expect(copy.count == 1_700)
    let copied = try await BackupFixture.all(of: target)
    #expect(Array(copied.dropLast()) == entries)
    #expect(copied.last?.record == .noop)
    let again = MemoryStore()
    var second = LogCopy(from: try await BackupStore(path: fixture.path), to: again)
    try await Self.complete(&second)
    #expect(try await BackupFixture.all(of: again).last?.token != copied.last?.token)
  }

  @Test("a copy ends in front of what was written later", arguments: [(999, 0), (1_004, 5), (9_999, 10)])
  func until(time: Int64, count: Int) async throws {
    let source = MemoryStore()
    try await source.append(BackupFixture.log(of: 10))
    let target = MemoryStore()
    var copy = LogCopy(from: source, to: target, until: time)
    try await Self.complete(&copy)
    #expect(copy.count == count)
    #expect(try await BackupFixture.all(of: target).count == count + 1)
  }

  @Test("a store that holds something is not copied to")
  func occupied() async throws {
    let source = MemoryStore()
    try await source.append(BackupFixture.log(of: 2))
    var copy = LogCopy(from: source, to: source)
    await #expect(throws: LogCopy.Failure.otherWriter(.start)) { try await copy.copyNews() }
  }

  @Test("what a store does not give back as it was written is noticed")
  func comparison() async throws {
    let source = MemoryStore()
    try await source.append(BackupFixture.log(of: 4))
    var copy = LogCopy(from: source, to: ForgetfulStore())
    try await copy.copyNews()
    let error = await #expect(throws: LogCopy.Failure.self) { try await copy.compare() }
    #expect(error?.storeError.description.contains("position 0") == true)
  }

  @Test("a copy of a damaged log is damaged in the same places, and gives out no number twice")
  func damage() async throws {
    let fixture = try BackupFixture()
    let path = fixture.folder.path + "/martlet.db"
    let writer = try SQLiteStore(path: path)
    try await writer.append(BackupFixture.log(of: 6))
    await writer.close()
    let database = try DatabaseQueue(path: path)
    try await database.write { database in
      try database.execute(sql: "DELETE FROM log WHERE position = 1")
      try database.execute(sql: "UPDATE log SET value = replace(value, '\"schema\"', '\"scheme\"') WHERE position = 2")
      try database.execute(sql: "UPDATE log SET value = 'x' WHERE position = 5")
    }
    try database.close()
    let store = try SQLiteStore(path: path)
    let summary = try await BackupWriter(BackupFixture.origin, to: fixture.path).write(store)
    #expect(summary.end.unreadable == 3)
    let target = MemoryStore()
    var copy = LogCopy(from: try await BackupStore(path: fixture.path), to: target)
    try await Self.complete(&copy)
    let (original, copied) = (try await state(of: store), try await state(of: target))
    #expect(copied.damage.entries.map(\.position) == original.damage.entries.map(\.position))
    #expect(copied.damage.entries.map(\.record.key) == original.damage.entries.map(\.record.key))
    #expect(copied.damage.entries.map(\.record.id) == original.damage.entries.map(\.record.id))
    #expect(copied.highestID(in: .default) == original.highestID(in: .default))
    await store.close()
  }

  @Test("a copy that was cut off goes on where it ended, and copies nothing twice", arguments: [0, 1, 600, 1_300])
  func resumption(length: Int) async throws {
    let entries = BackupFixture.log(of: 1_300)
    let (source, target) = (MemoryStore(), MemoryStore())
    try await source.append(entries)
    try await target.append(Array(entries.prefix(length)))
    var copy = LogCopy(from: source, to: target)
    try await copy.resume()
    try await copy.copyNews()
    try await copy.compare()
    #expect(copy.count == 1_300 - length)
    #expect(try await BackupFixture.all(of: target) == entries)
  }

  @Test("a target that holds something else is left as it is")
  func otherContents() async throws {
    let (source, target) = (MemoryStore(), MemoryStore())
    try await source.append(BackupFixture.log(of: 4))
    try await target.append(BackupFixture.log(of: 2).map { LogEntry($0, token: $0.token + 100) })
    for isCompacted in [false, true] {
      var copy = LogCopy(from: source, to: target, isCompacted: isCompacted)
      let last = LogPosition(rawValue: 1)
      await #expect(throws: LogCopy.Failure.otherContents(last)) { try await copy.resume() }
    }
  }

  @Test("what compaction takes away of the source stays in the copy, which goes on behind it")
  func compaction() async throws {
    let entries = BackupFixture.log(of: 10)
    let target = MemoryStore()
    try await target.append(Array(entries.prefix(6)))
    let source = MemoryStore()
    let left = [1, 3, 6, 7, 9].map { entries[$0] }
    try await source.append(left.enumerated().map { LogEntry($1, position: LogPosition(rawValue: Int64($0))) })
    var copy = LogCopy(from: source, to: target, isCompacted: true)
    try await copy.resume()
    try await copy.copyNews()
    try await copy.compare()
    #expect(copy.count == 3)
    #expect(try await BackupFixture.all(of: target).map(\.token) == [1, 2, 3, 4, 5, 6, 7, 8, 10])
  }

  private static func complete(_ copy: inout LogCopy) async throws {
    try await copy.copyNews()
    try await copy.compare()
    try await copy.mark()
  }

  private func state(of store: any RegistryStore) async throws -> RegistryState {
    try await SchemaRegistry(store: store, formats: SchemaFormats([AvroFormat()])).state
  }
}

/// A store that returns other times than it was given.
private struct ForgetfulStore: RegistryStore {
  private let inner = MemoryStore()

  func entries(from position: LogPosition, limit: Int) async throws(StoreError) -> [LogEntry] {
    try await inner.entries(from: position, limit: limit).map { entry in
      var entry = entry
      entry.timestamp += 1
      return entry
    }
  }

  func append(_ entries: [LogEntry]) async throws(StoreError) { try await inner.append(entries) }

  func close() async {}
}

extension LogEntry {
  /// The same entry with another token.
  fileprivate init(_ other: LogEntry, token: UInt64) {
    self.init(position: other.position, timestamp: other.timestamp, token: token, record: other.record)
  }

  /// The same entry at another position.
  fileprivate init(_ other: LogEntry, position: LogPosition) {
    self.init(position: position, timestamp: other.timestamp, token: other.token, record: other.record)
  }
}
