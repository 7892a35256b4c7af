import SchemaCore
import SchemaSets

/// A folder with a `martlet.yaml`.
struct SetLocation {
  /// The folder, with a slash at its end; empty for the present one.
  var folder: String
  var configuration: SetConfiguration
  /// True if no `martlet.yaml` names the schemas, and files stand for themselves.
  var isPlain = false

  /// The set of a folder, or of the file `martlet.yaml` in it.
  ///
  /// - Throws: `CommandFailure` of code `usage` if there is none.
  init(at path: String) async throws(CommandFailure) {
    let file = Self.isConfiguration(path) ? path : FolderTree(path).path + SetConfiguration.fileName
    let text = try await SchemaFiles.text(of: file)
    do {
      configuration = try SetConfiguration(text, file: file)
    } catch {
      throw CommandFailure(error)
    }
    folder = String(file.dropLast(SetConfiguration.fileName.count))
  }

  /// Files that no `martlet.yaml` names.
  ///
  /// - Parameters:
  ///   - configuration: what else there is to say about them.
  ///   - files: paths below the folder, with the format of those whose endings do not tell.
  init(plain files: [(path: String, format: FormatName?)], in folder: String, _ configuration: SetConfiguration) {
    self.folder = folder
    self.configuration = configuration.listing(files)
    isPlain = true
  }

  /// True for the path of a `martlet.yaml`.
  static func isConfiguration(_ path: String) -> Bool {
    path.hasSuffix("/" + SetConfiguration.fileName) || path == SetConfiguration.fileName
  }

  /// The set that a command means: the one at a path, or the one that encloses the present folder.
  ///
  /// - Throws: `CommandFailure` of code `usage` if there is none, or it does not say what its schemas are.
  static func named(_ path: String?) async throws(CommandFailure) -> SetLocation {
    var locations = SetLocations()
    let nearest: SetLocation?
    if let path {
      nearest = try await SetLocation(at: path)
    } else if let location = try await locations.enclosing(having: .schemas) {
      return location
    } else {
      nearest = try await locations.enclosing()
    }
    guard let nearest else {
      throw CommandFailure(
        .usage,
        "there is no \(SetConfiguration.fileName) here or in a folder above: it says which file is which subject")
    }
    guard nearest.configuration.has(.schemas) else {
      throw CommandFailure(
        .usage, "\(nearest.configuration.file) names no schemas: list them under schemas:, which may be []")
    }
    return nearest
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
