import SchemaCore

/// Why settings cannot be used.
public struct SettingsError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong, for programs.
  public enum Kind: Hashable, Sendable {
    /// There is no setting of that name.
    case unknownName
    /// The value is not one of the setting's.
    case invalidValue
    /// The file is not YAML, or YAML of another shape.
    case malformedFile
  }

  /// What is wrong, for programs.
  public var kind: Kind
  /// What is wrong, where, and what to do, for people.
  public var description: String

  init(_ kind: Kind, _ description: String) {
    self.kind = kind
    self.description = description
  }

  static func unknown(_ name: String, at origin: SettingOrigin) -> SettingsError {
    let nearest = Spelling.nearest(to: name, among: Setting.all.map(\.name))
    let advice = nearest.map { "did you mean \($0)?" } ?? "martlet serve --help lists all settings"
    return SettingsError(.unknownName, "\(origin): there is no setting \(name): \(advice)")
  }

  static func invalid(_ value: String, for setting: Setting, at origin: SettingOrigin) -> SettingsError {
    SettingsError(
      .invalidValue, "\(origin): \(setting.name) cannot be \"\(value)\": \(setting.problem(value))")
  }
}
