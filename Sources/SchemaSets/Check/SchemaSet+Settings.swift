import Registry
public import SchemaCore

extension SchemaSet {
  /// The settings that the set gives a subject; empty if it gives none.
  public func config(of subject: SubjectName) -> SubjectConfig {
    let own = subjects[subject]?.last?.entry.settings.config ?? SubjectConfig()
    return ConfigChange(own).applied(to: configuration.defaults.config)
  }

  /// Where the level in force was set, in words.
  func levelOrigin(
    of subject: SubjectName, _ overrides: SetCheck.Overrides, _ state: RegistryState, baseline: String
  ) -> String {
    if overrides.level != nil { return "--level" }
    let entry = subjects[subject]?.last?.entry.settings
    if let settings = [entry, configuration.defaults].compactMap(\.self).first(where: { $0.config.level != nil }) {
      return settings.levelPosition.map { "\(configuration.file):\($0.line)" } ?? configuration.file
    }
    switch state.levelSource(for: subject) {
    case .subject(let subject): return "subject \(subject) of \(baseline)"
    case .context(let context):
      return context.isDefault ? "the defaults of \(baseline)" : "context \(context) of \(baseline)"
    case .everyContext: return "all contexts of \(baseline)"
    case .registryDefault: return "the default"
    }
  }
}
