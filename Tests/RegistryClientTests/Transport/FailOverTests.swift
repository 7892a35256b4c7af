import RegistryAPI
import RegistryClient
import SchemaCore
import Testing

@Suite struct FailOverTests {
  private static let lost = ExchangeFailure(.answerLost, "the connection was closed")
  private static let refused = ExchangeFailure(.notSent, "Connection refused")
  private let subject = SubjectName(name: "s")

  private static func isA(_ message: HTTPMessage) -> Bool { message.url.hasPrefix("http://a") }

  @Test(
    "the next node is asked at once, and first from then on",
    arguments: [.failure(refused), .failure(lost), .success(500), .success(503)] as [Result<Int, ExchangeFailure>])
  func sticky(_ trouble: Result<Int, ExchangeFailure>) async throws {
    let exchange = ScriptedExchange { (message, _) throws(ExchangeFailure) in
      if Self.isA(message) { return .refusal(try trouble.get(), 50001) }
      return .ok("[]")
    }
    let time = ManualClock()
    let client = try SchemaRegistryClient(nodes: 3, exchange, time)
    for _ in 0..<3 { #expect(try await client.subjects() == []) }
    #expect(exchange.hosts == "abbb")
    #expect(time.sleeps == [])
  }

  @Test("pauses double from round to round, as long as there is time")
  func pauses() async throws {
    let exchange = ScriptedExchange { (_, _) throws(ExchangeFailure) in throw Self.refused }
    let time = ManualClock()
    let client = try SchemaRegistryClient(nodes: 2, exchange, time) {
      $0.retry = RetryPolicy(maximumRounds: 5, firstPause: .seconds(1), maximumPause: .seconds(3))
    }
    let error = await #expect(throws: ClientError.self) { try await client.subjects() }
    #expect(exchange.hosts == "ababababab")
    #expect(time.sleeps == [.seconds(1), .seconds(2), .seconds(3), .seconds(3)])
    #expect(error?.kind == .unreachable)
    #expect(error?.message.contains("http://a: Connection refused, nor at http://b: Connection refused") == true)
  }

  @Test("when the time of a call is over, it ends")
  func deadline() async throws {
    let time = ManualClock()
    let exchange = ScriptedExchange { (_, _) throws(ExchangeFailure) in
      time.advance(by: .seconds(10))
      throw ExchangeFailure(.answerLost, "it took too long")
    }
    let client = try SchemaRegistryClient(nodes: 2, exchange, time) {
      $0.timeout = .seconds(25)
      $0.retry = RetryPolicy(maximumRounds: 100, firstPause: .seconds(1), maximumPause: .seconds(1))
    }
    let error = await #expect(throws: ClientError.self) { try await client.subjects() }
    #expect(exchange.hosts == "aba")
    #expect(error?.kind == .unreachable)
  }

  @Test("a server that says when to come back is left alone until then")
  func retryAfter() async throws {
    let time = ManualClock()
    let exchange = ScriptedExchange { _, number in
      number == 0 ? .refusal(429, 429, retryAfter: .seconds(7)) : .ok("[]")
    }
    let client = try SchemaRegistryClient(nodes: 1, exchange, time)
    #expect(try await client.subjects() == [])
    #expect(time.sleeps == [.seconds(7)])
  }

  @Test("what stays refused is refused with the registry's words")
  func persistent() async throws {
    let exchange = ScriptedExchange { _, _ in .refusal(500, 50001) }
    let client = try SchemaRegistryClient(nodes: 2, exchange)
    let error = await #expect(throws: ClientError.self) { try await client.subjects() }
    #expect(error?.kind == .refused(status: 500, code: 50001))
    #expect(exchange.hosts == "ababab")
  }

  @Test("a no that another node would say too is not asked for twice", arguments: [400, 401, 403, 404, 409, 422, 501])
  func noes(_ status: Int) async throws {
    let exchange = ScriptedExchange { _, _ in .refusal(status, status) }
    let client = try SchemaRegistryClient(nodes: 2, exchange)
    await #expect(throws: ClientError.self) { try await client.subjects() }
    #expect(exchange.hosts == "a")
  }

  @Test("what one node has not got yet, another one may have")
  func lag() async throws {
    let exchange = ScriptedExchange { message, _ in
      Self.isA(message) ? .refusal(404, 40403) : .ok(#"{"schema":"\"int\""}"#)
    }
    let client = try SchemaRegistryClient(nodes: 2, exchange)
    for _ in 0..<2 { #expect(try await client.schema(id: SchemaID(rawValue: 1)).schema.text == "\"int\"") }
    // The node is well for all that.
    #expect(exchange.hosts == "abab")
    let all = ScriptedExchange { _, _ in .refusal(404, 40403) }
    let error = await #expect(throws: ClientError.self) {
      try await SchemaRegistryClient(nodes: 2, all).schema(id: SchemaID(rawValue: 1))
    }
    #expect(error?.code == 40403)
    #expect(all.hosts == "ab")
  }

  @Test("a registration whose answer was lost is sent again")
  func registration() async throws {
    let exchange = ScriptedExchange { (_, number) throws(ExchangeFailure) in
      if number == 0 { throw Self.lost }
      return .ok(#"{"id":1}"#)
    }
    let client = try SchemaRegistryClient(nodes: 1, exchange)
    #expect(try await client.register(SchemaText(text: "\"int\""), under: subject).id == 1)
    #expect(exchange.messages.count == 2)
  }

  @Test("what must not happen twice is sent again only if nothing was sent")
  func nonRepeatable() async throws {
    for (failure, hosts) in [(Self.lost, "a"), (Self.refused, "ab")] {
      let exchange = ScriptedExchange { (message, _) throws(ExchangeFailure) in
        if Self.isA(message) { throw failure }
        return .ok("3")
      }
      let client = try SchemaRegistryClient(nodes: 2, exchange)
      let deletion = await Task { try await client.deleteVersion(.latest, of: subject) }.result
      switch deletion {
      case .success(let version): #expect(version.rawValue == 3)
      case .failure(let error): #expect((error as? ClientError)?.kind == .outcomeUnknown)
      }
      #expect(exchange.hosts == hosts)
    }
    let busy = ScriptedExchange { _, _ in .refusal(503, 503) }
    let client = try SchemaRegistryClient(nodes: 2, busy)
    await #expect(throws: ClientError.self) { try await client.modifyTags(of: .latest, of: subject, ContractEdits()) }
    #expect(busy.hosts == "a")
  }

  @Test("a deletion whose answer was lost counts as done when the registry says that it is")
  func deletion() async throws {
    let exchange = ScriptedExchange { (_, number) throws(ExchangeFailure) in
      if number == 0 { throw Self.lost }
      return .refusal(404, 40406)
    }
    let version = SchemaVersion(rawValue: 2)
    let client = try SchemaRegistryClient(nodes: 1, exchange)
    #expect(try await client.deleteVersion(.number(version), of: subject) == version)
    // Not so if it is the first thing that the registry says.
    let error = await #expect(throws: ClientError.self) {
      try await client.deleteVersion(.number(version), of: subject)
    }
    #expect(error?.code == 40406)
  }

  @Test("a subject whose deletion was lost is told with the versions that are marked")
  func subjectDeletion() async throws {
    let exchange = ScriptedExchange { (message, number) throws(ExchangeFailure) in
      if number == 0 { throw Self.lost }
      return message.method == "DELETE" ? .refusal(404, 40404) : .ok("[1,2]")
    }
    let client = try SchemaRegistryClient(nodes: 1, exchange)
    #expect(try await client.deleteSubject(subject).map(\.rawValue) == [1, 2])
    #expect(exchange.messages.last?.url == "http://a/subjects/s/versions?deletedOnly=true")
  }

  @Test("a page instead of a registry's words is no registry", arguments: [200, 301, 404, 502])
  func strangers(_ status: Int) async throws {
    let exchange = ScriptedExchange { _, _ in HTTPAnswer(status: status, body: Array("<html>".utf8)) }
    let error = await #expect(throws: ClientError.self) {
      try await SchemaRegistryClient(nodes: 1, exchange).subjects()
    }
    #expect(error?.kind == .unintelligible)
  }
}
