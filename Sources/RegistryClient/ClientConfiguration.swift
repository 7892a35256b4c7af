/// How a registry is reached.
public struct ClientConfiguration: Sendable {
  /// The addresses of the registry's nodes, without what is secret, in the order in which they are asked.
  public var urls: [String] { addresses.map(\.description) }
  /// How long a call may take with everything that is tried.
  public var timeout: Duration
  /// How long one node may take to answer before the next one is asked.
  public var attemptTimeout: Duration
  /// How often it is tried again.
  public var retry: RetryPolicy
  /// The largest answer that is taken, in bytes.
  public var maximumAnswerBytes: Int
  /// Who the client says to be to nodes whose addresses do not say it.
  public var credentials: Credentials?
  /// How `https` is done; nil for what the system trusts.
  public var tls: TLSSettings?
  /// The proxy between client and registry; nil for none. Not for an HTTP client that is handed in, which has its own.
  public var proxy: ProxySettings?
  /// Headers that are sent with every request, such as what tells a hosted registry whom to charge.
  public var headers: [(name: String, value: String)]

  let addresses: [RegistryAddress]

  /// A registry by the addresses of its nodes, such as `http://127.0.0.1:8081`. A name and a password may stand in front
  /// of the host: `https://user:password@registry.example`.
  ///
  /// - Throws: `ClientError.invalidRequest` if a text is not an address, or if there is none.
  public init(
    urls: [String], timeout: Duration = .seconds(30), attemptTimeout: Duration = .seconds(10),
    retry: RetryPolicy = RetryPolicy(), maximumAnswerBytes: Int = 64 << 20, credentials: Credentials? = nil,
    tls: TLSSettings? = nil, proxy: ProxySettings? = nil, headers: [(name: String, value: String)] = []
  ) throws(ClientError) {
    if urls.isEmpty { throw ClientError(.invalidRequest, "the registry has no address") }
    addresses = try urls.map { (text) throws(ClientError) in try RegistryAddress(text) }
    self.timeout = timeout
    self.attemptTimeout = attemptTimeout
    self.retry = retry
    self.maximumAnswerBytes = maximumAnswerBytes
    self.credentials = credentials
    self.tls = tls
    self.proxy = proxy
    self.headers = headers
  }

  /// A registry of one node.
  ///
  /// - Throws: `ClientError.invalidRequest` if the text is not an address.
  public init(url: String, timeout: Duration = .seconds(30)) throws(ClientError) {
    try self.init(urls: [url], timeout: timeout)
  }
}
