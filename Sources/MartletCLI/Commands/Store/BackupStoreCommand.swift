import ArgumentParser
import BackupStorage
import FoundationEssentials
import Registry
import SchemaCore
import ServerSettings

/// `martlet store backup`; the name without "Command" belongs to what it writes.
struct BackupStoreCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup", abstract: "Write everything that a store holds into one file.",
    usage: "martlet store backup <file> [<options>]",
    discussion: """
      A server may go on writing meanwhile: the backup is the store as it was at one moment. The file has checksums, and \
      gets its name only when it is whole and on the disk. It holds the whole history, so that restoring can also go \
      back to an earlier time.

      The file is a gzip file of JSON lines: zcat shows what it holds.

      Exit code 1: the store is damaged, and so is the backup, in the same places.

      EXAMPLES
        martlet store backup registry.backup
        martlet store backup monday.backup --store sqlite:/srv/registry.db
        martlet store backup monday.backup --store postgres://db/registry
      """)

  @Argument(help: "The file to write.")
  var file: String

  @Flag(help: "Replace a file of that name.")
  var overwrite = false

  @OptionGroup var source: StoreOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    if !overwrite && FileManager.default.fileExists(atPath: file) {
      throw CommandFailure(.usage, "\(file) is there already: name another file, or say --overwrite")
    }
    let location = try await source.location()
    let store = try await location.opened(.reading)
    let origin = BackupOrigin(
      store: location.description, created: Int64(Date().timeIntervalSince1970 * 1000),
      program: "martlet \(Version.text)")
    var progress = Progress("records saved")
    let result: Result<BackupWriter.Summary, StoreError>
    do throws(StoreError) {
      result = .success(try await BackupWriter(origin, to: file).write(store) { progress.update($0) })
    } catch {
      result = .failure(error)
    }
    await store.close()
    switch result {
    case .success(let summary): try await report(summary)
    case .failure(let error): throw CommandFailure(.usage, error.description)
    }
  }

  private func report(_ summary: BackupWriter.Summary) async throws(CommandFailure) {
    let end = summary.end
    try await output.print(
      text: "\(file): \(end.records) \(end.records == 1 ? "record" : "records"), \(summary.byteCount) bytes",
      json: [
        "file": .string(file), "records": .number(JSONNumber(end.records)),
        "unreadable": .number(JSONNumber(end.unreadable)), "bytes": .number(JSONNumber(summary.byteCount)),
        "lastTimestamp": .number(JSONNumber(end.lastTimestamp)), "sha256": .string(end.checksum),
      ])
    if end.unreadable > 0 {
      throw CommandFailure(
        .findings,
        "\(end.unreadable) of the records cannot be read in the store: `martlet store verify` says what that affects")
    }
  }
}
