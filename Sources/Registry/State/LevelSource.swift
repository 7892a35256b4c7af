public import SchemaCore

/// Where the compatibility level that is in force for a subject was set.
public enum LevelSource: Hashable, Sendable {
  /// On the subject itself.
  case subject(SubjectName)
  /// On its context.
  case context(ContextName)
  /// On all contexts together.
  case everyContext
  /// Nowhere: the registry's default. A subject with settings of its own that name no level has this one too, whatever its
  /// context says (registry API 4.3), unless the registry inherits levels.
  case registryDefault
}

extension RegistryState {
  /// Where the level in `config(for:)` comes from.
  public func levelSource(for subject: SubjectName) -> LevelSource {
    guard let scope = levelScope(for: subject) else { return .registryDefault }
    if scope == Self.everyContextScope { return .everyContext }
    return scope.isContext ? .context(scope.context) : .subject(scope)
  }

  /// The level in force for a subject or context.
  func level(for subject: SubjectName) -> CompatibilityLevel {
    levelScope(for: subject).flatMap { ownConfig(of: $0)?.level } ?? defaultLevel
  }

  /// The settings whose level is in force: the first that there are, if they have one, or the first that have one.
  private func levelScope(for subject: SubjectName) -> SubjectName? {
    let scopes = [subject, subject.contextSubject, Self.everyContextScope].filter { ownConfig(of: $0) != nil }
    return scopes.prefix(inheritsLevels ? scopes.count : 1).first { ownConfig(of: $0)?.level != nil }
  }
}
