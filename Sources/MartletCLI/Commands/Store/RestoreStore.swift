import ArgumentParser
import BackupStorage
import Registry
import SchemaCore
import ServerSettings

struct RestoreStore: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore", abstract: "Make a store of a backup.",
    usage: "martlet store restore <file> [--replace] [--until <time>] [<options>]",
    discussion: """
      The backup is checked first, then copied beside what the store holds, then read back and compared. Only then does \
      it take its place, at once. A store that holds something is refused without --replace.

      Servers on an SQLite file must be stopped. Nodes on a database may run: those that know more than the backup holds \
      notice that the history is another one, and end; started again, they serve what was restored.

      EXAMPLES
        martlet store restore registry.backup --store sqlite:/srv/registry.db
        martlet store restore registry.backup --replace --until 2026-11-21T09:30
        martlet store restore registry.backup --store postgres://db.example.com/new
      """)

  @Argument(help: "The backup.")
  var file: String

  @Flag(help: "Replace what the store holds.")
  var replace = false

  @Option(
    help: ArgumentHelp(
      "Leave out what was written after this time (ISO 8601, in UTC unless it says otherwise).", valueName: "time"),
    transform: { text in
      guard let moment = Moment(text) else { throw ValidationError("A time looks like 2026-11-21T09:30.") }
      return moment
    })
  var until: Moment?

  @Flag(help: "Restore what is left of a damaged backup.")
  var acceptDamage = false

  @OptionGroup var source: StoreOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let location = try await source.location()
    let backup: BackupStore
    do throws(StoreError) {
      backup = try await BackupStore(path: file)
      try await check(backup)
    } catch {
      throw CommandFailure(.usage, error.description)
    }
    let store = try await open(location)
    let result: Result<Int64, CommandFailure>
    do throws(CommandFailure) {
      result = .success(try await restore(backup, to: store, location))
    } catch {
      result = .failure(error)
    }
    await store.close()
    let count = try result.get()
    try await output.print(
      text: "\(location): \(count) \(count == 1 ? "record" : "records") restored from \(file), and compared",
      json: [
        "store": .string(location.description), "file": .string(file), "records": .number(JSONNumber(count)),
      ])
  }

  private func check(_ backup: BackupStore) async throws(StoreError) {
    if acceptDamage { return }
    guard let problem = try await backup.integrityProblems().first else { return }
    throw .damaged(
      "\(file) is damaged: \(problem); `martlet store verify --store backup:\(file)` says more, and --accept-damage "
        + "restores what is left")
  }

  private func open(_ location: StoreLocation) async throws(CommandFailure) -> any RegistryStore {
    switch location {
    case .memory, .backup:
      throw CommandFailure(.usage, "\(location) cannot be restored to: name another store with --store")
    case .sqlite(let path):
      do throws(StoreError) {
        return try await location.open()
      } catch .damaged(let reason) {
        throw CommandFailure(.usage, "\(reason); move \(path) away, and restore again")
      } catch {
        throw CommandFailure(.usage, error.description)
      }
    case .postgres, .kafka: return try await location.opened(.full)
    }
  }

  private func restore(
    _ backup: BackupStore, to store: any RegistryStore, _ location: StoreLocation
  ) async throws(CommandFailure) -> Int64 {
    do throws(StoreError) {
      let isEmpty = try await store.entries(from: .start, limit: 1).isEmpty
      if !isEmpty && !replace {
        throw .unavailable(
          "\(location) holds a registry: name an empty store, or say --replace to replace it; its backup is made by "
            + "martlet store backup")
      }
      guard let replaceable = store as? any ReplaceableStore else {
        if !isEmpty { throw .unavailable("\(location) cannot be replaced: name an empty store") }
        return try await copy(backup, to: store)
      }
      let replacement = try await replaceable.makeReplacement()
      let result: Result<Int64, StoreError>
      do throws(StoreError) {
        let count = try await copy(backup, to: replacement)
        try await replacement.takePlace()
        result = .success(count)
      } catch {
        result = .failure(error)
      }
      await replacement.close()
      return try result.get()
    } catch {
      throw CommandFailure(.usage, error.description)
    }
  }

  private func copy(_ backup: BackupStore, to store: any RegistryStore) async throws(StoreError) -> Int64 {
    var progress = Progress("records restored")
    var copy = LogCopy(from: backup, to: store, until: until?.milliseconds)
    do throws(LogCopy.Failure) {
      try await copy.copyNews { progress.update(upTo: $0) }
      try await copy.compare()
      try await copy.mark()
    } catch {
      throw error.storeError
    }
    return Int64(copy.count)
  }
}
