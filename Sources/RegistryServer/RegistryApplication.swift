package import Hummingbird
import HummingbirdCore
public import Logging
import NIOCore
public import Registry
public import ServiceLifecycle

/// The registry API over HTTP, as a service: it runs until it is shut down, and then finishes the requests in flight.
public struct RegistryApplication: Service {
  private let registry: SchemaRegistry
  private let configuration: ServerConfiguration
  private let logger: Logger
  private let onServerRunning: @Sendable (BoundAddress) async -> Void

  /// A server that is not running yet.
  ///
  /// - Parameters:
  ///   - logger: told one line a request at level debug and everything that goes wrong; nil to be silent.
  ///   - onServerRunning: told the address as soon as the socket is bound. Requests are answered when it returns.
  public init(
    registry: SchemaRegistry, configuration: ServerConfiguration = ServerConfiguration(), logger: Logger? = nil,
    onServerRunning: @escaping @Sendable (BoundAddress) async -> Void = { _ in }
  ) {
    self.registry = registry
    self.configuration = configuration
    self.logger = logger ?? Logger(label: "silent") { _ in SwiftLogNoOpLogHandler() }
    self.onServerRunning = onServerRunning
  }

  /// Serves until the service group, or the task, ends it.
  ///
  /// - Throws: `ServerError` if the address cannot be listened on.
  public func run() async throws {
    do {
      try await application.run()
    } catch {
      throw ServerError(binding: error, configuration) ?? error
    }
  }

  /// The server with its routes, which tests also run without a socket.
  package var application: Application<RegistryResponder> {
    Application(
      responder: RegistryResponder(registry: registry, configuration: configuration, logger: logger),
      server: .http1(
        configuration: .init(
          additionalChannelHandlers: Self.handlers(configuration), idleTimeout: TimeAmount(configuration.idleTimeout))),
      configuration: ApplicationConfiguration(
        address: .hostname(configuration.host, port: configuration.port),
        availableConnectionsDelegate: MaximumAvailableConnections(configuration.maximumConnections)),
      onServerRunning: { [configuration, onServerRunning] channel in
        await onServerRunning(BoundAddress(of: channel, configuration: configuration))
      },
      logger: frameworkLogger)
  }

  /// What a connection needs that the framework does not do.
  private static func handlers(_ configuration: ServerConfiguration) -> [any RemovableChannelHandler] {
    [
      BadRequestHandler(), SlowClientHandler(limit: TimeAmount(configuration.requestTimeout)),
      ContinueHandler(maximumBodyBytes: configuration.maximumBodyBytes),
    ]
  }

  /// The framework's own remarks are for whoever looks for a fault in it.
  private var frameworkLogger: Logger {
    var logger = logger
    if logger.logLevel == .info { logger.logLevel = .notice }
    return logger
  }
}
