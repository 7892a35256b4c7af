import Foundation
import GRDB
import Registry
import RegistryTesting
import SQLiteStorage
import SchemaCore
import Testing

@Suite struct SQLiteCopyTests {
  private let folder: TemporaryFolder
  private var path: String { folder.path + "/copy.db" }

  init() throws {
    folder = try TemporaryFolder()
  }

  @Test("a copy remembers whose it is, and where to go on")
  func notes() async throws {
    let copy = try await SQLiteCopy(path: path)
    #expect(copy.origin == nil)
    try await copy.note(origin: "kafka://broker/log")
    try await copy.append([noop(0)], at: .start, bookmark: "here")
    try await copy.append([noop(1)], at: LogPosition(rawValue: 1), bookmark: nil)
    await copy.close()
    let again = try await SQLiteCopy(path: path)
    #expect(again.origin == "kafka://broker/log")
    #expect(again.bookmark == "here")
    #expect(again.end.rawValue == 2)
    // What one store says of itself is nothing to another one.
    try await again.note(origin: "another")
    await again.close()
    let renamed = try await SQLiteCopy(path: path)
    #expect(renamed.bookmark == nil)
    await renamed.close()
  }

  @Test(
    "a copy that does not hold what was written to it is refused, with what to do",
    arguments: [
      "UPDATE log SET value = '{}' WHERE position = 1", "UPDATE log SET key = key || ' ' WHERE position = 2",
      "UPDATE log SET token = 7 WHERE position = 0", "UPDATE log SET timestamp = 6 WHERE position = 0",
      "DELETE FROM log WHERE position = 1", "DELETE FROM log WHERE position = 2", "DELETE FROM log",
      "INSERT INTO log VALUES (3, 5, 3, '{}', NULL)", "DELETE FROM copy", "UPDATE log SET key = x'00' || key",
    ])
  func damage(_ statement: String) async throws {
    let copy = try await SQLiteCopy(path: path)
    try await copy.append([noop(0), noop(1)], at: .start, bookmark: nil)
    try await copy.append([noop(2)], at: LogPosition(rawValue: 2), bookmark: nil)
    await copy.close()
    await (try await SQLiteCopy(path: path)).close()
    let database = try DatabaseQueue(path: path)
    try await database.write { try $0.execute(sql: statement) }
    try database.close()
    let error = await #expect(throws: StoreError.self) { _ = try await SQLiteCopy(path: path) }
    guard case .damaged(let reason)? = error else { return #expect(Bool(false), "\(String(describing: error))") }
    #expect(reason.contains("does not hold what was written to it"), "\(reason)")
    #expect(reason.contains("may be deleted: it is made anew"), "\(reason)")
  }

  @Test("what the other store could not read is copied as that")
  func unreadable() async throws {
    var lost = noop(1)
    lost.record = .unreadable(.lost("its row is missing"))
    let copy = try await SQLiteCopy(path: path)
    try await copy.append([noop(0), lost, noop(2)], at: .start, bookmark: nil)
    await copy.close()
    let again = try await SQLiteCopy(path: path)
    let entries = try await again.entries(from: .start, limit: 10)
    #expect(entries.count == 3)
    guard case .unreadable = entries[1].record else { return #expect(Bool(false), "\(entries[1])") }
    await again.close()
  }

  @Test("a file that is none of SQLite's, or another program's, is refused and left as it is")
  func otherFiles() async throws {
    let garbage = try folder.file("garbage", (0..<8192).map { UInt8(truncatingIfNeeded: $0 &* 31) })
    let before = FileManager.default.contents(atPath: garbage)
    let error = await #expect(throws: StoreError.self) { _ = try await SQLiteCopy(path: garbage) }
    #expect(error?.description.contains("may be deleted: it is made anew") == true)
    #expect(FileManager.default.contents(atPath: garbage) == before)
    let other = try DatabaseQueue(path: path)
    try await other.write { try $0.execute(sql: "CREATE TABLE t (x)") }
    try other.close()
    let refusal = await #expect(throws: StoreError.self) { _ = try await SQLiteCopy(path: path) }
    #expect(refusal?.description.contains("another program's database") == true)
  }

  @Test("a registry's own store is no copy")
  func ownStore() async throws {
    let store = try SQLiteStore(path: path)
    try await store.append([noop(0)])
    await store.close()
    let error = await #expect(throws: StoreError.self) { _ = try await SQLiteCopy(path: path) }
    #expect(error?.description.contains("a registry's own store, and no copy") == true)
  }

  @Test("one process at a time has the copy")
  func locked() async throws {
    let copy = try await SQLiteCopy(path: path)
    let error = await #expect(throws: StoreError.self) { _ = try await SQLiteCopy(path: path) }
    #expect(error?.description.contains("give this one a file of its own") == true)
    await copy.close()
    await (try await SQLiteCopy(path: path)).close()
  }
}
