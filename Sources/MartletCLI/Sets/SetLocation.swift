import FoundationEssentials
import SchemaCore
import SchemaSets

/// A folder with a `martlet.yaml`.
struct SetLocation {
  /// The folder, with a slash at its end; empty for the present one.
  var folder: String
  var configuration: SetConfiguration
  /// True if there is no `martlet.yaml`, and files stand for themselves.
  var isPlain = false

  /// The set of a folder, or of the file `martlet.yaml` in it.
  ///
  /// - Throws: `CommandFailure` of code `usage` if there is none.
  init(at path: String) async throws(CommandFailure) {
    let isFile = path.hasSuffix("/" + SetConfiguration.fileName) || path == SetConfiguration.fileName
    let file = isFile ? path : FolderTree(path).path + SetConfiguration.fileName
    let text = try await SchemaFiles.text(of: file)
    do {
      configuration = try SetConfiguration(text, file: file)
    } catch {
      throw CommandFailure(error)
    }
    folder = String(file.dropLast(SetConfiguration.fileName.count))
  }

  /// The set that the present folder, or a file, belongs to; nil if there is none up to the root.
  static func enclosing(_ file: String? = nil) async throws(CommandFailure) -> SetLocation? {
    var folder = file.map { FolderTree(String($0[..<($0.lastIndex(of: "/") ?? $0.startIndex)])).path } ?? ""
    // By `..`, so that paths stay as their user writes them.
    for _ in 0..<Self.maximumDepth {
      if FileManager.default.fileExists(atPath: folder + SetConfiguration.fileName) {
        return try await SetLocation(at: folder + SetConfiguration.fileName)
      }
      let isRoot = URL(filePath: folder.isEmpty ? "." : folder).standardizedFileURL.path() == "/"
      if isRoot { return nil }
      folder += "../"
    }
    return nil
  }

  private static let maximumDepth = 64

  /// Files that no `martlet.yaml` describes: each is a subject of its own.
  init(plain files: [String]) throws(CommandFailure) {
    do {
      let entries = files.map { file in
        JSONWriter.text(["path": .string(Self.plain(file)), "subject": .string(file)])
      }
      // JSON is YAML.
      configuration = try SetConfiguration(
        "{\"schemas\": [\(entries.joined(separator: ", "))]}", file: SetConfiguration.fileName)
    } catch {
      throw CommandFailure(error)
    }
    folder = ""
    isPlain = true
  }

  /// The path without steps that lead nowhere, so that a file has one name.
  static func plain(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." { parts.removeLast() } else { parts.append(part) }
    }
    return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
  }

  /// The set that a command means: the one at a path, or the one that encloses the present folder.
  static func named(_ path: String?) async throws(CommandFailure) -> SetLocation {
    if let path { return try await SetLocation(at: path) }
    guard let location = try await enclosing() else {
      throw CommandFailure(
        .usage,
        "there is no \(SetConfiguration.fileName) here or in a folder above: it says which file is which subject")
    }
    return location
  }

  /// The schemas of the folder.
  func set() throws(CommandFailure) -> SchemaSet {
    do {
      return try SchemaSet(configuration, in: FolderTree(folder), formats: InstalledFormats.sets)
    } catch {
      throw CommandFailure(error)
    }
  }
}

extension CommandFailure {
  init(_ error: SetError) {
    self.init(error.kind == .circle ? .findings : .usage, error.description)
  }
}
