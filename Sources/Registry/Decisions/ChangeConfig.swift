import SchemaCore

/// Settings of a subject or context change.
enum ChangeConfig {
  /// The settings that are stored after the change. Subjects need not exist.
  ///
  /// - Throws: `invalidRuleSet`, `invalidSubject`, `operationNotPermitted`.
  static func decide(
    _ change: ConfigChange, of scope: SubjectName, in state: RegistryState
  ) throws(RegistryError) -> Decision<SubjectConfig> {
    for ruleSet in [change.values.defaultRuleSet, change.values.overrideRuleSet] {
      try RegistryError.check(ruleSet)
    }
    try checkScope(scope)
    if state.mode(for: scope).isReadOnly { throw .operationNotPermitted(.readOnly(scope)) }
    let old = state.ownConfig(of: scope)
    let new = change.applied(to: old ?? SubjectConfig())
    if change.isEmpty || new == old { return Decision(new) }
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
