import Registry
import RegistryAPI
import RegistryTesting
import SchemaCore
import Testing

@testable import RegistryServer

/// Requests that take too long.
struct DeadlineTests {
  @Test("work that ends in time has its outcome, and its error")
  func inTime() async throws {
    let deadlines = RequestDeadlines(limit: .seconds(3600))
    #expect(try await deadlines.run { 7 } == 7)
    await #expect(throws: CancellationError.self) { try await deadlines.run { throw CancellationError() } }
  }

  @Test("work that takes too long is told and no longer waited for", .timeLimit(.minutes(4)))
  func overdue() async throws {
    let deadlines = RequestDeadlines(limit: .milliseconds(10))
    let (ends, ending) = AsyncStream.makeStream(of: Bool.self)
    let outcome: Int? = try await deadlines.run {
      try? await Task.sleep(for: .seconds(3600))
      ending.yield(Task.isCancelled)
      return 7
    }
    #expect(outcome == nil)
    #expect(await ends.first { _ in true } == true)
    // The watcher has gone, and comes back for the next.
    let next: Int? = try await deadlines.run {
      try await Task.sleep(for: .seconds(3600))
      return 7
    }
    #expect(next == nil)
  }

  @Test("who no longer waits ends the work", .timeLimit(.minutes(4)))
  func cancellation() async {
    let deadlines = RequestDeadlines(limit: .seconds(3600))
    let task = Task { try await deadlines.run { try await Task.sleep(for: .seconds(3600)) } }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }

  @Test("a write that the store does not end is answered with 503, reads go on", .timeLimit(.minutes(4)))
  func hangingStore() async throws {
    let configuration = ServerConfiguration(requestTimeout: .seconds(1))
    try await TestedServer.run(store: HangingStore(), configuration: configuration) { server in
      let answer = try await server.register(#""int""#, under: "s")
      #expect(answer.status == 503)
      #expect(answer.code == 503)
      #expect(answer.message?.contains("may still be carried out") == true)
      // On a busy machine a read may take as long as the write was given.
      while try await server.send("GET", "/subjects").status != 200 {}
    }
  }
}

/// A store whose appends never end.
private struct HangingStore: RegistryStore {
  func entries(from position: LogPosition, limit: Int) async throws(StoreError) -> [LogEntry] { [] }

  func append(_ entries: [LogEntry]) async throws(StoreError) {
    while true {
      do { try await Task.sleep(for: .seconds(3600)) } catch { throw .unavailable("cancelled") }
    }
  }

  func close() async {}
}
