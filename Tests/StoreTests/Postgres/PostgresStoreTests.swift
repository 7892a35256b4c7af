import Avro
import PostgresStorage
import Registry
import RegistryTesting
import SchemaCore
import Testing

@Suite(
  .postgresServer,
  .enabled(if: PostgresServer.programs != nil, "PostgreSQL's server is not installed; tools/setup installs it"))
struct PostgresStoreTests {
  @Test("a store in PostgreSQL keeps every promise", arguments: StoreConformance.checks)
  func conformance(_ check: StoreConformance.Check) async throws {
    let store = try await open(try await database())
    try await check.run(store)
    await store.close()
  }

  @Test("what was appended is there for another process")
  func sharing() async throws {
    let database = try await database()
    let (one, other) = (try await open(database), try await open(database))
    try await one.append([entry(0), entry(1)])
    #expect(try await other.entries(from: .start, limit: 10) == [entry(0), entry(1)])
    await #expect(throws: StoreError.positionTaken(.start)) { try await other.append([entry(0)]) }
    try await other.append([entry(2)])
    await #expect(throws: StoreError.positionTaken(LogPosition(rawValue: 2))) { try await one.append([entry(2)]) }
    await one.close()
    await other.close()
  }

  @Test("of two processes that race for each position, one wins it and no entry is lost")
  func race() async throws {
    let database = try await database()
    let winners = try await withThrowingTaskGroup(of: [UInt64].self) { group in
      for writer in 0..<4 {
        group.addTask {
          let store = try await open(database)
          var won: [UInt64] = []
          var position = LogPosition.start
          while won.count < 25 {
            let token = UInt64(writer * 1000 + won.count)
            do {
              try await store.append([LogEntry(position: position, timestamp: 1, token: token, record: .noop)])
              won.append(token)
              position = position.next
            } catch StoreError.positionTaken {
              let news = try await store.entries(from: position, limit: 1000)
              position = LogPosition(rawValue: position.rawValue + Int64(news.count))
            }
          }
          await store.close()
          return won
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    let store = try await open(database)
    let log = try await store.entries(from: .start, limit: 1000)
    #expect(log.map(\.position.rawValue) == Array(0..<100))
    #expect(Set(log.map(\.token)) == Set(winners))
    await store.close()
  }

  @Test("nodes that start together on an empty database make one log")
  func startingTogether() async throws {
    let database = try await database()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<5 { group.addTask { await (try await open(database)).close() } }
      try await group.waitForAll()
    }
  }

  @Test("a registry sees what another one writes, and takes its place in the order")
  func following() async throws {
    let database = try await database()
    let (one, other) = (try await open(database), try await open(database))
    let (first, second) = (try await registry(on: one), try await registry(on: other))
    let subject = SubjectName(name: "orders-value")
    let follower = Task { try await second.followStore() }
    let registered = try await first.register(SchemaText(text: #""string""#), under: subject)
    while second.state.versionCount == 0 {
      try await Task.sleep(for: .milliseconds(5))
    }
    #expect(try await second.register(SchemaText(text: #""string""#), under: subject).id == registered.id)
    let next = try await second.register(SchemaText(text: #""int""#), under: SubjectName(name: "counts-value"))
    #expect(next.id.rawValue == registered.id.rawValue + 1)
    // The first one was not told, and finds out when its position is taken.
    let third = try await first.register(SchemaText(text: #""long""#), under: SubjectName(name: "sums-value"))
    #expect(third.id.rawValue == registered.id.rawValue + 2)
    follower.cancel()
    try await follower.value
    await one.close()
    await other.close()
  }

  @Test("without its server a store says so and keeps what it knows, and goes on when the server is back")
  func restart() async throws {
    // A server of its own, which other tests do not need meanwhile.
    let server = try await PostgresServer(programs: try #require(PostgresServer.programs))
    let store = try await PostgresStore(connecting: try await server.makeDatabase(), name: "postgres")
    let registry = try await registry(on: store)
    let subject = SubjectName(name: "orders-value")
    _ = try await registry.changeConfig(ConfigChange(SubjectConfig(level: CompatibilityLevel.none)), of: subject)
    _ = try await registry.register(SchemaText(text: #""string""#), under: subject)
    try await server.crash()
    await #expect(throws: RegistryError.self) {
      _ = try await registry.register(SchemaText(text: #""int""#), under: subject)
    }
    #expect(await registry.storeFailure() != nil)
    #expect(registry.state.versionCount == 1)
    try await server.start()
    var version: SchemaVersion?
    // After a failure it is taken for granted for a while that there is no server.
    for _ in 0..<100 where version == nil {
      version = try? await registry.register(SchemaText(text: #""int""#), under: subject).version
      if version == nil { try await Task.sleep(for: .milliseconds(100)) }
    }
    #expect(version?.rawValue == 2)
    #expect(await registry.storeFailure() == nil)
    await store.close()
    try await server.crash()
  }

  @Test("a database that was set back is noticed, and not written to", arguments: ["shorter", "rewritten"])
  func anotherHistory(_ change: String) async throws {
    let database = try await database()
    let store = try await open(database)
    try await store.append([entry(0), entry(1), entry(2)])
    let statement =
      change == "shorter"
      ? "DELETE FROM martlet_log WHERE position > 0" : "UPDATE martlet_log SET token = 77 WHERE position = 2"
    try await PostgresServer.current?.execute(statement, in: database)
    await #expect(throws: StoreError.positionTaken(LogPosition(rawValue: 3))) { try await store.append([entry(3)]) }
    let error = await #expect(throws: StoreError.self) {
      _ = try await store.entries(from: LogPosition(rawValue: 3), limit: 10)
    }
    #expect(error?.description.contains("restored from a backup") == true)
    await store.close()
  }

  @Test("a replacement takes the log's place at once, and nodes that knew more notice")
  func replacement() async throws {
    let database = try await database()
    let (node, restorer) = (try await open(database), try await open(database))
    try await node.append([entry(0), entry(1), entry(2)])
    let replacement = try await restorer.makeReplacement()
    try await replacement.append([entry(0)])
    #expect(try await restorer.entries(from: .start, limit: 10).count == 3)
    try await replacement.takePlace()
    await replacement.close()
    await restorer.close()
    let error = await #expect(throws: StoreError.self) {
      _ = try await node.entries(from: LogPosition(rawValue: 3), limit: 10)
    }
    #expect(error?.description.contains("restored from a backup") == true)
    await node.close()
    let restarted = try await open(database)
    #expect(try await restarted.entries(from: .start, limit: 10) == [entry(0)])
    // The next one finds nothing in its way.
    let second = try await restarted.makeReplacement()
    try await second.append([entry(0), entry(1)])
    try await second.takePlace()
    await second.close()
    #expect(try await restarted.entries(from: .start, limit: 10) == [entry(0), entry(1)])
    await restarted.close()
  }

  @Test("a replacement that is given up leaves the log as it was")
  func replacementGivenUp() async throws {
    let store = try await open(try await database())
    try await store.append([entry(0), entry(1)])
    let replacement = try await store.makeReplacement()
    try await replacement.append([entry(0)])
    await replacement.close()
    #expect(try await store.entries(from: .start, limit: 10) == [entry(0), entry(1)])
    await store.close()
  }

  @Test("who only reads makes nothing, and is told that there is nothing")
  func reading() async throws {
    let database = try await database()
    let error = await #expect(throws: StoreError.self) {
      _ = try await PostgresStore(connecting: database, name: "postgres", access: .reading)
    }
    #expect(error?.description == "postgres: there is no registry in this database")
    let writer = try await open(database)
    try await writer.append([entry(0)])
    let reader = try await PostgresStore(connecting: database, name: "postgres", access: .reading)
    #expect(try await reader.entries(from: .start, limit: 10) == [entry(0)])
    await reader.close()
    await writer.close()
  }

  @Test("tables of a newer version are refused")
  func newerForm() async throws {
    let database = try await database()
    await (try await open(database)).close()
    try await PostgresServer.current?.execute("UPDATE martlet_form SET form = 99", in: database)
    let error = await #expect(throws: StoreError.self) { _ = try await open(database) }
    #expect(error?.description.contains("a newer version of Martlet") == true)
  }

  @Test("a row that cannot be read is named, and no crash")
  func damagedRow() async throws {
    let database = try await database()
    let store = try await open(database)
    try await store.append([entry(0), entry(1), entry(2)])
    await store.close()
    try await PostgresServer.current?.execute("UPDATE martlet_log SET key = '{}' WHERE position = 1", in: database)
    try await PostgresServer.current?.execute("DELETE FROM martlet_log WHERE position = 0", in: database)
    let damaged = try await open(database)
    let entries = try await damaged.entries(from: .start, limit: 10)
    #expect(entries.map(\.position.rawValue) == [0, 1, 2])
    for entry in entries.prefix(2) {
      guard case .unreadable = entry.record else { return #expect(Bool(false), "\(entry)") }
    }
    #expect(entries[2] == self.entry(2))
    await damaged.close()
  }

  @Test("a server that is not there is an error that says so")
  func noServer() async throws {
    let error = await #expect(throws: StoreError.self) {
      _ = try await PostgresStore(connecting: "postgresql://127.0.0.1:1/registry", name: "postgres")
    }
    #expect(error?.description.contains("refused") == true)
  }

  private func database() async throws -> String { try await #require(PostgresServer.current).makeDatabase() }

  private func open(_ database: String) async throws -> PostgresStore {
    try await PostgresStore(connecting: database, name: "postgres")
  }

  private func registry(on store: PostgresStore) async throws -> SchemaRegistry {
    try await SchemaRegistry(store: store, formats: SchemaFormats([AvroFormat()]))
  }

  private func entry(_ position: Int) -> LogEntry {
    LogEntry(position: LogPosition(rawValue: Int64(position)), timestamp: 5, token: UInt64(position), record: .noop)
  }
}
