/// What a client writes into the `Authorization` header.
enum Authorization: Sendable {
  case fixed(String)
  case tokens(TokenSource)

  init(_ credentials: Credentials, clock: ClientClock) {
    switch credentials.kind {
    case .fixed(let header): self = .fixed(header)
    case .tokens(let provider): self = .tokens(TokenSource(provider, clock: clock))
    }
  }

  /// The header's value.
  ///
  /// - Throws: `ClientError` of kind `noToken` if there is none to be had.
  func header() async throws(ClientError) -> String {
    switch self {
    case .fixed(let header): header
    case .tokens(let source): Self.scheme + (try await source.token())
    }
  }

  /// Gives up what the registry refused. True if there may be something better to offer.
  func renew(after header: String) -> Bool {
    guard case .tokens(let source) = self else { return false }
    source.forget(String(header.dropFirst(Self.scheme.count)))
    return true
  }

  private static let scheme = "Bearer "
}
