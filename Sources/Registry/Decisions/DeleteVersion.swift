import HashTreeCollections
import SchemaCore

/// One version is marked as deleted, or deleted for good.
enum DeleteVersion {
  struct Request: Sendable {
    var selector: VersionSelector
    var subject: SubjectName
    var isPermanent: Bool
  }

  /// The number of the version that goes.
  ///
  /// - Throws: `versionSoftDeleted`, `subjectNotFound`, `versionNotFound`, `operationNotPermitted`, `referenceExists`,
  ///   `versionNotSoftDeleted`, checked in this order.
  static func decide(_ request: Request, in state: RegistryState) throws(RegistryError) -> Decision<SchemaVersion> {
    let version = try find(request, in: state)
    if state.mode(for: request.subject).isReadOnly { throw .operationNotPermitted(.readOnly(request.subject)) }
    if !state.referrers(of: version.key, request.isPermanent ? .all : .live).isEmpty {
      throw .referenceExists(version.key)
    }
    if request.isPermanent {
      if !version.isDeleted { throw .versionNotSoftDeleted(version.key) }
      var records = [RegistryRecord.schemaRemoved(version.key)]
      if state.subjects[request.subject]?.count == 1 { records += state.settingsRemoval(of: request.subject) }
      return Decision(version.version, records: records)
    }
    let marked = SchemaRecord(key: version.key, id: version.id, schema: version.schema, isDeleted: true)
    return Decision(version.version, records: [.schema(marked)])
  }

  private static func find(_ request: Request, in state: RegistryState) throws(RegistryError) -> RegisteredSchema {
    let found = state.find(request.selector, of: request.subject, includesDeleted: true)
    if let found, found.isDeleted, !request.isPermanent { throw .versionSoftDeleted(found.key) }
    if let found { return found }
    _ = try state.versions(of: request.subject, request.isPermanent ? .all : .live)
    throw .versionNotFound(request.selector)
  }
}

extension RegistryState {
  /// What takes a subject's own settings away with its last version. Those of a context outlive the subject without
  /// name in it.
  func settingsRemoval(of subject: SubjectName) -> [RegistryRecord] {
    if subject.isContext { return [] }
    var records: [RegistryRecord] = []
    if configs[subject] != nil { records.append(.config(subject, nil)) }
    if modes[subject] != nil { records.append(.mode(subject, nil)) }
    return records
  }
}
