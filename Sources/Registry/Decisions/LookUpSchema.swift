import SchemaCore

/// Is this schema registered here?
enum LookUpSchema {
  struct Request: Sendable {
    var schema: SchemaText
    var subject: SubjectName
    var normalizes: Bool
    /// True if a version marked as deleted is an answer.
    var includesDeleted: Bool
  }

  /// The newest version that holds the schema.
  ///
  /// - Throws: `subjectNotFound`, `schemaNotFound`, and what is wrong with the schema itself.
  static func decide(
    _ request: Request, in state: RegistryState, _ preparation: SchemaPreparation
  ) throws(RegistryError) -> RegisteredSchema {
    for subject in [request.subject] + state.namesakes(of: request.subject) {
      let filter: DeletionFilter = request.includesDeleted ? .all : .live
      let versions = state.history(of: subject, filter)
      // What is no schema is refused also where nothing is registered; the other contexts are not asked for that.
      if versions.isEmpty && subject != request.subject { continue }
      guard let candidate = try prepare(request, for: subject, in: state, preparation) else { break }
      if let found = find(candidate, among: versions, in: state, preparation) { return found }
      // What was registered without a contract may have been given one.
      guard let latest = versions.last(where: { !$0.isDeleted }) else { continue }
      var complete = candidate
      complete.schema = candidate.schema.inheritingContract(from: latest.schema, in: state.config(for: subject))
      if complete.schema == candidate.schema { continue }
      if let found = find(complete, among: versions, in: state, preparation) { return found }
    }
    _ = try state.versions(of: request.subject, request.includesDeleted ? .all : .live)
    throw .schemaNotFound
  }

  /// The schema to look for, or nil if the request has an empty one, which nobody holds.
  private static func prepare(
    _ request: Request, for subject: SubjectName, in state: RegistryState, _ preparation: SchemaPreparation
  ) throws(RegistryError) -> SchemaPreparation.Candidate? {
    let normalizes = request.normalizes || state.config(for: subject).normalizes == true
    do {
      return try preparation.prepare(
        request.schema, for: subject, in: state,
        SchemaPreparation.Treatment(rules: .stored, normalizes: normalizes, references: .all))
    } catch .emptySchema {
      return nil
    }
  }

  /// The newest of the versions that holds the candidate: the same text first, then the same meaning.
  ///
  /// - Parameter versions: oldest first.
  static func find(
    _ candidate: SchemaPreparation.Candidate, among versions: [RegisteredSchema], in state: RegistryState,
    _ preparation: SchemaPreparation
  ) -> RegisteredSchema? {
    versions.last { $0.schema == candidate.schema }
      ?? versions.last { preparation.matches(candidate, $0, in: state) }
  }
}
