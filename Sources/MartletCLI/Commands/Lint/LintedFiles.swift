import FoundationEssentials
import SchemaCore
import SchemaSets

/// The files that are looked at, and what they were.
struct LintedFiles {
  /// In the order given, those of folders sorted.
  private(set) var paths: [String] = []
  /// The texts of earlier versions, by the paths of the files.
  private(set) var earlier: [String: String] = [:]

  private static let endings = [".avsc", ".avdl", ".proto", ".json"]

  init(_ arguments: [String]) throws(CommandFailure) {
    for argument in arguments {
      var isFolder = false
      guard FileManager.default.fileExists(atPath: argument, isDirectory: &isFolder) else {
        throw CommandFailure(.usage, "\(argument) does not exist")
      }
      let found = isFolder ? try Self.schemas(in: argument) : [argument]
      paths += found.filter { !paths.contains($0) }
    }
    if paths.isEmpty { throw CommandFailure(.usage, "there are no schemas in \(arguments.joined(separator: ", "))") }
  }

  /// Reads the files as they were in a commit, where they were there.
  mutating func loadEarlier(_ commit: String) throws(CommandFailure) {
    do {
      earlier = try GitTree(commit, in: "").contents(of: paths).mapValues(\.text)
    } catch {
      throw CommandFailure(.usage, error.description)
    }
  }

  private static func schemas(in folder: String) throws(CommandFailure) -> [String] {
    do {
      let tree = FolderTree(folder)
      let names = try tree.paths(in: "").filter { name in endings.contains { name.hasSuffix($0) } }
      let described = try tree.contents(of: names.filter { $0.hasSuffix(".json") })
      // Much that is JSON is no schema.
      return names.filter { name in described[name].map { isSchema($0.text) } ?? true }.map { tree.path(of: $0) }
    } catch {
      throw CommandFailure(.usage, "\(error)")
    }
  }

  private static func isSchema(_ text: String) -> Bool {
    guard let object = (try? JSONParser.parse(text))?.object else { return false }
    return object["$schema"] != nil || object["properties"] != nil && object["type"] != nil
  }
}
