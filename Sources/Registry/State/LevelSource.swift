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
  /// context says (registry API 4.3).
  case registryDefault
}

extension RegistryState {
  /// Where the level in `config(for:)` comes from.
  public func levelSource(for subject: SubjectName) -> LevelSource {
    if let own = ownConfig(of: subject) {
      if own.level == nil { return .registryDefault }
      return subject.isContext ? .context(subject.context) : .subject(subject)
    }
    if let context = ownConfig(of: subject.contextSubject) {
      return context.level == nil ? .registryDefault : .context(subject.context)
    }
    return ownConfig(of: Self.everyContextScope)?.level == nil ? .registryDefault : .everyContext
  }
}
