import NIOHTTP1
import RegistryClient
import RegistryTesting
import SchemaCore
import Synchronization
import Testing

/// A clock whose sleepers wake when a test says so.
private final class HeldClock: Sendable {
  private let (bell, ringing) = AsyncStream.makeStream(of: Void.self)

  /// Wakes one sleeper, now or later.
  func ring() { ringing.yield() }

  var clock: ClientClock {
    ClientClock(
      now: { .now },
      sleep: { _ in
        for await _ in self.bell { return }
        throw CancellationError()
      },
      jitter: { _ in .zero })
  }
}

@Suite struct RealServerTests {
  private func registered(_ urls: [String], clock: ClientClock = .system) throws -> SchemaRegistryClient {
    // Hundreds of tests at a time may keep one waiting for longer than a caller would.
    SchemaRegistryClient(
      configuration: try ClientConfiguration(urls: urls, timeout: .seconds(600), attemptTimeout: .seconds(600)),
      clock: clock)
  }

  @Test(
    "a node that closes, fails or has gone is passed over",
    arguments: [
      .close, .answer(500, "{}"), .answer(502, "<html>"), .answer(503, #"{"error_code":50003,"message":"x"}"#),
    ]
      as [ScriptedServer.Behaviour])
  func trouble(_ behaviour: ScriptedServer.Behaviour) async throws {
    let bad = try await ScriptedServer { _ in behaviour }
    let registry = try await InProcessRegistry()
    try await registry.withServer { url in
      let client = try registered(["http://127.0.0.1:1", bad.url, url])
      for _ in 0..<2 { #expect(try await client.subjects() == []) }
    }
    withExtendedLifetime(bad) {}
  }

  @Test(
    "a node that says nothing, or does not end, is passed over when its time is up",
    arguments: [.hang, .trickle] as [ScriptedServer.Behaviour])
  func silence(_ behaviour: ScriptedServer.Behaviour) async throws {
    let silent = try await ScriptedServer { _ in behaviour }
    let good = try await ScriptedServer { _ in .answer(200, "[]") }
    let time = HeldClock()
    let client = try registered([silent.url, good.url], clock: time.clock)
    async let subjects = client.subjects()
    for await _ in silent.requests { break }
    time.ring()
    #expect(try await subjects == [])
  }

  @Test("a call that is cancelled ends, and says so")
  func cancellation() async throws {
    let silent = try await ScriptedServer { _ in .hang }
    let client = try registered([silent.url, silent.url])
    let call = Task { try await client.subjects() }
    for await _ in silent.requests { break }
    call.cancel()
    let error = await #expect(throws: ClientError.self) { try await call.value }
    #expect(error?.kind == .cancelled)
  }

  @Test("an answer that is too large is not taken")
  func large() async throws {
    let server = try await ScriptedServer { _ in .answer(200, "[" + String(repeating: " ", count: 2000) + "]") }
    var configuration = try ClientConfiguration(url: server.url)
    configuration.maximumAnswerBytes = 1000
    let error = await #expect(throws: ClientError.self) {
      try await SchemaRegistryClient(configuration: configuration).subjects()
    }
    #expect(error?.kind == .unintelligible)
  }

  @Test("a redirection is not followed: credentials are for the address that was given")
  func redirection() async throws {
    let server = try await ScriptedServer { _ in .answer(302, "") }
    let error = await #expect(throws: ClientError.self) { try await registered([server.url]).subjects() }
    #expect(error?.message.contains("HTTP status 302") == true)
  }

  @Test("requests go through a proxy with the name and password for it, which says so if it wants others")
  func proxy() async throws {
    let proxy = try await ScriptedServer { _ in .answer(407, "") }
    var configuration = try ClientConfiguration(url: "http://registry.test:8081")
    configuration.proxy = try ProxySettings(
      host: "127.0.0.1", port: proxy.port, authorization: .init(user: "u", password: "p"))
    configuration.retry = RetryPolicy(maximumRounds: 1)
    let error = await #expect(throws: ClientError.self) {
      try await SchemaRegistryClient(configuration: configuration).subjects()
    }
    #expect(error?.message.contains("the proxy wants a name and a password") == true)
    for await head in proxy.requests {
      #expect(head.method == .CONNECT)
      #expect(head.uri == "registry.test:8081")
      #expect(head.headers["Proxy-Authorization"] == ["Basic dTpw"])
      break
    }
  }
}
