import ArgumentParser
import KafkaStorage
import Registry
import ServerSettings

struct CopyStore: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "copy", abstract: "Copy a registry's log into another store, with all its numbers.",
    usage: "martlet store copy --from <store> --to <store> [--follow]",
    discussion: """
      The log that is copied may be the _schemas topic of another registry, such as Confluent's or Karapace's: \
      records with their keys in any order, without values, and of kinds that are not known. IDs, versions and times \
      stay as they are. What cannot be understood is reported, as are IDs with two contents, references to what is \
      not there, and settings of subjects without versions; an empty record is copied in its place.

      The target must be empty, or hold what an earlier copy left: then the copy goes on from there. With --follow it \
      goes on until Ctrl-C, with what is written to the source meanwhile. Nobody else may write to the target.

      Exit code 0: copied, but perhaps for warnings. 1: copied, with faults in the source. 2: a store cannot be used. \
      3: a store cannot be reached.

      EXAMPLES
        martlet store copy --from kafka://kafka1:9092/_schemas --to sqlite:new.db
        martlet store copy --from kafka://kafka1/_schemas \\
          --to kafka://kafka1/registry
        martlet store copy --from kafka://k1/_schemas --to sqlite:new.db -o json
        martlet store copy --from kafka://kafka1/_schemas --follow \\
          --to postgres://martlet@db/registry
      """)

  @Option(help: ArgumentHelp("The store to copy.", valueName: "store"))
  var from: StoreLocation

  @Option(help: ArgumentHelp("The store to copy into.", valueName: "store"))
  var to: StoreLocation

  @Flag(help: "Go on copying what is written to the source, until Ctrl-C.")
  var follow = false

  @OptionGroup var output: OutputOptions

  func validate() throws {
    if from == .memory || to == .memory { throw ValidationError("A store in memory is gone with its process.") }
    if case .backup = to {
      throw ValidationError("A backup is made by `martlet store backup`; name another store with --to.")
    }
    if from == to { throw ValidationError("--from and --to are the same store.") }
  }

  func run() async throws {
    let source = try await Self.open { () throws(StoreError) in try await from.open(.reading) }
    let result: Result<Void, any Error>
    do {
      let target = try await Self.open { () throws(StoreError) in try await to.open() }
      do {
        result = .success(try await copy(source, target))
      } catch {
        result = .failure(error)
      }
      await target.close()
    } catch {
      result = .failure(error)
    }
    await source.close()
    try result.get()
  }

  private func copy(_ source: any RegistryStore, _ target: any RegistryStore) async throws {
    var shared: (any SharedRegistryStore)?
    if follow {
      shared = source as? any SharedRegistryStore
      if shared == nil {
        throw CommandFailure(.usage, "only a PostgreSQL database or a topic of Kafka can be followed, not \(from)")
      }
    }
    var copy = StoreCopy(from: source, to: target, isCompacted: (source as? KafkaStore)?.isCompacted == true)
    var progress = Progress("records copied")
    do throws(StoreCopy.Failure) {
      try await copy.resume()
      try await copy.copyNews { progress.update($0) }
    } catch {
      throw failure(error)
    }
    let report = try await report(copy, source)
    try await output.print(text: report.text(colored: StandardOutput.isTerminal), json: report.json)
    if let shared {
      StandardError.print("martlet: following \(from), until Ctrl-C")
      let (start, followed) = (copy, copy.count)
      let end = try await UserInterrupt.ends { try await self.follow(shared, start) }
      StandardError.print("martlet: \(end - followed) more records copied")
    }
    if !report.isSound { throw CommandFailure(.findings, "") }
  }

  /// - Returns: how many records were copied in all, when the task is cancelled.
  private func follow(_ source: any SharedRegistryStore, _ start: StoreCopy) async throws -> Int {
    var copy = start
    while !Task.isCancelled {
      await source.waitForEntries(from: copy.position)
      if Task.isCancelled { break }
      do throws(StoreCopy.Failure) {
        try await copy.copyNews { _ in }
      } catch {
        // What cannot be reached now may be there again soon.
        guard case .source(.unavailable) = error else { throw failure(error) }
        try? await Task.sleep(for: .seconds(1))
      }
    }
    return copy.count
  }

  private func report(_ copy: StoreCopy, _ source: any RegistryStore) async throws(CommandFailure) -> CopyReport {
    do {
      let log = try await LogVerification(of: source, formats: InstalledFormats.all)
      return CopyReport(from: from, to: to, copy: copy, log: log)
    } catch {
      throw failure(.source(error))
    }
  }

  private func failure(_ failure: StoreCopy.Failure) -> CommandFailure {
    switch failure {
    case .source(let error), .target(let error):
      CommandFailure(.unreachable, error.description)
    case .otherContents(let position):
      CommandFailure(
        .usage,
        "\(to) holds something else than a copy of \(from): their records differ at position \(position); name an "
          + "empty store")
    case .otherWriter(let position):
      CommandFailure(
        .usage, "another program has written to \(to) at position \(position): from there on it is no copy any more")
    }
  }

  private static func open<Store>(
    _ open: () async throws(StoreError) -> Store
  ) async throws(CommandFailure) -> Store {
    do { return try await open() } catch { throw CommandFailure(.unreachable, error.description) }
  }
}
