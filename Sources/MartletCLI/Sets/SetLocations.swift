import SchemaSets

/// The `martlet.yaml`s that files belong to. Each is read once.
struct SetLocations {
  /// By folder; nil for a folder without.
  private var known: [String: SetLocation?] = [:]

  private static let maximumDepth = 64

  /// The nearest `martlet.yaml` of the present folder, or of a file's, and of the folders above; nil if there is none.
  ///
  /// - Parameters:
  ///   - file: the file; a folder has a slash at its end.
  ///   - section: what it must have; others are passed by.
  mutating func enclosing(
    _ file: String = "", having section: SetConfiguration.Section? = nil
  ) async throws(CommandFailure) -> SetLocation? {
    var folder = FilePath.folder(of: file)
    for _ in 0..<Self.maximumDepth {
      if let location = try await location(in: folder), section.map(location.configuration.has) ?? true {
        return location
      }
      guard let parent = FilePath.parent(of: folder) else { return nil }
      folder = parent
    }
    return nil
  }

  /// The `martlet.yaml` of a folder; nil if it has none.
  ///
  /// - Parameter folder: with a slash at its end; empty for the present one.
  mutating func location(in folder: String) async throws(CommandFailure) -> SetLocation? {
    if let location = known[folder] { return location }
    let file = folder + SetConfiguration.fileName
    var location: SetLocation?
    if FilePath.identity(of: file) != nil { location = try await SetLocation(at: file) }
    known[folder] = .some(location)
    return location
  }
}
