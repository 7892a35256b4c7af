import ArgumentParser
import Registry
import ServerSettings

struct VerifyStore: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Read a whole store or backup, and report what is damaged and what that affects.",
    usage: "martlet store verify [<options>]",
    discussion: """
      Nothing is changed, and a server may go on writing meanwhile: what it has stored by then is verified. The structure \
      of files is checked too. Exit code 0: sound, but perhaps for warnings. 1: damaged. 2: the store cannot be used.

      EXAMPLES
        martlet store verify
        martlet store verify --store sqlite:/srv/registry.db
        martlet store verify --store backup:registry.backup
        martlet store verify --store sqlite:/srv/registry.db -o json > report.json
      """)

  @OptionGroup var source: StoreOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let location = try await source.location()
    let store = try await location.opened(.reading)
    let report: VerificationReport
    do throws(StoreError) {
      let log = try await verify(store)
      report = VerificationReport(store: location, problems: try await problems(of: store), log: log)
    } catch {
      throw CommandFailure(.usage, error.description)
    }
    await store.close()
    try await output.print(text: report.text(colored: StandardOutput.isTerminal), json: report.json)
    if !report.isSound { throw CommandFailure(.findings, "") }
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

  /// What is wrong with the file itself; that this cannot be told is wrong with it too. A database looks after its own
  /// pages.
  private func problems(of store: any RegistryStore) async throws(StoreError) -> [String] {
    guard let file = store as? any StoreFile else { return [] }
    do {
      return try await file.integrityProblems()
    } catch .damaged(let reason) {
      return [reason]
    }
  }
}
