import ArgumentParser
import Kafka
import Logging
import Registry
import RegistryServer
import SchemaCore
import ServiceLifecycle
import UnixSignals

struct Serve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Run the registry.",
    usage: "martlet serve [<options>]",
    discussion: """
      Speaks the REST API of the Confluent Schema Registry. Ctrl-C or SIGTERM ends it when the requests under way are \
      answered. An answered write is on disk. A line on standard error names the address.

      EXAMPLES
        martlet serve
        martlet serve --store sqlite:/srv/registry.db --listen 0.0.0.0:8081
        martlet serve --store memory --listen 127.0.0.1:0
        martlet serve --dev
      """)

  @Option(help: ArgumentHelp("Where the registry is kept: sqlite:<file> or memory.", valueName: "store"))
  var store: StoreLocation = .sqlite(path: "martlet.db")

  @Option(help: ArgumentHelp("The address to listen on; port 0 picks a free one.", valueName: "host:port"))
  var listen: ListenAddress = ListenAddress(host: "127.0.0.1", port: 8081)

  @Flag(help: "Also start a mock Kafka cluster, for trying things out: its records are gone with the process.")
  var dev = false

  @Option(help: "How much is logged to standard error.")
  var logLevel: Logger.Level = .info

  @Option(help: "The compatibility level where nothing is configured.")
  var defaultLevel: CompatibilityLevel = .backward

  func run() async throws {
    let logger = makeLogger()
    let store: any RegistryStore
    let registry: SchemaRegistry
    do throws(StoreError) {
      store = try self.store.open()
    } catch {
      throw CommandFailure(.unreachable, error.description)
    }
    do throws(RegistryError) {
      registry = try await SchemaRegistry(
        store: store, formats: InstalledFormats.all, options: RegistryOptions(defaultLevel: defaultLevel))
    } catch {
      await store.close()
      throw CommandFailure(.unreachable, Self.text(error))
    }
    let result: Result<Void, any Error>
    do {
      result = .success(try await serve(registry, logger))
    } catch let error as ServerError {
      result = .failure(CommandFailure(.unreachable, error.description))
    } catch {
      result = .failure(error)
    }
    await store.close()
    try result.get()
  }

  private func serve(_ registry: SchemaRegistry, _ logger: Logger) async throws {
    let cluster: KafkaMockCluster?
    do {
      cluster = dev ? try KafkaMockCluster() : nil
    } catch {
      throw CommandFailure(.unreachable, error.description)
    }
    let count = registry.state.versionCount
    let application = RegistryApplication(
      registry: registry,
      configuration: ServerConfiguration(
        host: listen.host, port: listen.port, maximumConnections: FileDescriptors.availableForConnections(),
        version: Version.text),
      logger: logger
    ) { [store] address in
      StandardError.print(
        "martlet: serving \(address.url) from \(store) (\(count) \(count == 1 ? "schema" : "schemas"))")
      if let cluster { StandardError.print("martlet: Kafka mock cluster at \(cluster.bootstrapServers)") }
    }
    var services = ServiceGroupConfiguration(
      services: [.init(service: application, successTerminationBehavior: .gracefullyShutdownGroup)],
      gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
    // A client that never ends its request must not keep the process for ever.
    services.maximumGracefulShutdownDuration = .seconds(30)
    let group = ServiceGroup(configuration: services)
    let result: Result<Void, any Error>
    do {
      result = .success(try await group.run())
    } catch {
      result = .failure(error)
    }
    await cluster?.close()
    try result.get()
  }

  private func makeLogger() -> Logger {
    var logger = Logger(label: "martlet") { StreamLogHandler.standardError(label: $0) }
    logger.logLevel = logLevel
    return logger
  }

  private static func text(_ error: RegistryError) -> String {
    if case .storeFailed(let error) = error { error.description } else { "\(error)" }
  }
}

/// `host:port`, where the host may be an IPv6 address in brackets.
struct ListenAddress: ExpressibleByArgument {
  var host: String
  var port: Int

  init(host: String, port: Int) {
    self.host = host
    self.port = port
  }

  init?(argument: String) {
    guard let colon = argument.lastIndex(of: ":"), let port = Int(argument[argument.index(after: colon)...]),
      (0...65535).contains(port)
    else { return nil }
    let host = argument[..<colon]
    if host.hasPrefix("[") && host.hasSuffix("]") {
      self.init(host: String(host.dropFirst().dropLast()), port: port)
    } else if !host.isEmpty && !host.contains(":") {
      self.init(host: String(host), port: port)
    } else {
      return nil
    }
  }

  var defaultValueDescription: String { "\(host):\(port)" }
}
