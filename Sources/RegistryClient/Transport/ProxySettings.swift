import AsyncHTTPClient
import RegistryAPI

/// An HTTP proxy between client and registry.
public struct ProxySettings: Hashable, Sendable {
  /// The proxy's host.
  public var host: String
  /// Its port.
  public var port: Int
  /// A name and a password for the proxy; nil if it wants none.
  public var authorization: Authorization?

  /// A name and a password.
  public struct Authorization: Hashable, Sendable {
    public var user: String
    public var password: String

    public init(user: String, password: String) {
      self.user = user
      self.password = password
    }
  }

  /// - Throws: `ClientError.invalidRequest` if the port is not one.
  public init(host: String, port: Int, authorization: Authorization? = nil) throws(ClientError) {
    guard (1...65535).contains(port), !host.isEmpty else {
      throw ClientError(.invalidRequest, "\"\(host):\(port)\" is not the address of a proxy; ports go from 1 to 65535")
    }
    self.host = host
    self.port = port
    self.authorization = authorization
  }

  /// A proxy by its address, such as `http://user:password@proxy.example:3128`; only host and port have to be there.
  ///
  /// - Throws: `ClientError.invalidRequest`, without the password, if the text is not one.
  public init(_ text: String) throws(ClientError) {
    var rest = text.hasSuffix("/") ? text.dropLast() : text[...]
    if rest.lowercased().hasPrefix("http://") { rest = rest.dropFirst("http://".count) }
    let at = rest.lastIndex(of: "@")
    let address = at.map { rest[rest.index(after: $0)...] } ?? rest
    let parts = at.map { rest[..<$0].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false) } ?? []
    let names = parts.compactMap { PercentEncoding.decoded($0) }
    guard let colon = address.lastIndex(of: ":"), let port = Int(address[address.index(after: colon)...]),
      names.count == parts.count, address.utf8.allSatisfy({ 0x21...0x7E ~= $0 && $0 != UInt8(ascii: "/") })
    else {
      throw ClientError(
        .invalidRequest, "\"\(address)\" is not the address of a proxy; one looks like http://proxy.example:3128")
    }
    // In a URL colons of an address stand in brackets.
    let host = address[..<colon].drop { $0 == "[" }.prefix { $0 != "]" }
    try self.init(
      host: String(host), port: port,
      authorization: names.first.map { Authorization(user: $0, password: names.count > 1 ? names[1] : "") })
  }

  var configuration: HTTPClient.Configuration.Proxy {
    .server(
      host: host, port: port,
      authorization: authorization.map { .basic(username: $0.user, password: $0.password) })
  }
}
