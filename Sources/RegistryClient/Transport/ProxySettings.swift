import AsyncHTTPClient
import SchemaCore

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

  var configuration: HTTPClient.Configuration.Proxy {
    .server(
      host: host, port: port,
      authorization: authorization.map { .basic(username: $0.user, password: $0.password) })
  }
}
