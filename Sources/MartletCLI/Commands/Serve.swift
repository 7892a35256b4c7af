import ArgumentParser
import Kafka
import Logging
import MirroredStorage
import Registry
import RegistryServer
import SchemaCore
import ServerSettings
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
        martlet serve --store postgres://martlet@db.example.com/registry
        martlet serve --store kafka://kafka1:9092,kafka2:9092/registry
        martlet serve --store postgres://db/registry --local-copy /srv/copy.db
        martlet serve --store memory --listen 127.0.0.1:0
        martlet serve --config martlet.yaml --set log.format=json --print-config
        martlet serve --dev

      SETTINGS
      Each can be made by --set, by the environment variable that is named, and in the YAML file of --config. Options go \
      before the environment, and the environment before the file. These are the defaults:

      \(LoadedSettings.help)
      """)

  @OptionGroup var settings: SettingsOptions

  @Flag(help: "Also start a mock Kafka cluster, for trying things out: its records are gone with the process.")
  var dev = false

  @Flag(help: "Print the settings that would hold, with who chose each, and end.")
  var printConfig = false

  func run() async throws {
    let loaded = try await settings.load()
    for warning in loaded.warnings { StandardError.print("martlet: \(warning)") }
    if printConfig { return try await OutputBuffer.print(loaded.yaml) }
    let settings = loaded.settings
    let logger = Self.logger(settings)
    let store = try await settings.openStore(logger)
    let registry: SchemaRegistry
    do throws(RegistryError) {
      registry = try await SchemaRegistry(
        store: store, formats: InstalledFormats.all, options: settings.registry,
        keyManagement: KeyManagementServices([LocalKeyManagementService(secret: settings.localKeySecret)]))
    } catch {
      await store.close()
      throw CommandFailure(.unreachable, Self.text(error))
    }
    let result: Result<Void, any Error>
    do {
      result = .success(try await serve(registry, (store as? MirroredStore)?.absence, settings, logger))
    } catch let error as ServerError {
      result = .failure(CommandFailure(.unreachable, error.description))
    } catch {
      result = .failure(error)
    }
    await store.close()
    try result.get()
  }

  /// - Parameter absence: why only the local copy of the store is served; nil if the store is.
  private func serve(
    _ registry: SchemaRegistry, _ absence: MirroredStore.Absence?, _ settings: ServerSettings, _ logger: Logger
  ) async throws {
    let cluster: KafkaMockCluster?
    do {
      cluster = dev ? try KafkaMockCluster() : nil
    } catch {
      throw CommandFailure(.unreachable, error.description)
    }
    let count = registry.state.versionCount
    Self.report(registry.state.damage, logger)
    let configuration = settings.configuration(
      version: Version.text, availableConnections: FileDescriptors.availableForConnections())
    let application = RegistryApplication(registry: registry, configuration: configuration, logger: logger) { address in
      Self.announce(address, settings, configuration, absence, schemas: count, logger)
      if let cluster { StandardError.print("martlet: Kafka mock cluster at \(cluster.bootstrapServers)") }
    }
    var services = ServiceGroupConfiguration(
      services: [
        .init(service: StoreFollower(registry: registry)),
        .init(service: application, successTerminationBehavior: .gracefullyShutdownGroup),
      ],
      gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
    // A client that never ends its request must not keep the process for ever.
    services.maximumGracefulShutdownDuration = settings.shutdownTimeout
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

  /// Says what runs, where, and on which data: for people a line, and in the log with the limits.
  private static func announce(
    _ address: BoundAddress, _ settings: ServerSettings, _ configuration: ServerConfiguration,
    _ absence: MirroredStore.Absence?, schemas: Int, _ logger: Logger
  ) {
    let copy = settings.localCopy ?? ""
    let lastChange = absence.map { Moment(milliseconds: $0.lastChange).text } ?? ""
    if settings.logFormat == .text {
      let count = "\(schemas) \(schemas == 1 ? "schema" : "schemas")"
      let origin =
        absence == nil
        ? "\(settings.store) (\(count))"
        : "\(copy), read-only until \(settings.store) can be reached (\(count), last change \(lastChange))"
      StandardError.print("martlet: serving \(address.url) from \(origin)")
    }
    if let absence {
      logger.warning(
        "the store cannot be reached; the local copy is served, read-only until the store is back",
        metadata: [
          "reason": "\(absence.reason)", "local_copy": "\(copy)", "last_change": "\(lastChange)",
          "schemas": "\(schemas)",
        ])
    }
    logger.info(
      "serving",
      metadata: [
        "version": "\(Version.text)", "address": "\(address.url)", "store": "\(settings.store)",
        "schemas": "\(schemas)", "default_level": "\(settings.registry.defaultLevel.rawValue)",
        "limit_body_bytes": "\(configuration.maximumBodyBytes)",
        "limit_schema_bytes": "\(settings.registry.maximumSchemaBytes)",
        "limit_references": "\(settings.registry.maximumReferences)",
        "limit_connections": "\(configuration.maximumConnections)",
        "limit_request_time": "\(configuration.requestTimeout)", "limit_idle_time": "\(configuration.idleTimeout)",
      ])
  }

  /// Says what cannot be read in the log: the rest is served.
  private static func report(_ damage: LogDamage, _ logger: Logger) {
    for entry in damage.entries.prefix(maximumReports) {
      logger.error(
        "a record cannot be read",
        metadata: [
          "position": "\(entry.position)", "about": "\(entry.record.key?.description ?? "nobody knows what")",
          "reason": "\(entry.record.reason)",
        ])
    }
    if damage.count == 0 { return }
    logger.error(
      "the store is damaged, and the rest is served: `martlet store verify` says what is affected",
      metadata: ["unreadable_records": "\(damage.count)"])
  }

  /// How many records are named; the command that verifies names all.
  private static let maximumReports = 100

  private static func logger(_ settings: ServerSettings) -> Logger {
    var logger = Logger(label: "martlet") { label in
      switch settings.logFormat {
      case .text: StreamLogHandler.standardError(label: label)
      case .json: JSONLogHandler(label: label)
      }
    }
    logger.logLevel = settings.logLevel
    return logger
  }

  static func text(_ error: RegistryError) -> String {
    if case .storeFailed(let error) = error { error.description } else { "\(error)" }
  }
}
