import RegistryClient
import Synchronization
import Testing

/// Hands out `t1`, `t2` … until it is told to fail.
private final class CountingProvider: TokenProvider {
  private let state = Mutex((count: 0, isDown: false))
  private let lifetime: Duration?
  var count: Int { state.withLock { $0.count } }

  init(lifetime: Duration? = nil) {
    self.lifetime = lifetime
  }

  func goDown() { state.withLock { $0.isDown = true } }

  struct Failure: Error {}

  func token() async throws -> BearerToken {
    for _ in 0..<10 { await Task.yield() }
    return try state.withLock { state in
      if state.isDown { throw Failure() }
      state.count += 1
      return BearerToken("t\(state.count)", lifetime: lifetime)
    }
  }
}

@Suite struct AuthorizationTests {
  private func authorizations(_ exchange: ScriptedExchange) -> [String?] {
    exchange.messages.map { message in message.headers.first { $0.name == "Authorization" }?.value }
  }

  private let willing = ScriptedExchange { _, _ in .ok("[]") }

  @Test("a name and a password are sent in base64, from the settings or from the address, which comes first")
  func basic() async throws {
    let client = SchemaRegistryClient(
      configuration: try ClientConfiguration(
        urls: ["http://al%40x:p%3Aw@a/"], credentials: try .basic(user: "other", password: "")),
      exchange: willing, clock: ManualClock().clock)
    _ = try await client.subjects()
    #expect(authorizations(willing) == ["Basic YWxAeDpwOnc="])
    #expect(willing.messages[0].url == "http://a/subjects")
    #expect(client.url == "http://a")
    _ = try await SchemaRegistryClient(nodes: 1, willing) {
      $0.credentials = try .basic(user: "u", password: "p")
    }.subjects()
    #expect(authorizations(willing).last == "Basic dTpw")
  }

  @Test("what cannot be sent is refused without being shown")
  func invalid() throws {
    for make: () throws -> Credentials in [
      { try .bearer("") }, { try .bearer("s3cret\r\nX: y") }, { try .basic(user: "a:b", password: "s3cret") },
      { try .basic(user: "a", password: "s3cret\n") },
    ] {
      let error = #expect(throws: ClientError.self) { try make() }
      #expect(error?.kind == .invalidRequest)
      #expect(error?.message.contains("s3cret") == false)
    }
    #expect("\(try Credentials.bearer("s3cret"))".contains("s3cret") == false)
  }

  @Test("a token is got once however many ask, and anew before it expires")
  func renewal() async throws {
    let (provider, time) = (CountingProvider(lifetime: .seconds(100)), ManualClock())
    let client = try SchemaRegistryClient(nodes: 1, willing, time) { $0.credentials = .tokens(from: provider) }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<10 { group.addTask { _ = try await client.subjects() } }
      try await group.waitForAll()
    }
    #expect(Set(authorizations(willing)) == ["Bearer t1"])
    time.advance(by: .seconds(80))
    _ = try await client.subjects()
    #expect(authorizations(willing).last == "Bearer t2")
    // One that cannot be renewed serves to its end.
    provider.goDown()
    time.advance(by: .seconds(99))
    _ = try await client.subjects()
    #expect(authorizations(willing).last == "Bearer t2")
    time.advance(by: .seconds(1))
    let error = await #expect(throws: ClientError.self) { try await client.subjects() }
    #expect(error?.kind == .noToken)
  }

  @Test("a token that is refused is replaced once, and what stays refused is said")
  func refusal() async throws {
    let provider = CountingProvider()
    let exchange = ScriptedExchange { message, _ in
      message.headers.contains { $0.value == "Bearer t2" } ? .ok("[]") : .refusal(401, 40101)
    }
    let client = try SchemaRegistryClient(nodes: 1, exchange) { $0.credentials = .tokens(from: provider) }
    #expect(try await client.subjects() == [])
    #expect(authorizations(exchange) == ["Bearer t1", "Bearer t2"])
    let never = ScriptedExchange { _, _ in .refusal(401, 40101) }
    let locked = try SchemaRegistryClient(nodes: 1, never) { $0.credentials = .tokens(from: provider) }
    let error = await #expect(throws: ClientError.self) { try await locked.subjects() }
    #expect(error?.kind == .refused(status: 401, code: 40101))
    #expect(never.messages.count == 2)
  }
}
