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
    _ request: Request, in state: RegistryState, _ workshop: SchemaWorkshop
  ) throws(RegistryError) -> RegisteredSchema {
    for subject in [request.subject] + state.namesakes(of: request.subject) {
      let filter: DeletionFilter = request.includesDeleted ? .all : .live
      let versions = state.history(of: subject, filter)
      if versions.isEmpty { continue }
      let candidate = try prepare(request, for: subject, in: state, workshop)
      if let found = find(candidate, among: versions, in: state, workshop) { return found }
    }
    _ = try state.versions(of: request.subject, request.includesDeleted ? .all : .live)
    throw .schemaNotFound
  }

  private static func prepare(
    _ request: Request, for subject: SubjectName, in state: RegistryState, _ workshop: SchemaWorkshop
  ) throws(RegistryError) -> SchemaWorkshop.Candidate {
    let normalizes = request.normalizes || state.config(for: subject).normalizes == true
    do {
      return try workshop.prepare(
        request.schema, for: subject, in: state,
        SchemaWorkshop.Treatment(rules: .stored, normalizes: normalizes, references: .all))
    } catch .emptySchema {
      throw .schemaNotFound
    }
  }

  /// The newest of the versions that holds the candidate: the same text first, then the same meaning.
  ///
  /// - Parameter versions: oldest first.
  static func find(
    _ candidate: SchemaWorkshop.Candidate, among versions: [RegisteredSchema], in state: RegistryState,
    _ workshop: SchemaWorkshop
  ) -> RegisteredSchema? {
    versions.last { $0.schema == candidate.schema }
      ?? versions.last { workshop.matches(candidate, $0, in: state) }
  }
}
