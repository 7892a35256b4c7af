import ArgumentParser
import Registry
import SQLiteStorage
import ServerSettings

struct VerifyStore: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Read a whole store, and report what is damaged and what that affects.",
    usage: "martlet store verify [<options>]",
    discussion: """
      Nothing is changed, and a server may go on writing meanwhile: what it has stored by then is verified. The file's \
      structure is checked too. Exit code 0: sound, but perhaps for warnings. 1: damaged. 2: the store cannot be used.

      EXAMPLES
        martlet store verify
        martlet store verify --store sqlite:/srv/registry.db
        martlet store verify --store sqlite:/srv/registry.db -o json > report.json
      """)

  @Option(
    help: ArgumentHelp(
      "The store; without it that of the settings, as serve reads them.", valueName: "store"))
  var store: StoreLocation?

  @Option(help: ArgumentHelp("A YAML file with settings.", valueName: "file"))
  var config: String?

  @OptionGroup var output: OutputOptions

  func run() async throws {
    let option = store.map { LoadedSettings.Option(name: "store", value: $0.description, option: "--store") }
    let location = try await SettingsOptions.load(file: config, option.map { [$0] } ?? []).settings.store
    let report = try await verify(location)
    try await output.print(text: report.text(colored: StandardOutput.isTerminal), json: report.json)
    if !report.isSound { throw CommandFailure(.findings, "") }
  }

  private func verify(_ location: StoreLocation) async throws(CommandFailure) -> VerificationReport {
    do throws(StoreError) {
      switch location {
      case .memory:
        throw .unavailable("a store in memory is gone with its process; name another one: --store sqlite:<file>")
      case .sqlite(let path):
        let store = try SQLiteStore(path: path, access: .reading)
        let log = try await verify(store)
        let problems = try await problems(of: store)
        await store.close()
        return VerificationReport(store: location, problems: problems, log: log)
      case .postgres:
        // A database looks after its own pages.
        let store = try await location.open()
        let log = try await verify(store)
        await store.close()
        return VerificationReport(store: location, problems: [], log: log)
      }
    } catch {
      throw CommandFailure(.usage, error.description)
    }
  }

  private func verify(_ store: any RegistryStore) async throws(StoreError) -> LogVerification {
    var records = Progress("records read")
    var schemas = Progress("schemas parsed")
    return try await LogVerification(of: store, formats: InstalledFormats.all) { progress in
      switch progress {
      case .records(let count): records.update(count)
      case .schemas(let count): schemas.update(count)
      }
    }
  }

  /// What is wrong with the file itself; that this cannot be told is wrong with it too.
  private func problems(of store: SQLiteStore) async throws(StoreError) -> [String] {
    do {
      return try await store.integrityProblems()
    } catch .damaged(let reason) {
      return [reason]
    }
  }
}
