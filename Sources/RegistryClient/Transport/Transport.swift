import RegistryAPI
import SchemaCore

/// Asks the nodes of a registry, one after the other and again, until one answers or there is no time left.
struct Transport: Sendable {
  /// An answer, and what is known about how it came about.
  struct Outcome: Sendable {
    var answer: HTTPAnswer
    /// The address that it came from.
    var url: String
    /// True if an earlier attempt, whose answer was lost, may have done what this one was to do.
    var mayBeRepeated = false
  }

  let configuration: ClientConfiguration
  private let exchange: any HTTPExchange
  private let clock: ClientClock
  private let order: NodeOrder
  private let authorizations: [Authorization?]

  init(configuration: ClientConfiguration, exchange: any HTTPExchange, clock: ClientClock) {
    self.configuration = configuration
    self.exchange = exchange
    self.clock = clock
    order = NodeOrder(count: configuration.addresses.count)
    // Nodes share a source of tokens.
    let common = configuration.credentials.map { Authorization($0, clock: clock) }
    authorizations = configuration.addresses.map { address in
      address.credentials.map { Authorization($0, clock: clock) } ?? common
    }
  }

  /// The answer of the first node that has one, be it a refusal.
  ///
  /// - Throws: `ClientError`.
  func outcome(of request: RegistryRequest) async throws(ClientError) -> Outcome {
    var effort = Effort(deadline: clock.now() + configuration.timeout)
    for round in 0..<configuration.retry.maximumRounds {
      if round > 0, try await !pause(before: round, &effort) { break }
      for node in order.current {
        let remaining = effort.deadline - clock.now()
        if remaining <= .zero { return try effort.end(wasShortOfTime: true) }
        if let outcome = try await ask(node, request, atMost: remaining, &effort) { return outcome }
      }
      if let missing = effort.missing { return missing }
    }
    return try effort.end()
  }

  /// The answer of a node; nil if the next one is to be asked.
  private func ask(
    _ node: Int, _ request: RegistryRequest, atMost remaining: Duration, _ effort: inout Effort
  ) async throws(ClientError) -> Outcome? {
    let url = configuration.addresses[node].description
    let timeout = min(remaining, configuration.attemptTimeout)
    let answer: HTTPAnswer
    switch try await exchange(request, with: node, timeout: timeout) {
    case .success(let received): answer = received
    case .failure(let failure):
      try effort.note(failure, of: request, at: url)
      order.markFailed(node)
      return nil
    }
    let outcome = Outcome(answer: answer, url: url, mayBeRepeated: effort.mayHaveBeenDone)
    if request.mayLag && answer.status == 404 && configuration.addresses.count > 1 {
      effort.missing = outcome
      return nil
    }
    guard Self.isPassing(answer), request.repetition != .never else { return outcome }
    effort.unfit = outcome
    effort.retryAfter = max(effort.retryAfter, answer.retryAfter ?? .zero)
    effort.mayHaveBeenDone = true
    order.markFailed(node)
    return nil
  }

  /// One attempt; a second one if the token was refused and there may be a better one.
  private func exchange(
    _ request: RegistryRequest, with node: Int, timeout: Duration
  ) async throws(ClientError) -> Result<HTTPAnswer, ExchangeFailure> {
    let authorization = authorizations[node]
    let header = try await authorization?.header()
    let first = await exchange(request, with: node, authorization: header, timeout: timeout)
    guard case .success(let answer) = first, answer.status == 401, let authorization, let header,
      authorization.renew(after: header)
    else { return first }
    return await exchange(request, with: node, authorization: try await authorization.header(), timeout: timeout)
  }

  private func exchange(
    _ request: RegistryRequest, with node: Int, authorization: String?, timeout: Duration
  ) async -> Result<HTTPAnswer, ExchangeFailure> {
    var message = HTTPMessage(
      method: request.method.rawValue, url: configuration.addresses[node].description + request.target,
      headers: [("Accept", Self.mediaType)] + configuration.headers, body: request.body)
    if request.body != nil { message.headers.append(("Content-Type", Self.mediaType)) }
    if let authorization { message.headers.append(("Authorization", authorization)) }
    do throws(ExchangeFailure) {
      return .success(try await exchange.answer(to: message, timeout: timeout))
    } catch {
      return .failure(error)
    }
  }

  /// Waits before another round; false if there is no time for that.
  private func pause(before round: Int, _ effort: inout Effort) async throws(ClientError) -> Bool {
    let pause = max(clock.jitter(configuration.retry.longestPause(before: round)), effort.retryAfter)
    effort.retryAfter = .zero
    if clock.now() + pause >= effort.deadline { return false }
    do {
      try await clock.sleep(pause)
    } catch {
      throw .cancelled
    }
    return true
  }

  /// True for an answer that another node, or the same one a little later, may better.
  private static func isPassing(_ answer: HTTPAnswer) -> Bool {
    [408, 425, 429, 500, 502, 503, 504].contains(answer.status)
  }

  private static let mediaType = APIMediaType.preferred.rawValue
}
