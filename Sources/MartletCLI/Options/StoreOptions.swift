import ArgumentParser
import ServerSettings

/// Which store a command is about.
struct StoreOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("The store; without it that of the settings, as serve reads them.", valueName: "store"),
    transform: StoreLocation.argument)
  var store: StoreLocation?

  @Option(help: ArgumentHelp("A YAML file with settings.", valueName: "file"))
  var config: String?

  /// Where the store is.
  func location() async throws(CommandFailure) -> StoreLocation {
    let option = store.map { LoadedSettings.Option(name: "store", value: $0.text, option: "--store") }
    return try await SettingsOptions.load(file: config, option.map { [$0] } ?? []).settings.store
  }
}
