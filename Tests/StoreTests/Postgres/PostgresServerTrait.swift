import RegistryTesting
import Testing

/// Gives a suite a PostgreSQL server, and ends it with the suite.
struct PostgresServerTrait: SuiteTrait, TestScoping {
  func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    guard let programs = PostgresServer.programs else { return try await function() }
    let server = try await PostgresServer(programs: programs)
    let result: Result<Void, any Error>
    do {
      result = .success(try await PostgresServer.$current.withValue(server) { try await function() })
    } catch {
      result = .failure(error)
    }
    try await server.crash()
    try result.get()
  }
}

extension PostgresServer {
  /// The server of the suite that is running.
  @TaskLocal static var current: PostgresServer?
}

extension Trait where Self == PostgresServerTrait {
  /// The suite's tests find a server in `PostgresServer.current`.
  static var postgresServer: Self { PostgresServerTrait() }
}
