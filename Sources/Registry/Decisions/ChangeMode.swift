import HashTreeCollections
import SchemaCore

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
    // The default context always has a mode: that of the server, if no other.
    let isDefault = own == nil && scope == RegistryState.globalScope
    if own == nil && !isRecursive && !isDefault { throw .subjectNotFound(scope) }
    return Decision(isDefault ? .readWrite : own, records: scopes.map { .mode($0, nil) })
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
