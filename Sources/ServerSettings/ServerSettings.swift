public import Logging
public import Registry
public import RegistryServer

/// Everything that an operator may choose about a server.
///
/// Where nothing is said the values here hold; a file changes them, the environment changes what the file says, and the
/// command line has the last word.
public struct ServerSettings: Sendable {
  /// Where the registry is kept.
  public var store = StoreLocation.sqlite(path: "martlet.db")
  /// The file with this node's copy of the log of a store that nodes share; nil if it keeps none.
  public var localCopy: String?
  /// Where the server listens.
  public var listen = ListenAddress(host: "127.0.0.1", port: 8081)
  /// How much is logged.
  public var logLevel = Logger.Level.info
  /// How a log line is written.
  public var logFormat = LogFormat.text
  /// The registry's own choices.
  public var registry = RegistryOptions()
  /// How many connections may be open at a time; nil for as many as the system lets the process open.
  public var maximumConnections: Int?
  /// The secret of the key service `local-kms` for keys that bring none; nil if there is none.
  public var localKeySecret: String?
  /// How long requests under way may take to end when the server is shut down.
  public var shutdownTimeout = Duration.seconds(30)
  var server = ServerConfiguration()
  var crossOrigin = CrossOriginPolicy(origins: [])

  /// What holds where nothing is said.
  public init() {}

  /// How the server is run.
  ///
  /// - Parameter availableConnections: how many connections the system lets the process open.
  public func configuration(version: String, availableConnections: Int) -> ServerConfiguration {
    var configuration = server
    configuration.host = listen.host
    configuration.port = listen.port
    configuration.maximumConnections = maximumConnections ?? availableConnections
    configuration.crossOrigin = crossOrigin.origins.isEmpty ? nil : crossOrigin
    configuration.version = version
    return configuration
  }
}

/// How a log line is written.
public enum LogFormat: String, CaseIterable, Sendable {
  /// For people.
  case text
  /// A JSON object a line, for programs.
  case json
}
