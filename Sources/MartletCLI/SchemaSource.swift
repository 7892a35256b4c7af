import ArgumentParser
import FoundationEssentials
import RegistryAPI
import RegistryClient
import SchemaCore
import SchemaSets

/// Where a schema is found: in a file, under a subject and version, or in a commit.
enum SchemaSource: ExpressibleByArgument, CustomStringConvertible {
  case file(String)
  /// `payments-value@2`, or `payments-value@latest`.
  case version(VersionSelector, SubjectName)
  /// `git:origin/main:payment.avsc`: a file as it was in a commit, by its path from the present folder.
  case commit(String, path: String)

  init?(argument: String) {
    if argument.hasPrefix("git:") {
      let parts = argument.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 3, !parts[1].isEmpty, !parts[2].isEmpty else { return nil }
      self = .commit(parts[1], path: parts[2])
    } else if let at = argument.lastIndex(of: "@"), !FileManager.default.fileExists(atPath: argument),
      let version = VersionSelector(String(argument[argument.index(after: at)...])),
      let subject = SubjectName(argument: String(argument[..<at]))
    {
      self = .version(version, subject)
    } else if !argument.isEmpty {
      self = .file(argument)
    } else {
      return nil
    }
  }

  var description: String {
    switch self {
    case .file(let path): path
    case .version(let version, let subject): "\(subject)@\(version)"
    case .commit(let commit, let path): "git:\(commit):\(path)"
    }
  }

  /// The schema.
  ///
  /// - Parameters:
  ///   - type: its format, where a file's ending does not tell.
  ///   - uses: what files use that is not registered; if there is nothing, their sets are asked.
  func schema(
    type: String?, uses: [ResolvedReference], sets: inout SetFiles, imports: ImportOptions,
    connection: ConnectionOptions
  ) async throws(CommandFailure) -> any ParsedSchema {
    switch self {
    case .file(let path):
      let text = try await SchemaFiles.schemaText(at: path, type: type)
      let used = try await sets.references(of: text, at: path, uses: uses, imports: imports)
      return try text.parsed(references: used, rules: .stored, called: path)
    case .version(let version, let subject):
      let client = try connection.client()
      let registered = try await asking { () throws(ClientError) in
        try await client.schema(.version(version, of: subject))
      }
      return try registered.schema.parsed(references: registered.references, rules: .stored, called: description)
    case .commit(let commit, let path):
      let text = try Self.text(of: path, in: commit)
      let schema = try SchemaFiles.schemaText(text, at: path, type: type)
      let used = try await sets.references(of: schema, at: path, in: commit, uses: uses, imports: imports)
      return try schema.parsed(references: used, rules: .stored, called: description)
    }
  }

  private static func text(of path: String, in commit: String) throws(CommandFailure) -> String {
    do {
      let plain = FilePath.plain(path)
      let contents = try GitTree(commit, in: "").contents(of: [plain])
      if let content = contents[plain] { return content.text }
    } catch {
      throw CommandFailure(.usage, error.description)
    }
    throw CommandFailure(.usage, "git:\(commit) has no file \(path): its path is taken from the present folder")
  }
}
