public import SchemaCore

/// What a registration would do.
public struct RegistrationRehearsal: Sendable {
  /// The version that would hold the schema, with the ID that it would get if nobody is first.
  public var outcome: RegisteredSchema
  /// True if the version would be new, false if it is there.
  public var isNew: Bool
}

extension SchemaRegistry {
  /// Decides a registration as it would be decided now, and stores nothing.
  ///
  /// - Throws: what the registration would throw.
  public func rehearse(
    _ schema: SchemaText, under subject: SubjectName, options: RegistrationOptions = RegistrationOptions()
  ) throws(RegistryError) -> RegistrationRehearsal {
    let request = RegisterSchema.Request(schema: schema, subject: subject, options: options)
    let decision = try RegisterSchema.decide(request, in: state, preparation)
    return RegistrationRehearsal(outcome: decision.outcome, isNew: !decision.records.isEmpty)
  }

  /// The registered versions that are nearly the schema, for authors who expected it to be there.
  ///
  /// - Throws: what is wrong with the schema.
  public func nearMatches(
    of schema: SchemaText, for subject: SubjectName
  ) throws(RegistryError) -> [NearMatch] {
    let state = state
    let candidate = try preparation.prepare(
      schema, for: subject, in: state,
      SchemaPreparation.Treatment(rules: .stored, normalizes: false, references: .all))
    return preparation.nearMatches(of: candidate, for: subject, in: state)
  }
}
