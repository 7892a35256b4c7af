import SchemaCore

/// Would this schema be accepted? A dry run that changes nothing.
enum CheckCompatibility {
  struct Request: Sendable {
    var schema: SchemaText
    var subject: SubjectName
    /// The one version to compare with, or nil for the history that registration would look at.
    var version: VersionSelector?
    var normalizes: Bool
  }

  /// The verdict.
  ///
  /// - Throws: `versionNotFound` for a numbered version that is not live, and what is wrong with the schema itself.
  static func decide(
    _ request: Request, in state: RegistryState, _ preparation: SchemaPreparation
  ) throws(RegistryError) -> CompatibilityReport {
    let config = state.config(for: request.subject)
    let history = try history(of: request, in: state)
    // What is imported is neither validated nor normalized, and so is what might be.
    let isImporting = state.mode(for: request.subject).isImporting
    let candidate = try preparation.prepare(
      request.schema, for: request.subject, in: state,
      SchemaPreparation.Treatment(
        rules: isImporting || config.validatesNewSchemas == false ? .stored : .new,
        normalizes: !isImporting && (request.normalizes || config.normalizes == true)))
    return try compare(
      candidate, with: history, at: config.level ?? state.defaultLevel, in: state, preparation)
  }

  /// The verdict on a prepared candidate against versions, oldest first.
  static func compare(
    _ candidate: SchemaPreparation.Candidate, with history: [RegisteredSchema], at level: CompatibilityLevel,
    in state: RegistryState, _ preparation: SchemaPreparation
  ) throws(RegistryError) -> CompatibilityReport {
    let findings = try CompatibilityChecker.findings(of: candidate.parsed, with: history, at: level) {
      (stored) throws(RegistryError) in
      CompatibilityChecker.EarlierVersion(version: stored.version, schema: try preparation.parse(stored, in: state))
    }
    return CompatibilityReport(level: level, candidate: candidate.parsed, findings: findings)
  }

  private static func history(
    of request: Request, in state: RegistryState
  ) throws(RegistryError) -> [RegisteredSchema] {
    guard let selector = request.version else { return state.history(of: request.subject) }
    if let found = state.find(selector, of: request.subject, includesDeleted: false) { return [found] }
    // Without any version everything is compatible with the latest one; a number must be there.
    if selector == .latest { return [] }
    throw .versionNotFound(selector)
  }
}
