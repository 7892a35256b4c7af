import SchemaCore
import SchemaSets

/// What schema files use by what the `martlet.yaml`s above them say. Each set is loaded once.
struct SetFiles {
  private var locations = SetLocations()
  private var sets: [String: SetReferences] = [:]

  /// What a file uses, each after what it uses itself; none if it belongs to no set.
  mutating func references(of file: String) async throws(CommandFailure) -> [ResolvedReference] {
    guard let location = try await locations.enclosing(file, having: .schemas),
      let path = FilePath.relative(file, to: location.folder)
    else { return [] }
    return try references(of: path, in: location.configuration.file) { () throws(CommandFailure) in
      try location.set()
    }
  }

  /// What a file used in a commit, by what `martlet.yaml` said there.
  mutating func references(of file: String, in commit: String) async throws(CommandFailure) -> [ResolvedReference] {
    guard let location = try await locations.enclosing(file, having: .schemas),
      let path = FilePath.relative(file, to: location.folder)
    else { return [] }
    return try references(of: path, in: "git:\(commit):\(location.folder)") { () throws(CommandFailure) in
      do throws(SetError) {
        return try location.earlierSet(in: GitTree(commit, in: location.folder))
      } catch {
        throw CommandFailure(error)
      }
    }
  }

  /// What a schema uses that stands in a file: what was named for it; otherwise what its set says, and what it imports by
  /// name.
  ///
  /// - Parameters:
  ///   - commit: the commit in which the file is meant; nil for the one on the disk.
  ///   - uses: what was named.
  mutating func references(
    of text: SchemaText, at path: String, in commit: String? = nil, uses: [ResolvedReference] = [],
    imports: ImportOptions
  ) async throws(CommandFailure) -> [ResolvedReference] {
    if !uses.isEmpty && text.format != .protobuf { return uses }
    // Of a text that names no other schema the set, which may be large, need not be read.
    if InstalledFormats.sets.names(text.format, text.text).uses.isEmpty { return [] }
    let own: [ResolvedReference]
    if let commit { own = try await references(of: path, in: commit) } else { own = try await references(of: path) }
    let names = Set(own.map(\.reference.name))
    return own + (try await imports.references(of: text, at: path)).filter { !names.contains($0.reference.name) }
  }

  private mutating func references(
    of path: String, in name: String, _ load: () throws(CommandFailure) -> SchemaSet
  ) throws(CommandFailure) -> [ResolvedReference] {
    if sets[name] == nil { sets[name] = SetReferences(try load()) }
    do {
      return try sets[name]?.references(of: path) ?? []
    } catch {
      throw CommandFailure(error)
    }
  }
}
