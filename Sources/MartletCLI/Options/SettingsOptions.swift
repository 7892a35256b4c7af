import ArgumentParser
import FoundationEssentials
import Logging
import SchemaCore
import ServerSettings

/// How the registry is set up: a file, the environment, and these options, which have the last word.
struct SettingsOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Where the registry is kept: \(StoreLocation.forms).", valueName: "store"),
    transform: StoreLocation.argument)
  var store: StoreLocation?

  @Option(
    help: ArgumentHelp(
      "This node's copy of a store that nodes share, to start from and to serve while that is away.",
      valueName: "file"))
  var localCopy: String?

  @Option(help: ArgumentHelp("The address to listen on; port 0 picks a free one.", valueName: "host:port"))
  var listen: ListenAddress?

  @Option(help: "How much is logged to standard error.")
  var logLevel: Logger.Level?

  @Option(help: "The compatibility level where nothing is configured.")
  var defaultLevel: CompatibilityLevel?

  @Option(
    help: ArgumentHelp("Any of the settings above; may be given several times.", valueName: "name=value"))
  var set: [String] = []

  @Option(
    help: ArgumentHelp("A YAML file with settings; without it $MARTLET_CONFIG, else there is none.", valueName: "file"))
  var config: String?

  /// The settings, from everywhere.
  func load() async throws(CommandFailure) -> LoadedSettings { try await Self.load(file: config, try options) }

  /// The settings of a file, the environment, and options.
  static func load(
    file config: String?, _ options: [LoadedSettings.Option]
  ) async throws(CommandFailure) -> LoadedSettings {
    let environment = ProcessInfo.processInfo.environment
    let path = config ?? environment["MARTLET_CONFIG"].flatMap { $0.isEmpty ? nil : $0 }
    var file: (text: String, path: String)?
    if let path { file = (try await SchemaFiles.text(of: path), path) }
    do {
      return try LoadedSettings(file: file, environment: environment, options: options)
    } catch {
      throw CommandFailure(.usage, error.description)
    }
  }

  private var options: [LoadedSettings.Option] {
    get throws(CommandFailure) {
      var options: [LoadedSettings.Option] = []
      for setting in set {
        guard let equals = setting.firstIndex(of: "=") else {
          throw CommandFailure(.usage, "--set \(setting): a setting looks like name=value")
        }
        options.append(
          .init(
            name: String(setting[..<equals]), value: String(setting[setting.index(after: equals)...]), option: "--set"))
      }
      for (name, value, option) in [
        ("store", store?.text, "--store"), ("local-copy", localCopy, "--local-copy"),
        ("listen", listen?.description, "--listen"),
        ("log.level", logLevel?.rawValue, "--log-level"),
        ("registry.default-level", defaultLevel?.rawValue, "--default-level"),
      ] {
        if let value { options.append(.init(name: name, value: value, option: option)) }
      }
      return options
    }
  }
}
