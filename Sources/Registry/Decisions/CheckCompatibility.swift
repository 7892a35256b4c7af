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
    _ request: Request, in state: RegistryState, _ workshop: SchemaWorkshop
  ) throws(RegistryError) -> CompatibilityReport {
    let config = state.config(for: request.subject)
    let history = try history(of: request, in: state)
    let rules: ParsingRules =
      config.validatesNewSchemas == false || state.mode(for: request.subject).isImporting ? .stored : .new
    let candidate = try workshop.prepare(
      request.schema, for: request.subject, in: state,
      SchemaWorkshop.Treatment(rules: rules, normalizes: request.normalizes || config.normalizes == true))
    return try compare(
      candidate, with: history, at: config.level ?? state.defaultLevel, in: state, workshop)
  }

  /// The verdict on a prepared candidate against versions, oldest first.
  static func compare(
    _ candidate: SchemaWorkshop.Candidate, with history: [RegisteredSchema], at level: CompatibilityLevel,
    in state: RegistryState, _ workshop: SchemaWorkshop
  ) throws(RegistryError) -> CompatibilityReport {
    var earlier: [CompatibilityChecker.EarlierVersion] = []
    if level != .none {
      for stored in level.isTransitive ? history[...] : history.suffix(1) {
        earlier.append(.init(version: stored.version, schema: try workshop.parse(stored, in: state)))
      }
    }
    return CompatibilityReport(
      level: level, findings: CompatibilityChecker.findings(of: candidate.parsed, with: earlier, at: level))
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
