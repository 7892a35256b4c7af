import Registry
import RegistryTesting
import SQLiteStorage
import Testing

@Suite struct StoreConformanceTests {
  @Test("a store in memory keeps every promise", arguments: StoreConformance.checks)
  func memory(_ check: StoreConformance.Check) async throws {
    try await check.run(MemoryStore())
  }

  @Test("a store in an SQLite file keeps every promise", arguments: StoreConformance.checks)
  func sqlite(_ check: StoreConformance.Check) async throws {
    let folder = try TemporaryFolder()
    let store = try SQLiteStore(path: folder.path + "/martlet.db")
    try await check.run(store)
    await store.close()
  }
}
