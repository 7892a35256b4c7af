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
        rules: isImporting ? .stored : config.rules,
        normalizes: !isImporting && (request.normalizes || config.normalizes == true)))
    return try compare(candidate, with: history, under: config, in: state, preparation)
  }

  /// The verdict on a prepared candidate against versions, oldest first.
  static func compare(
    _ candidate: SchemaPreparation.Candidate, with history: [RegisteredSchema], under config: SubjectConfig,
    in state: RegistryState, _ preparation: SchemaPreparation
  ) throws(RegistryError) -> CompatibilityReport {
    let level = config.level ?? state.defaultLevel
    let group = history.filter { $0.schema.group(config) == candidate.schema.group(config) }
    let findings = try CompatibilityChecker.findings(
      of: candidate.parsed, with: group, at: level, under: config.policy ?? .strict
    ) { (stored) throws(RegistryError) in
      CompatibilityChecker.EarlierVersion(version: stored.version, schema: try preparation.parse(stored, in: state))
    }
    let reservation =
      config.validatesFields == true ? violations(ofReservedFieldsIn: candidate, after: group.last?.schema) : []
    return CompatibilityReport(
      config, level: level, candidate: candidate.parsed, findings: findings, reservation: reservation)
  }

  /// What is wrong with the fields that are kept free: a name may not be given up, and no field may have it.
  private static func violations(
    ofReservedFieldsIn candidate: SchemaPreparation.Candidate, after earlier: SchemaText?
  ) -> [String] {
    let reserved = candidate.schema.metadata?.reservedFields ?? []
    let givenUp = (earlier?.metadata?.reservedFields ?? []).subtracting(reserved).map { name in
      "The new schema has reserved field \(name) removed from its metadata which is present in the old schema's "
        + "metadata."
    }
    let used = reserved.filter(candidate.parsed.hasTopLevelField).map { name in
      "The new schema has field that conflicts with the reserved field \(name)."
    }
    return givenUp + used
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

extension SchemaText {
  /// The value of the property by which the settings group versions; nil if they do not, or if there is none.
  fileprivate func group(_ config: SubjectConfig) -> ExactText? {
    config.group.flatMap { metadata?.properties[$0.text] }
  }
}

extension SubjectConfig {
  /// How strictly a new schema is read.
  var rules: ParsingRules {
    if validatesNewSchemas == false { return .stored }
    return validatesFields == true ? .strict : .new
  }
}
