import ArgumentParser
import BackupStorage
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
      not there, and settings of subjects without versions. It is copied as it is, and the copy gives out no number \
      again that it may have given out. At the end the copy is read back and compared.

      The target must be empty, or hold what an earlier copy left: then the copy goes on from there. Nobody else may \
      write to it. With --follow it goes on with what is written to the source meanwhile, also after a store was away. \
      In PostgreSQL or a topic of Kafka the copy can be served meanwhile, by nodes that nobody writes to; an SQLite file \
      belongs to the copy until it ends. To cut over, stop the writers of the source and press Ctrl-C, or send SIGTERM: \
      what is left is copied, and the report is made anew.

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

  @Option(help: ArgumentHelp("The store to copy.", valueName: "store"), transform: StoreLocation.argument)
  var from: StoreLocation

  @Option(help: ArgumentHelp("The store to copy into.", valueName: "store"), transform: StoreLocation.argument)
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
    let copied = try await copy(after: 0) { copy in
      if !follow { return copy }
      if !copy.canFollow {
        throw CommandFailure(.usage, "only a PostgreSQL database or a topic of Kafka can be followed, not \(from)")
      }
      return try await UserInterrupt.ends { try await self.followed(copy) }
    }
    if !follow { return try Self.judge(copied.report) }
    // The source is opened anew, so that its end is the one of now.
    StandardError.print("martlet: copying what is left of \(from)")
    let rest = try await copy(after: copied.count) { $0 }
    StandardError.print("martlet: \(rest.count - copied.report.count) more records copied since the first report")
    try Self.judge(rest.report)
  }

  /// Copies what is there, and reports.
  ///
  /// - Parameters:
  ///   - count: how many records were copied before.
  ///   - next: what is done with the copy afterwards.
  /// - Returns: the report, and how many records were copied in all.
  private func copy(
    after count: Int, _ next: (LogCopy) async throws -> LogCopy
  ) async throws -> (report: CopyReport, count: Int) {
    try await Self.using({ () throws(StoreError) in try await from.open(.reading) }) { source in
      try await Self.using({ () throws(StoreError) in try await to.open() }) { target in
        var copy = LogCopy(from: source, to: target, isCompacted: (source as? KafkaStore)?.isCompacted == true)
        var progress = Progress("records copied")
        do throws(LogCopy.Failure) {
          try await copy.resume()
          try await copy.copyNews { progress.update(upTo: $0) }
          try await copy.compare()
        } catch {
          throw failure(error)
        }
        let report = CopyReport(from: from, to: to, count: count + copy.count, log: try await verify(source))
        try await output.print(text: report.text(colored: StandardOutput.isTerminal), json: report.json)
        return (report, count + (try await next(copy)).count)
      }
    }
  }

  /// Follows the source until the task is cancelled.
  private func followed(_ start: LogCopy) async throws -> LogCopy {
    // Said here, where signals are heard already.
    StandardError.print("martlet: following \(from), until Ctrl-C")
    var copy = start
    do throws(LogCopy.Failure) {
      try await copy.follow { entries in
        for case (let position, .unreadable(let record)) in entries.map({ ($0.position, $0.record) }) {
          let subject = record.key.map { "\($0): " } ?? ""
          StandardError.print("martlet: position \(position) of the copy: \(subject)\(record.reason)")
        }
      } interruption: { error in
        StandardError.print("martlet: \(error.map { "\($0); trying again" } ?? "following \(from) again")")
      }
    } catch {
      throw failure(error)
    }
    return copy
  }

  private func verify(_ source: any RegistryStore) async throws(CommandFailure) -> LogVerification {
    do {
      return try await LogVerification(of: source, formats: InstalledFormats.all)
    } catch {
      throw failure(.source(error))
    }
  }

  private func failure(_ failure: LogCopy.Failure) -> CommandFailure {
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

  private static func judge(_ report: CopyReport) throws(CommandFailure) {
    if !report.isSound { throw CommandFailure(.findings, "") }
  }

  /// Opens a store, and closes it when the work is done.
  private static func using<Answer>(
    _ open: () async throws(StoreError) -> any RegistryStore, _ work: (any RegistryStore) async throws -> Answer
  ) async throws -> Answer {
    let store: any RegistryStore
    do throws(StoreError) {
      store = try await open()
    } catch {
      throw CommandFailure(.unreachable, error.description)
    }
    let result: Result<Answer, any Error>
    do {
      result = .success(try await work(store))
    } catch {
      result = .failure(error)
    }
    await store.close()
    return try result.get()
  }
}
