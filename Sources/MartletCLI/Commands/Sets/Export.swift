import ArgumentParser
import FoundationEssentials
import SchemaCore
import SchemaSets

struct Export: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write what a registry holds into a folder, or into one file.",
    usage: "martlet export (<folder> [--latest] | --snapshot <file>) [--deleted]",
    discussion: """
      Writes a file for each version, and a martlet.yaml that says what they are: subjects, contexts, references, \
      versions, IDs, metadata, rules, levels and modes. martlet apply --keep-ids brings it into an empty registry, with \
      the same IDs. The same registry makes the same folder, so that git shows what has changed.

      Encryption keys are not exported.

      EXAMPLES
        martlet export schemas/ --registry http://127.0.0.1:8081
        martlet export --snapshot registry.jsonl
      """)

  @Argument(help: "The folder to write to. It must be empty, or hold an earlier export.")
  var folder: String?

  @Option(
    help: ArgumentHelp("A file to write the records to instead, to which check --against compares.", valueName: "file"))
  var snapshot: String?

  @Flag(help: "Only the last version of each subject, and what it refers to.")
  var latest = false

  @Flag(help: "Also versions that are marked as deleted.")
  var deleted = false

  @OptionGroup var connection: ConnectionOptions

  func validate() throws {
    if (folder == nil) == (snapshot == nil) {
      throw ValidationError("Say where to: a folder, or --snapshot and a file.")
    }
    if snapshot != nil && latest { throw ValidationError("A snapshot has all versions: leave out --latest.") }
  }

  func run() async throws {
    let records = try await RegistryRecords(client: try connection.client()).all(includingDeleted: deleted)
    if let snapshot {
      try SchemaFiles.save(Snapshot.text(of: records), at: snapshot)
      StandardError.print("martlet: \(records.count) records written to \(snapshot)")
    } else if let folder {
      let export = SetExport(records, latestOnly: latest, formats: InstalledFormats.sets)
      try write(export, to: FolderTree(folder).path)
      StandardError.print("martlet: \(export.files.count - 1) schemas written to \(folder)")
    }
  }

  /// Writes the files, and removes those of an earlier export that are none any more.
  private func write(_ export: SetExport, to folder: String) throws(CommandFailure) {
    let tree = FolderTree(folder)
    let present: [String]
    do {
      present = try tree.paths(in: "")
    } catch {
      throw CommandFailure(error)
    }
    let written = Set(export.files.map(\.path))
    let stale = present.filter { !written.contains($0) }
    let isExport = present.contains(SetConfiguration.fileName) && stale.allSatisfy(Self.isExported)
    if !present.isEmpty && !isExport {
      let other = stale.first { !Self.isExported($0) } ?? stale.first ?? ""
      throw CommandFailure(
        .usage, "\(folder) holds something else than an earlier export, such as \(other): name an empty folder")
    }
    for file in export.files { try SchemaFiles.save(file.text, at: folder + file.path) }
    for path in stale { try? FileManager.default.removeItem(atPath: folder + path) }
  }

  private static func isExported(_ path: String) -> Bool {
    path.hasPrefix("schemas/") || path.hasPrefix("contexts/")
  }
}
