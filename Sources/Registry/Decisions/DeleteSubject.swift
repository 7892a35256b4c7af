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
      let records = removalOrder(of: all.map(\.key), in: state).map(RegistryRecord.schemaRemoved)
      return Decision(all.map(\.version), records: records + state.settingsRemoval(of: subject))
    }
    let versions = live.map(\.version)
    return Decision(versions, records: versions.last.map { [.subjectDeleted(subject, upTo: $0)] } ?? [])
  }

  /// Newest first, but what refers to others before these: should the history end between two of the records, nothing is
  /// left that refers to what is gone.
  private static func removalOrder(of versions: [VersionKey], in state: RegistryState) -> [VersionKey] {
    var left = versions
    var order: [VersionKey] = []
    while let newest = left.indices.last {
      let next = left.lastIndex { key in
        // A log written elsewhere may hold a version that refers to itself.
        state.referringVersions(of: key, .all).allSatisfy { $0 == key || !left.contains($0) }
      }
      order.append(left.remove(at: next ?? newest))
    }
    return order
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
