import HashTreeCollections
import SchemaCore

/// Settings of a subject or context change.
enum ChangeConfig {
  /// The settings that are stored after the change. Subjects need not exist.
  ///
  /// - Throws: `invalidSubject`, `operationNotPermitted`.
  static func decide(
    _ change: ConfigChange, of scope: SubjectName, in state: RegistryState
  ) throws(RegistryError) -> Decision<SubjectConfig> {
    try checkScope(scope)
    if state.mode(for: scope).isReadOnly { throw .operationNotPermitted(.readOnly(scope)) }
    let old = state.ownConfig(of: scope)
    let new = change.applied(to: old ?? SubjectConfig())
    if change == ConfigChange() || new == old { return Decision(new) }
    return Decision(new, records: [.config(scope, new)])
  }

  /// The settings before they are removed.
  ///
  /// - Throws: `subjectNotFound` if a subject or context has none, `operationNotPermitted`.
  static func decideRemoval(
    of scope: SubjectName, in state: RegistryState
  ) throws(RegistryError) -> Decision<SubjectConfig> {
    if state.mode(for: scope).isReadOnly { throw .operationNotPermitted(.readOnly(scope)) }
    guard let old = state.ownConfig(of: scope) else {
      if scope == RegistryState.globalScope { return Decision(state.config(for: scope)) }
      throw .subjectNotFound(scope)
    }
    return Decision(old, records: [.config(scope, nil)])
  }

  static func checkScope(_ scope: SubjectName) throws(RegistryError) {
    if scope.problem(forSettings: true) != nil { throw .invalidSubject(scope.description) }
  }
}

/// The mode of a subject or context changes.
enum ChangeMode {
  struct Request: Sendable {
    var scope: SubjectName
    /// The new mode; nil clears it.
    var mode: RegistryMode?
    /// True if importing may begin although there are schemas.
    var isForced: Bool
  }

  /// The mode that is stored after the change.
  ///
  /// - Throws: `invalidSubject`, `forwardModeIsGlobal`, `operationNotPermitted`, `referenceExists`.
  static func decide(
    _ request: Request, in state: RegistryState, _ options: RegistryOptions
  ) throws(RegistryError) -> Decision<RegistryMode?> {
    if !options.allowsModeChanges { throw .operationNotPermitted(.modeIsFixed) }
    try ChangeConfig.checkScope(request.scope)
    if request.mode == .forward && request.scope != RegistryState.everyContextScope { throw .forwardModeIsGlobal }
    var records: [RegistryRecord] = []
    if request.mode == .import && state.mode(for: request.scope) != .import && !request.isForced {
      records = try clearing(request.scope, in: state)
    }
    if state.ownMode(of: request.scope) != request.mode { records.append(.mode(request.scope, request.mode)) }
    return Decision(request.mode, records: records)
  }

  /// The mode before it is removed, or nil if there was none and a context is removed with all its subjects'.
  ///
  /// - Throws: `subjectNotFound` if there is nothing to remove, `operationNotPermitted`.
  static func decideRemoval(
    of scope: SubjectName, isRecursive: Bool, in state: RegistryState, _ options: RegistryOptions
  ) throws(RegistryError) -> Decision<RegistryMode?> {
    if !options.allowsModeChanges { throw .operationNotPermitted(.modeIsFixed) }
    let own = state.ownMode(of: scope)
    var scopes = own == nil ? [] : [scope]
    if isRecursive && scope.isContext {
      scopes += state.modes.keys.filter { $0 != scope && $0.context == scope.context }.sorted()
    }
    if own == nil && scope == RegistryState.globalScope && scopes.isEmpty { return Decision(.readWrite) }
    if own == nil && !isRecursive { throw .subjectNotFound(scope) }
    return Decision(own, records: scopes.map { .mode($0, nil) })
  }

  /// Importing needs a free hand with IDs and versions: nothing may be live, and what is marked as deleted goes.
  private static func clearing(_ scope: SubjectName, in state: RegistryState) throws(RegistryError) -> [RegistryRecord]
  {
    let subjects = state.subjects(within: scope)
    for subject in subjects {
      if !state.history(of: subject).isEmpty { throw .operationNotPermitted(.subjectsExist) }
    }
    let leaving = Set(subjects)
    for subject in subjects {
      for version in state.history(of: subject, .all)
      where !state.referringSubjects(of: version.key, .all).subtracting(leaving).isEmpty {
        throw .referenceExists(version.key)
      }
    }
    return subjects.isEmpty ? [] : [.subjectCleared(scope)]
  }
}

/// A context that holds nothing is forgotten.
enum DeleteContext {
  /// - Throws: `contextNotEmpty`.
  static func decide(_ name: ContextName, in state: RegistryState) throws(RegistryError) -> Decision<Void> {
    if state.contexts[name]?.contents.isEmpty == false { throw .contextNotEmpty(name) }
    return Decision((), records: state.contexts[name]?.isAnnounced == true ? [.contextRemoved(name)] : [])
  }
}
