import Synchronization

/// Keeps a provider's token for as long as it is good, and gets the next one in time.
final class TokenSource: Sendable {
  private struct Held {
    var text: String
    /// When to get the next one.
    var renewal: ContinuousClock.Instant?
    var expiry: ContinuousClock.Instant?
  }

  private let provider: any TokenProvider
  private let clock: ClientClock
  private let held = Mutex<Held?>(nil)
  private let flights = SingleFlight<Bool, String>()

  init(_ provider: any TokenProvider, clock: ClientClock) {
    self.provider = provider
    self.clock = clock
  }

  /// A token that has not expired. Renewed after four fifths of its life; if that fails, it serves to its end.
  ///
  /// - Throws: `ClientError`, of kind `noToken` if the provider fails.
  func token() async throws(ClientError) -> String {
    let now = clock.now()
    let known = held.withLock { $0 }
    if let known, known.renewal.map({ now < $0 }) ?? true { return known.text }
    do throws(ClientError) {
      return try await flights.value(for: true) { [self] in await renew() }
    } catch {
      if error.kind == .noToken, let known, known.expiry.map({ now < $0 }) ?? true { return known.text }
      throw error
    }
  }

  /// Forgets a token that the registry refused, unless there is another one by now.
  func forget(_ token: String) {
    held.withLock { held in
      if held?.text == token { held = nil }
    }
  }

  private func renew() async -> Result<String, ClientError> {
    let token: BearerToken
    do {
      token = try await provider.token()
    } catch is CancellationError {
      return .failure(.cancelled)
    } catch {
      return .failure(ClientError(.noToken, "there is no bearer token for the registry: \(error)"))
    }
    do throws(ClientError) {
      try Credentials.requireToken(token.text)
    } catch {
      return .failure(ClientError(.noToken, error.message))
    }
    let now = clock.now()
    held.withLock {
      $0 = Held(
        text: token.text, renewal: token.lifetime.map { now + $0 * 4 / 5 }, expiry: token.lifetime.map { now + $0 })
    }
    return .success(token.text)
  }
}
