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
    let count = try await LogCopy(from: try await BackupStore(path: fixture.path)).run(to: target)
    #expect(count == 1_700)
    let copied = try await BackupFixture.all(of: target)
    #expect(Array(copied.dropLast()) == entries)
    #expect(copied.last?.record == .noop)
    let again = MemoryStore()
    _ = try await LogCopy(from: try await BackupStore(path: fixture.path)).run(to: again)
    #expect(try await BackupFixture.all(of: again).last?.token != copied.last?.token)
  }

  @Test("a copy ends in front of what was written later", arguments: [(999, 0), (1_004, 5), (9_999, 10)])
  func until(time: Int64, count: Int64) async throws {
    let source = MemoryStore()
    try await source.append(BackupFixture.log(of: 10))
    let target = MemoryStore()
    #expect(try await LogCopy(from: source, until: time).run(to: target) == count)
    #expect(try await BackupFixture.all(of: target).count == Int(count) + 1)
  }

  @Test("a store that holds something is not copied to")
  func occupied() async throws {
    let source = MemoryStore()
    try await source.append(BackupFixture.log(of: 2))
    await #expect(throws: StoreError.positionTaken(.start)) { _ = try await LogCopy(from: source).run(to: source) }
  }

  @Test("what a store does not give back as it was written is noticed")
  func comparison() async throws {
    let source = MemoryStore()
    try await source.append(BackupFixture.log(of: 4))
    let error = await #expect(throws: StoreError.self) { _ = try await LogCopy(from: source).run(to: ForgetfulStore()) }
    #expect(error?.description.contains("position 0") == true)
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
    let copy = MemoryStore()
    _ = try await LogCopy(from: try await BackupStore(path: fixture.path)).run(to: copy)
    let (original, copied) = (try await state(of: store), try await state(of: copy))
    #expect(copied.damage.entries.map(\.position) == original.damage.entries.map(\.position))
    #expect(copied.damage.entries.map(\.record.key) == original.damage.entries.map(\.record.key))
    #expect(copied.damage.entries.map(\.record.id) == original.damage.entries.map(\.record.id))
    #expect(copied.highestID(in: .default) == original.highestID(in: .default))
    await store.close()
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
