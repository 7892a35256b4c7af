import Protobuf
import SchemaCore
import SchemaSets

/// What is to be checked: sets of schemas, and which files of them matter.
struct CheckTargets {
  /// A set, and what matters of it.
  struct Target {
    var location: SetLocation
    /// The files that matter; nil for all.
    var files: [File]?
  }

  /// A file that was named, or found in a folder that was.
  struct File {
    var path: String
    /// True if it must be a schema of the set.
    var isNamed: Bool
  }

  /// In the order in which they were first named.
  private(set) var targets: [Target] = []
  private var places: [String: Int] = [:]
  private var locations = SetLocations()
  /// The files that belong to no set.
  private var plain: [File] = []
  /// The folders that were named.
  private var folders: [String] = []
  private let isAgainstFolder: Bool
  private let options: SchemaFileOptions
  private let imports: ImportOptions

  /// - Parameters:
  ///   - arguments: files, folders and `martlet.yaml`s; without any, the set that the present folder belongs to.
  ///   - isAgainstFolder: true if another folder is what to compare with.
  init(
    _ arguments: [String], isAgainstFolder: Bool, options: SchemaFileOptions, imports: ImportOptions
  ) async throws(CommandFailure) {
    self.isAgainstFolder = isAgainstFolder
    self.options = options
    self.imports = imports
    if arguments.isEmpty { targets = [Target(location: try await SetLocation.named(nil), files: nil)] }
    for argument in arguments {
      if SetLocation.isConfiguration(argument) {
        addWhole(try await SetLocation.named(argument))
      } else if SchemaFiles.isFolder(argument) {
        try await add(folder: argument)
      } else if FilePath.identity(of: argument) != nil {
        try await add(File(path: argument, isNamed: true))
      } else {
        throw CommandFailure(.usage, "\(argument) does not exist")
      }
    }
    if !plain.isEmpty { targets.append(try await plainTarget()) }
  }

  private mutating func add(folder: String) async throws(CommandFailure) {
    let path = FilePath.folder(of: FolderTree(folder).path)
    folders.append(path)
    if let own = try await locations.location(in: path), own.configuration.has(.schemas) { return addWhole(own) }
    let files = try SchemaFolder.paths(in: folder)
    if files.isEmpty { throw CommandFailure(.usage, "there are no schemas in \(folder)") }
    for file in files { try await add(File(path: file, isNamed: false), below: path) }
  }

  /// - Parameter folder: the folder that the file was found in, whose sets matter as a whole.
  private mutating func add(_ file: File, below folder: String? = nil) async throws(CommandFailure) {
    guard let location = try await locations.enclosing(file.path, having: .schemas) else { return plain.append(file) }
    if let folder, FilePath.relative(location.folder, to: folder) != nil { return addWhole(location) }
    let place = place(of: location)
    targets[place].files?.append(file)
  }

  private mutating func addWhole(_ location: SetLocation) {
    let place = place(of: location)
    targets[place].files = nil
  }

  private mutating func place(of location: SetLocation) -> Int {
    if let place = places[location.configuration.file] { return place }
    places[location.configuration.file] = targets.count
    targets.append(Target(location: location, files: []))
    return targets.count - 1
  }

  /// The files that no `martlet.yaml` names, with what they import, in the folder that they have in common.
  private mutating func plainTarget() async throws(CommandFailure) -> Target {
    let paths = try await withImports(plain.map { FilePath.plain($0.path) })
    let folder = root(of: paths)
    let named = Set(plain.map { FilePath.plain($0.path) })
    var files: [(path: String, format: FormatName?)] = []
    for path in paths {
      guard let relative = FilePath.relative(path, to: folder) else { continue }
      var format: FormatName?
      if named.contains(path), let type = options.type { format = try SchemaFiles.format(of: path, type) }
      files.append((relative, format))
    }
    return Target(
      location: SetLocation(plain: files, in: folder, try await configuration(of: paths[0])), files: plain)
  }

  /// What the nearest `martlet.yaml` says besides which file is which subject.
  private mutating func configuration(of file: String) async throws(CommandFailure) -> SetConfiguration {
    if let nearest = try await locations.enclosing(file) { return nearest.configuration }
    do {
      return try SetConfiguration("", file: SetConfiguration.fileName)
    } catch {
      throw CommandFailure(error)
    }
  }

  /// The files, and those that Protobuf files among them import, as far as they are found.
  private func withImports(_ paths: [String]) async throws(CommandFailure) -> [String] {
    var known: Set<String> = []
    var all: [String] = []
    var waiting = Array(paths.reversed())
    while let path = waiting.popLast() {
      guard known.insert(path).inserted else { continue }
      all.append(path)
      guard ProtoFiles.isProto(path) else { continue }
      let own = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
      let folders = ["", own] + imports.imports.map { FolderTree($0).path }
      for name in ProtobufFormat.imports(in: try await SchemaFiles.text(of: path)) {
        let candidates = folders.map { FilePath.plain($0 + name) }
        if let file = candidates.first(where: { FilePath.identity(of: $0) != nil }) { waiting.append(file) }
      }
    }
    return all
  }

  /// Where paths are told from: the folder that was named, if it is held against another one; otherwise the repository that
  /// the files are in, or the present folder if that is within it.
  private func root(of paths: [String]) -> String {
    if isAgainstFolder, folders.count == 1 { return folders[0] }
    let shared = Self.sharedFolder(of: paths)
    var folder = shared
    while FilePath.identity(of: folder + ".git") == nil {
      if folder.isEmpty { return "" }
      guard let parent = FilePath.parent(of: folder) else { return shared }
      folder = parent
    }
    return folder
  }

  /// The innermost folder that files have in common.
  private static func sharedFolder(of paths: [String]) -> String {
    let isBelow = !paths.contains { $0.hasPrefix("/") || $0.hasPrefix("../") }
    let folders = paths.map { (isBelow ? $0 : FilePath.absolute($0)).split(separator: "/").dropLast() }
    var shared = folders[0]
    for folder in folders { shared = zip(shared, folder).prefix { $0 == $1 }.map { $0.0 }[...] }
    return (isBelow ? "" : "/") + shared.map { $0 + "/" }.joined()
  }
}
