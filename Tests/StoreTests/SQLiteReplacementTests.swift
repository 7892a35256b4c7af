import Foundation
import Registry
import RegistryTesting
import SQLiteStorage
import SchemaCore
import Testing

@Suite struct SQLiteReplacementTests {
  @Test("a replacement takes the store's place whole, and leaves no other files")
  func takingPlace() async throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/martlet.db"
    let store = try SQLiteStore(path: path)
    try await store.append(BackupFixture.log(of: 5))
    let replacement = try await store.makeReplacement()
    try await replacement.append(Array(BackupFixture.log(of: 2)))
    #expect(try await BackupFixture.all(of: store).count == 5)
    try await replacement.takePlace()
    await replacement.close()
    await store.close()
    #expect(try names(in: folder) == ["martlet.db", "martlet.db-lock"])
    let reopened = try SQLiteStore(path: path)
    #expect(try await BackupFixture.all(of: reopened) == BackupFixture.log(of: 2))
    await reopened.close()
  }

  @Test("a replacement that is given up leaves the store as it was")
  func givingUp() async throws {
    let folder = try TemporaryFolder()
    let store = try SQLiteStore(path: folder.path + "/martlet.db")
    try await store.append(BackupFixture.log(of: 5))
    let replacement = try await store.makeReplacement()
    try await replacement.append(BackupFixture.log(of: 2))
    await replacement.close()
    #expect(try await BackupFixture.all(of: store).count == 5)
    try await store.append([
      LogEntry(position: LogPosition(rawValue: 5), timestamp: 1, token: 1, record: .noop)
    ])
    await store.close()
    #expect(try names(in: folder).allSatisfy { !$0.contains("restored") })
  }

  @Test("while somebody reads the file it is not replaced, and stays as it was")
  func readers() async throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/martlet.db"
    let store = try SQLiteStore(path: path)
    try await store.append(BackupFixture.log(of: 5))
    let reader = try SQLiteStore(path: path, access: .reading)
    #expect(try await BackupFixture.all(of: reader).count == 5)
    let replacement = try await store.makeReplacement()
    try await replacement.append(BackupFixture.log(of: 2))
    await #expect(throws: StoreError.self) { try await replacement.takePlace() }
    await replacement.close()
    #expect(try await BackupFixture.all(of: store).count == 5)
    await reader.close()
    await store.close()
  }

  private func names(in folder: TemporaryFolder) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }
}
