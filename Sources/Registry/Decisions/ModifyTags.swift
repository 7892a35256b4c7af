import SchemaCore

/// A version is registered again with other tags in its text, or with another contract.
enum ModifyTags {
  struct Request: Sendable {
    var selector: VersionSelector
    var subject: SubjectName
    var edits: ContractEdits
  }

  /// The new version, with its number noted in its metadata.
  ///
  /// - Throws: `subjectNotFound`, `versionNotFound`, `invalidRuleSet`, and what keeps a schema from being registered.
  static func decide(
    _ request: Request, in state: RegistryState, _ preparation: SchemaPreparation
  ) throws(RegistryError) -> Decision<RegisteredSchema> {
    let stored = try state.version(request.selector, of: request.subject)
    let edits = request.edits
    var schema = stored.schema
    schema.metadata = edits.metadata ?? schema.metadata
    schema.ruleSet = try ruleSet(of: stored, edits, in: state)
    // A number that is asked for makes a version even if nothing but the number is new.
    let version = edits.newVersion ?? RegisterSchema.nextVersion(of: stored.subject, in: state)?.rawValue
    let options = RegistrationOptions(version: version, tagsToAdd: edits.tagsToAdd, tagsToRemove: edits.tagsToRemove)
    return try RegisterSchema.decide(
      RegisterSchema.Request(schema: schema, subject: stored.subject, options: options), in: state, preparation)
  }

  private static func ruleSet(
    of stored: RegisteredSchema, _ edits: ContractEdits, in state: RegistryState
  ) throws(RegistryError) -> RuleSet? {
    if edits.rulesToMerge == nil && edits.rulesToRemove.isEmpty { return edits.ruleSet ?? stored.schema.ruleSet }
    if edits.ruleSet != nil {
      throw .invalidRuleSet(
        RuleSetError(.conflictingEdits, "ruleSet should be omitted if specifying rulesToMerge or rulesToRemove"))
    }
    try RegistryError.check(edits.rulesToMerge)
    let previous: VersionSelector =
      edits.newVersion.map { .number(SchemaVersion(rawValue: $0 &- 1)) } ?? .latest
    let base = state.find(previous, of: stored.subject, includesDeleted: false)?.schema.ruleSet
    let merged = edits.rulesToMerge.map { base?.merging($0) ?? $0 } ?? base
    return merged?.removing(edits.rulesToRemove)
  }
}
