import SchemaCore
import SchemaSets

/// Where the settings of files stand: in the nearest `martlet.yaml` above each that has a section `lint`, or in the one that
/// was named for all. What the command line says counts in any case.
struct LintSettingsSource {
  /// The settings of some files.
  struct Settings {
    /// Where they stand; nil if nowhere.
    var file: String?
    /// The folder from which exceptions name files, with a slash at its end; empty for the present one.
    var folder: String
    var settings: LintSettings

    /// A file as exceptions call it.
    func name(of path: String) -> String { FilePath.relative(path, to: folder) ?? FilePath.plain(path) }
  }

  private let named: String?
  private let overrides: [LintRuleArgument]
  private var locations = SetLocations()
  /// By the names of their files.
  private var known: [String: Settings] = [:]

  init(named: String?, overrides: [LintRuleArgument]) {
    self.named = named
    self.overrides = overrides
  }

  /// The settings of a file.
  mutating func settings(of path: String) async throws(CommandFailure) -> Settings {
    if let named {
      if let settings = known[named] { return settings }
      let text = try await SchemaFiles.text(of: named)
      return try remember(named, in: "") { () throws(SetError) in try YAMLDocument(text, file: named) }
    }
    guard let location = try await locations.enclosing(path, having: .lint) else {
      return Settings(file: nil, folder: "", settings: overridden(LintSettings()))
    }
    if let settings = known[location.configuration.file] { return settings }
    return try remember(location.configuration.file, in: location.folder) { () throws(SetError) in
      location.configuration.document
    }
  }

  private mutating func remember(
    _ file: String, in folder: String, _ document: () throws(SetError) -> YAMLDocument
  ) throws(CommandFailure) -> Settings {
    do {
      let read = try LintSettings(try document(), file: file)
      let settings = Settings(file: file, folder: folder, settings: overridden(read))
      known[file] = settings
      return settings
    } catch {
      throw CommandFailure(error)
    }
  }

  private func overridden(_ settings: LintSettings) -> LintSettings {
    var settings = settings
    for argument in overrides { settings.severities[argument.name] = argument.severity }
    return settings
  }
}
