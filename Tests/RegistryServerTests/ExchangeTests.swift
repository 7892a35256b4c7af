import RegistryTesting
import Testing

/// The conversations written down in `fixtures/api`.
struct ExchangeTests {
  @Test(
    "a conversation goes as written down",
    arguments: [
      "register-and-read", "deletions", "compatibility", "settings", "contexts", "references", "paths",
      "validation", "explain",
    ])
  func conversation(name: String) async throws {
    let exchanges = try APIExchange.conversation("\(name).json")
    try await TestedServer.run { server in
      for exchange in exchanges {
        let answer = try await server.send(
          exchange.method, exchange.path, headers: exchange.headers.map { ($0.name, $0.value) }, body: exchange.body)
        #expect(throws: Never.self) { try exchange.verify(status: answer.status, body: answer.body) }
      }
    }
  }

  @Test("an answer that is not the expected one is told")
  func mismatch() throws {
    let exchange = try #require(try APIExchange.conversation("register-and-read.json").first)
    try exchange.verify(status: 200, body: Array("[]".utf8))
    for (status, body) in [(200, "[1]"), (200, "{}"), (200, ""), (500, "[]")] {
      #expect(throws: APIExchange.Mismatch.self) { try exchange.verify(status: status, body: Array(body.utf8)) }
    }
  }

  @Test("every file in fixtures/api is a conversation that is tested")
  func complete() throws {
    #expect(
      try Fixtures.fixtureNames(in: "api") == [
        "compatibility.json", "contexts.json", "deletions.json", "explain.json", "paths.json", "references.json",
        "register-and-read.json", "settings.json", "validation.json",
      ])
  }
}
