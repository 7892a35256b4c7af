import Foundation
import RegistryAPI
import RegistryClient
import RegistryTesting
import SchemaCore
import Synchronization
import Testing

@testable import MartletCLI

@Suite struct RestartTests {
  @Test("after a restart everything is there", arguments: [false, true])
  func restart(crash: Bool) async throws {
    let folder = try TemporaryFolder()
    let store = "sqlite:\(folder.path)/registry.db"
    var server = try await ServingProcess.start(store: store)
    try await server.register("s", PaymentExamples.v1())
    try await server.register("s", PaymentExamples.v2())
    try await server.register(":.staging:s", "\"int\"")
    _ = try await server.run("config", "set", "s", "--level", "FULL").answer()
    _ = try await server.run("schema", "delete", "s", "1").answer()
    _ = try await server.run("mode", "set", "READONLY", "s").answer()
    let before = try await picture(server)
    if crash { try await server.crash() } else { try await server.stop() }

    server = try await ServingProcess.start(store: store)
    #expect(try await picture(server) == before)
    #expect(try await server.register("t", "\"long\"") == "3")
    try await server.stop()
  }

  private func picture(_ server: ServingProcess) async throws -> [String] {
    var answers: [String] = []
    for command in [
      ["schema", "list", "--deleted", "-o", "json"], ["config", "get", "s"], ["mode", "get", "s"], ["config", "get"],
      ["schema", "get", "--id", "1"], ["subject", "list", "--prefix", ":.staging:"],
    ] { answers.append(try await server.run(command, input: .init()).answer()) }
    return answers
  }

  @Test("killed while many register, it loses nothing that it has answered, and IDs stay unique and dense")
  func killed() async throws {
    let folder = try TemporaryFolder()
    let store = "sqlite:\(folder.path)/registry.db"
    var acknowledged: [String: Int32] = [:]
    for round in 0..<5 {
      let server = try await ServingProcess.start(store: store)
      let delay = Int.random(in: 30...250)
      acknowledged.merge(try await registrations(round, on: server, killedAfter: .milliseconds(delay))) { $1 }

      let restarted = try await ServingProcess.start(store: store)
      let configuration = try ClientConfiguration(url: restarted.url)
      let kept = try await SchemaRegistryClient(configuration: configuration).schemas(prefix: ":*:")
      let ids = Dictionary(kept.map { ($0.subject ?? "", $0.id) }) { first, _ in first }
      #expect(ids.count == kept.count)
      #expect(kept.map(\.id).sorted() == Array(1..<Int32(kept.count + 1)))
      for (subject, id) in acknowledged { #expect(ids[subject] == id, "\(subject), killed after \(delay) ms") }
      try await restarted.stop()
    }
    #expect(!acknowledged.isEmpty)
  }

  /// Registers as fast as it goes until the server is killed. Returns the ID of each subject that was answered.
  private func registrations(
    _ round: Int, on server: ServingProcess, killedAfter delay: Duration
  ) async throws -> [String: Int32] {
    let client = SchemaRegistryClient(
      configuration: try ClientConfiguration(url: server.url, timeout: .seconds(60)))
    let first = FirstAnswer()
    async let answered = withTaskGroup(of: [String: Int32].self) { group in
      for writer in 0..<8 {
        group.addTask {
          var answered: [String: Int32] = [:]
          for number in 0... {
            let name = "r\(round)-w\(writer)-\(number)".replacing("-", with: "_")
            let schema = SchemaText(text: #"{"type":"record","name":"\#(name)","fields":[]}"#)
            // The first error is the server's death.
            guard let body = try? await client.register(schema, under: SubjectName(name: name)) else { break }
            answered[name] = body.id
            first.isHere.withLock { $0 = true }
          }
          return answered
        }
      }
      return await group.reduce(into: [:]) { $0.merge($1) { $1 } }
    }
    // On a busy machine the first answer may take longer than all of the delay.
    for _ in 0..<3000 where !first.isHere.withLock({ $0 }) { try await Task.sleep(for: .milliseconds(10)) }
    try await Task.sleep(for: delay)
    try await server.crash()
    return await answered
  }
}

private final class FirstAnswer: Sendable {
  let isHere = Mutex(false)
}
