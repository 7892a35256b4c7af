import Foundation
import GRDB
import Registry
import RegistryTesting
import SQLiteStorage
import SchemaCore
import Testing

@Suite struct SQLiteStoreTests {
  @Test("what was appended is there when the file is opened again")
  func reopening() async throws {
    let folder = try TemporaryFolder()
    let first = try SQLiteStore(path: folder.path + "/martlet.db")
    try await first.append([Self.entry(0), Self.entry(1)])
    await first.close()
    let second = try SQLiteStore(path: folder.path + "/martlet.db")
    #expect(try await second.entries(from: .start, limit: 10) == [Self.entry(0), Self.entry(1)])
    await second.close()
  }

  @Test("a second opener of the same file is told who holds it")
  func twoOpeners() async throws {
    let folder = try TemporaryFolder()
    let first = try SQLiteStore(path: folder.path + "/martlet.db")
    let error = #expect(throws: StoreError.self) { try SQLiteStore(path: folder.path + "/martlet.db") }
    #expect(error?.description.contains("process \(getpid()) is serving from this file already") == true)
    await first.close()
    let second = try SQLiteStore(path: folder.path + "/martlet.db")
    await second.close()
  }

  @Test("a link to a file that is held is the same file")
  func links() async throws {
    let folder = try TemporaryFolder()
    let first = try SQLiteStore(path: folder.path + "/martlet.db")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/link.db", withDestinationPath: folder.path + "/martlet.db")
    #expect(throws: StoreError.self) { try SQLiteStore(path: folder.path + "/link.db") }
    await first.close()
  }

  @Test("an answered append has been synced")
  func synchronous() async throws {
    let folder = try TemporaryFolder()
    let store = try SQLiteStore(path: folder.path + "/martlet.db")
    try await store.append([Self.entry(0)])
    #expect(try await store.synchronousLevel() == 2)
    await store.close()
  }

  @Test("another program's database is not adopted")
  func foreignDatabase() async throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/contacts.db"
    let foreign = try DatabaseQueue(path: path)
    try await foreign.write { try $0.execute(sql: "CREATE TABLE contact (name TEXT)") }
    try foreign.close()
    let error = #expect(throws: StoreError.self) { try SQLiteStore(path: path) }
    #expect(error?.description.contains("another program's database") == true)
  }

  @Test("a file that is no database is refused and left as it is")
  func notADatabase() async throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/martlet.db"
    let text = String(repeating: "this is a letter to my aunt\n", count: 100)
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    let error = #expect(throws: StoreError.self) { try SQLiteStore(path: path) }
    #expect(error?.description.contains("not an intact SQLite file") == true)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
  }

  @Test("a folder that does not exist is named")
  func missingFolder() {
    let error = #expect(throws: StoreError.self) { try SQLiteStore(path: "/nonexistent/folder/martlet.db") }
    #expect(error?.description.contains("/nonexistent/folder/martlet.db") == true)
  }

  private static func entry(_ position: Int) -> LogEntry {
    LogEntry(
      position: LogPosition(rawValue: Int64(position)), timestamp: 5, token: 9,
      record: .context(.init("context\(position)")))
  }
}
