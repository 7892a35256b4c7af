import Registry
import RegistryTesting
import Testing

@testable import RegistryServer

/// The conversations written down in `fixtures/api`.
struct ExchangeTests {
  /// Every file counts: what is written down is tested. A file that cannot be read fails the test `complete`.
  private static let conversations = (try? APIExchange.conversations()) ?? []

  @Test("a conversation goes as written down", arguments: conversations)
  func conversation(_ conversation: APIExchange.Conversation) async throws {
    try await TestedServer.run { server in
      for exchange in conversation.exchanges {
        let answer = try await server.send(
          exchange.method, exchange.path, headers: exchange.headers.map { ($0.name, $0.value) }, body: exchange.body)
        #expect(throws: Never.self) { try exchange.verify(status: answer.status, body: answer.body) }
      }
    }
  }

  @Test("every file can be read")
  func complete() throws {
    #expect(try APIExchange.conversations().count == Self.conversations.count)
  }

  @Test("every error code that a client can provoke is provoked")
  func errorCodes() {
    let provoked = Set(Self.conversations.flatMap(\.exchanges).compactMap(\.errorCode))
    let known = [400, 404, 405, 406, 415, 422, 40901, 42208, 42210, 42211]
    #expect(Set(known + Array(40401...40409) + Array(42201...42206)).subtracting(provoked) == [])
  }

  @Test("every endpoint of subjects, schemas, settings and contexts is asked")
  func endpoints() async throws {
    let registry = try await InProcessRegistry().registry
    let asked = Self.conversations.flatMap(\.exchanges).map { exchange in
      (method: exchange.method, segments: exchange.path.prefix { $0 != "?" }.split(separator: "/"))
    }
    let missing = RegistryResponder.table(registry, ServerConfiguration(), RequestMetrics()).endpoints.filter {
      endpoint in
      let parts = endpoint.split(separator: " ")
      let segments = parts[1].split(separator: "/")
      let isCovered = ["subjects", "schemas", "compatibility", "config", "mode", "contexts"].contains(
        segments.first ?? "")
      return isCovered
        && !asked.contains { method, found in
          method == parts[0] && found.count == segments.count
            && zip(segments, found).allSatisfy { $0 == $1 || $0.hasPrefix("{") }
        }
    }
    #expect(missing == [])
  }

  @Test("an answer that is not the expected one is told")
  func mismatch() throws {
    let conversation = try #require(try APIExchange.conversations(in: "register-and-read.json").first)
    let exchange = try #require(conversation.exchanges.first)
    try exchange.verify(status: 200, body: Array("[]".utf8))
    for (status, body) in [(200, "[1]"), (200, "{}"), (200, ""), (500, "[]")] {
      #expect(throws: APIExchange.Mismatch.self) { try exchange.verify(status: status, body: Array(body.utf8)) }
    }
  }
}
