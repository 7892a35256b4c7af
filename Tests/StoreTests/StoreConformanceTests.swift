import Foundation
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
    try await withTemporaryFolder { folder in
      let store = try SQLiteStore(path: folder + "/martlet.db")
      try await check.run(store)
      await store.close()
    }
  }
}

/// Runs `body` with a folder that is gone afterwards.
func withTemporaryFolder(_ body: (String) async throws -> Void) async throws {
  let folder = FileManager.default.temporaryDirectory.appending(path: "martlet-\(UUID().uuidString)").path
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(atPath: folder) }
  try await body(folder)
}
