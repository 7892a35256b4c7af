import SchemaCore
import SchemaSets

/// Finds what a set is compared with: `registry`, `git:REF`, a folder, or the file of a snapshot.
struct BaselineResolver {
  var location: SetLocation
  var connection: ConnectionOptions

  /// - Parameters:
  ///   - text: as the command line or `martlet.yaml` has it; nil: nothing, so that versions are compared with each other.
  ///   - subjects: those that matter.
  func baseline(
    _ text: String?, for set: SchemaSet, _ subjects: Set<SubjectName>
  ) async throws(CommandFailure) -> any Baseline {
    guard let text else { return RecordedBaseline.empty }
    if text == "registry" {
      let client = try connection.client(default: location.configuration.registry)
      let needed = subjects.union(subjects.flatMap { set.subjects[$0] ?? [] }.flatMap(\.references).map(\.subject))
      let records = try await RegistryRecords(client: client).records(of: needed)
      return RecordedBaseline(name: "the registry", records: records)
    }
    do throws(SetError) {
      if text.hasPrefix("git:") {
        let tree = try GitTree(String(text.dropFirst(4)), in: location.folder)
        return SetBaseline(try location.earlierSet(in: tree))
      }
      if SchemaFiles.isFolder(text) { return SetBaseline(try location.earlierSet(in: FolderTree(text))) }
    } catch {
      throw CommandFailure(error)
    }
    let records = try await SchemaFiles.text(of: text)
    do {
      return RecordedBaseline(name: text, records: try Snapshot.records(in: records, file: text))
    } catch {
      throw CommandFailure(error)
    }
  }

}

extension SetLocation {
  /// The set as it was in another tree, by what `martlet.yaml` said there; where it did not name any schemas, by what it
  /// says here.
  func earlierSet(in tree: any FileTree) throws(SetError) -> SchemaSet {
    let name = SetConfiguration.fileName
    var configuration = self.configuration
    if isPlain {
      // What they imported then may have gone since.
      let known = Set(configuration.entries.map(\.pattern.description))
      let gone = try tree.paths(in: "").filter { SchemaFolder.isNamedAsSchema($0) && !known.contains($0) }
      var files: [(path: String, format: FormatName?)] = configuration.entries.map {
        ($0.pattern.description, $0.format)
      }
      files += gone.map { ($0, nil) }
      configuration = configuration.listing(files)
    } else if let text = try tree.contents(of: [name])[name]?.text {
      let earlier = try SetConfiguration(text, file: tree.path(of: name))
      if earlier.has(.schemas) { configuration = earlier }
    }
    return try SchemaSet(configuration, in: tree, formats: InstalledFormats.sets, isStrict: false)
  }
}
