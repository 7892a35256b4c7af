import SchemaCore
import SchemaSets

/// The files that are looked at, and what they were.
struct LintedFiles {
  /// In the order given, those of folders sorted.
  private(set) var paths: [String] = []
  /// The texts of earlier versions, by the paths of the files.
  private(set) var earlier: [String: String] = [:]
  /// The folders that were named, from the root of the file system.
  private let folders: [String]

  init(_ arguments: [String]) throws(CommandFailure) {
    var seen: Set<String> = []
    folders = arguments.filter(SchemaFiles.isFolder).map { FolderTree(FilePath.absolute($0)).path }
    for argument in arguments {
      if FilePath.identity(of: argument) == nil { throw CommandFailure(.usage, "\(argument) does not exist") }
      let found = SchemaFiles.isFolder(argument) ? try SchemaFolder.paths(in: argument) : [argument]
      paths += found.filter { seen.insert(FilePath.plain($0)).inserted }
    }
    if paths.isEmpty { throw CommandFailure(.usage, "there are no schemas in \(arguments.joined(separator: ", "))") }
  }

  /// True if all files of a folder are among these.
  func holds(folder: String) -> Bool {
    let path = FolderTree(FilePath.absolute(folder.isEmpty ? "." : folder)).path
    return folders.contains { path.hasPrefix($0) }
  }

  /// Reads the files as they were in a commit, where they were there.
  mutating func loadEarlier(_ commit: String) throws(CommandFailure) {
    let plain = paths.map { (path: $0, plain: FilePath.plain($0)) }
    do {
      let contents = try GitTree(commit, in: "").contents(of: plain.map(\.plain))
      for file in plain { earlier[file.path] = contents[file.plain]?.text }
    } catch {
      throw CommandFailure(.usage, error.description)
    }
  }
}
