import MirroredStorage
import PostgresStorage
import Registry
import RegistryTesting
import SQLiteStorage
import Testing

@Suite(
  "A database with a local copy",
  .enabled(if: PostgresServer.programs != nil, "PostgreSQL's server is not installed; tools/setup installs it"))
struct MirroredPostgresTests {
  @Test("a node that starts without its database serves the copy, and goes on when the database is back")
  func databaseAway() async throws {
    let server = try await PostgresServer(programs: try #require(PostgresServer.programs))
    let database = try await server.makeDatabase()
    let folder = try TemporaryFolder()
    let path = folder.path + "/copy.db"
    let first = try await mirror(of: database, path)
    try await first.append([noop(0), noop(1)])
    await first.close()

    try await server.crash()
    let second = try await mirror(of: database, path)
    #expect(try await readAll(second) == [noop(0), noop(1)])
    let error = await #expect(throws: StoreError.self) { try await second.append([noop(2)]) }
    guard case .unavailable? = error else { return #expect(Bool(false), "\(String(describing: error))") }

    try await server.start()
    try await eventually { second.absence == nil }
    try await second.append([noop(2)])
    await second.close()

    try await server.execute("DELETE FROM martlet_log WHERE position > 0", in: database)
    let damage = await #expect(throws: StoreError.self) { _ = try await mirror(of: database, path) }
    #expect(
      damage?.description.contains("it ends before position 3 of the log") == true, "\(String(describing: damage))")
    try await server.crash()
  }

  private func mirror(of database: String, _ path: String) async throws(StoreError) -> MirroredStore {
    try await MirroredStore(of: "postgres", copy: try await SQLiteCopy(path: path)) { (_) throws(StoreError) in
      MirroredStore.Source(try await PostgresStore(connecting: database, name: "postgres"))
    }
  }
}
