import AsyncHTTPClient
import NIOCore
import Synchronization

/// The HTTP clients of this process, one for each proxy, so that connections are used again. They live as long as it.
enum SharedHTTPClients {
  static func client(through proxy: ProxySettings?) -> HTTPClient {
    clients.withLock { clients in
      if let client = clients[proxy] { return client }
      var configuration = HTTPClient.Configuration.singletonConfiguration
      // The library would go on knocking until the deadline where nobody listens.
      configuration.connectionPool.retryConnectionEstablishment = false
      configuration.timeout.connect = .seconds(5)
      // A redirected POST becomes a GET; and credentials are for the address that was given.
      configuration.redirectConfiguration = .disallow
      configuration.proxy = proxy?.configuration
      let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
      clients[proxy] = client
      return client
    }
  }

  private static let clients = Mutex<[ProxySettings?: HTTPClient]>([:])
}
