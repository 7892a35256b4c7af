import SchemaCore

/// Settings, and who chose each.
public struct LoadedSettings: Sendable {
  /// What holds.
  public private(set) var settings = ServerSettings()
  /// What looks like a mistake and yet need not be one.
  public private(set) var warnings: [String] = []
  private var origins: [String: SettingOrigin] = [:]

  /// What a command line says of a setting.
  public struct Option: Sendable {
    /// The setting's name.
    public var name: String
    /// Its value.
    public var value: String
    /// The option as the user knows it: `--store`.
    public var option: String

    public init(name: String, value: String, option: String) {
      self.name = name
      self.value = value
      self.option = option
    }
  }

  /// Reads settings: the file first, then the environment, then the options, each with the right to change what those
  /// before it say.
  ///
  /// - Parameters:
  ///   - file: the text of a YAML file, and its path for errors.
  ///   - environment: all variables of the environment.
  /// - Throws: `SettingsError` for the first thing that cannot be used.
  public init(
    file: (text: String, path: String)? = nil, environment: [String: String] = [:], options: [Option] = []
  ) throws(SettingsError) {
    if let file {
      for entry in try SettingsFile(file.text, path: file.path).entries {
        try set(entry.name, to: entry.value, by: entry.origin)
      }
    }
    for setting in Setting.all {
      // An empty variable is the usual way to unset one.
      guard let value = environment[setting.environmentName], !value.isEmpty else { continue }
      try set(setting.name, to: value, by: .environment(setting.environmentName))
    }
    for option in options { try set(option.name, to: option.value, by: .option(option.option)) }
    warnings = Self.misspelt(in: environment)
  }

  private mutating func set(_ name: String, to value: String, by origin: SettingOrigin) throws(SettingsError) {
    guard let setting = Setting.named(name) else { throw .unknown(name, at: origin) }
    guard setting.set(&settings, value) else { throw .invalid(value, for: setting, at: origin) }
    origins[name] = origin
  }

  /// Variables that are nearly ours. Others of our prefix belong to other programs: an orchestrator names some after
  /// its services.
  private static func misspelt(in environment: [String: String]) -> [String] {
    let known = Setting.all.map(\.environmentName) + ["MARTLET_CONFIG", "MARTLET_REGISTRY"]
    return environment.keys.filter { $0.hasPrefix("MARTLET_") && !known.contains($0) }.sorted().compactMap { name in
      guard let nearest = Spelling.nearest(to: name, among: known), Spelling.distance(name, nearest) <= 2 else {
        return nil
      }
      return "environment variable \(name) is not read: did you mean \(nearest)?"
    }
  }

  /// The settings as a file that makes them, with a note on who chose each.
  public var yaml: String {
    var lines: [String] = []
    var section = ""
    for setting in Setting.all {
      let parts = setting.name.split(separator: ".", maxSplits: 1).map(String.init)
      if parts.count > 1 && parts[0] != section {
        section = parts[0]
        lines.append("\(section):")
      }
      let origin = origins[setting.name] ?? .standard
      let value = Self.quoted(setting.text(settings))
      lines.append("\(parts.count > 1 ? "  " : "")\(parts[parts.count - 1]): \(value)  # \(origin)")
    }
    return lines.joined(separator: "\n")
  }

  /// A YAML text in double quotes, unless it plainly needs none.
  private static func quoted(_ text: String) -> String {
    let plain = /[A-Za-z0-9]([A-Za-z0-9 ._\/-]|:[A-Za-z0-9])*/
    if text.wholeMatch(of: plain) != nil { return text }
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\\(scalar)"
      case _ where scalar.value < 0x20:
        quoted += "\\x" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }

  /// What can be set, for people: name, environment variable, default and meaning.
  public static var help: String {
    let standard = ServerSettings()
    return Setting.all.map { setting in
      let value = setting.text(standard)
      return "\(setting.name)\(value.isEmpty ? "" : " = \(value)")\n    \(setting.summary) \(setting.environmentName)"
    }.joined(separator: "\n")
  }
}
