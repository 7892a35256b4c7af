import Foundation
import Registry
import RegistryTesting
import SQLiteStorage
import SchemaCore
import Testing

@testable import MartletCLI

/// Servers whose store is away when they start.
@Suite struct LocalCopyTests {
  @Test("with a copy and no brokers a server reads, refuses to write, says why, and ends when it is told to")
  func brokersAway() async throws {
    let folder = try TemporaryFolder()
    let copy = try await copy(of: "kafka://127.0.0.1:1/registry", in: folder)
    let server = try await ServingProcess.start(
      store: "kafka://127.0.0.1:1/registry", options: ["--local-copy", copy])
    #expect(
      server.errors.contains("from \(copy), read-only until kafka://127.0.0.1:1/registry can be reached (1 schema"))
    #expect(server.errors.contains("the local copy is served"))
    #expect(try await server.run("schema", "get", "s").answer() == #""int""#)
    let refused = try await server.run("schema", "register", "t", "-", input: #""long""#)
    #expect(refused.code == .unreachable)
    #expect(refused.errors.contains("takes no writes until the store is back"), "\(refused.errors)")
    let (status, body) = try await server.health("/health/ready")
    #expect(status == 503)
    #expect(body.contains("DOWN"))
    #expect(body.contains("kafka://127.0.0.1:1/registry: "), "\(body)")
    #expect(try await server.health("/health/live").status == 200)
    try await server.stop()
  }

  @Test("without a copy, or with a copy of another store, a server does not start while its store is away")
  func refused() async throws {
    let folder = try TemporaryFolder()
    let store = "postgres://127.0.0.1:1/registry"
    let none = try await serve(store, "\(folder.path)/none.db")
    #expect(none.code == .unreachable)
    #expect(none.errors.contains("127.0.0.1"), "\(none.errors)")
    let other = try await serve(store, try await copy(of: "postgres://elsewhere/registry", in: folder))
    #expect(other.code == .unreachable)
    #expect(other.errors.contains("a local copy of postgres://elsewhere/registry"), "\(other.errors)")
    let own = try await serve("sqlite:\(folder.path)/registry.db", "\(folder.path)/copy.db")
    #expect(own.code == .usage)
    #expect(own.errors.contains("a store that nodes share"), "\(own.errors)")
  }

  @Test("a copy that is damaged, or that another server has, is not served")
  func unusable() async throws {
    let folder = try TemporaryFolder()
    let store = "postgres://127.0.0.1:1/registry"
    let path = try await copy(of: store, in: folder)
    let server = try await ServingProcess.start(store: store, options: ["--local-copy", path])
    let second = try await serve(store, path)
    #expect(second.code == .unreachable)
    #expect(second.errors.contains("give this one a file of its own"), "\(second.errors)")
    try await server.stop()
    var bytes = try #require(FileManager.default.contents(atPath: path))
    let place = try #require(bytes.firstRange(of: Data(#"\"int\""#.utf8))).lowerBound
    bytes[place + 2] = UInt8(ascii: "u")
    try bytes.write(to: URL(filePath: path))
    let damaged = try await serve(store, path)
    #expect(damaged.code == .unreachable)
    #expect(damaged.errors.contains("does not hold what was written to it"), "\(damaged.errors)")
  }

  @Test(
    "a server that started without its database takes writes when that is back",
    .enabled(if: PostgresServer.programs != nil, "PostgreSQL's server is not installed; tools/setup installs it"))
  func databaseBack() async throws {
    let database = try await PostgresServer(programs: try #require(PostgresServer.programs))
    let store = try await database.makeDatabase()
    let folder = try TemporaryFolder()
    let options = ["--local-copy", folder.path + "/copy.db"]
    var server = try await ServingProcess.start(store: store, options: options)
    try await server.register("s", #""int""#)
    try await server.stop()

    try await database.crash()
    server = try await ServingProcess.start(store: store, options: options)
    #expect(try await server.run("schema", "get", "s").answer() == #""int""#)
    #expect(try await server.health("/health/ready").status == 503)
    try await database.start()
    for _ in 0..<300 {
      if try await server.health("/health/ready").status == 200 { break }
      try await Task.sleep(for: .milliseconds(100))
    }
    #expect(try await server.register("t", #""long""#) == "2")
    #expect(try await server.health("/health/ready").status == 200)
    try await server.stop()
    try await database.crash()
  }

  /// A copy of a registry with one schema.
  private func copy(of store: String, in folder: TemporaryFolder) async throws -> String {
    let original = folder.path + "/original.db"
    let server = try await ServingProcess.start(store: "sqlite:\(original)")
    try await server.register("s", #""int""#)
    try await server.stop()
    let log = try SQLiteStore(path: original, access: .reading)
    let path = folder.path + "/copied.db"
    let copy = try await SQLiteCopy(path: path)
    try await copy.note(origin: store)
    try await copy.append(try await log.entries(from: .start, limit: 100), at: .start, bookmark: nil)
    await copy.close()
    await log.close()
    return path
  }

  /// Runs a server that is expected to end on its own.
  private func serve(_ store: String, _ copy: String) async throws -> MartletProcess.Outcome {
    try await martlet("serve", "--store", store, "--local-copy", copy, "--listen", "127.0.0.1:0")
  }
}
