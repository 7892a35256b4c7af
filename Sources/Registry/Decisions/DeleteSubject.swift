import SchemaCore

/// All versions of a subject are marked as deleted, or deleted for good.
enum DeleteSubject {
  struct Request: Sendable {
    var subject: SubjectName
    var isPermanent: Bool
  }

  /// The numbers of the versions that go, ascending.
  ///
  /// - Throws: `subjectNotFound`, `subjectSoftDeleted`, `operationNotPermitted`, `referenceExists`,
  ///   `subjectNotSoftDeleted`, checked in this order.
  static func decide(_ request: Request, in state: RegistryState) throws(RegistryError) -> Decision<[SchemaVersion]> {
    let subject = request.subject
    let all = state.history(of: subject, .all)
    let live = all.filter { !$0.isDeleted }
    if all.isEmpty { throw .subjectNotFound(subject) }
    if live.isEmpty && !request.isPermanent { throw .subjectSoftDeleted(subject) }
    if state.mode(for: subject).isReadOnly { throw .operationNotPermitted(.readOnly(subject)) }
    try checkReferences(to: request.isPermanent ? all : live, request, in: state)
    if request.isPermanent {
      if !live.isEmpty { throw .subjectNotSoftDeleted(subject) }
      // Newest first: should the history end between two of these records, what is left refers only to older versions.
      let records = all.reversed().map { RegistryRecord.schemaRemoved($0.key) }
      return Decision(all.map(\.version), records: records + state.settingsRemoval(of: subject))
    }
    let versions = live.map(\.version)
    return Decision(versions, records: versions.last.map { [.subjectDeleted(subject, upTo: $0)] } ?? [])
  }

  /// A version may go while only versions of the same subject refer to it.
  private static func checkReferences(
    to versions: [RegisteredSchema], _ request: Request, in state: RegistryState
  ) throws(RegistryError) {
    for version in versions {
      let referring = state.referringSubjects(of: version.key, request.isPermanent ? .all : .live)
      if !referring.subtracting([request.subject]).isEmpty { throw .referenceExists(version.key) }
    }
  }
}
