import SchemaCore

/// Data encryption keys are marked as deleted, deleted for good, or brought back: one version, or all of a series.
enum DeleteDataKey {
  struct Request: Sendable {
    var series: DataKeySeries
    /// The one version that is meant; nil for all.
    var version: VersionSelector?
  }

  /// - Throws: `notFound` for the key encryption key, then for the subject; `notSoftDeleted`.
  static func decide(
    _ request: Request, isPermanent: Bool, in state: RegistryState
  ) throws(RegistryError) -> Decision<Void> {
    let keys = try find(request, in: state)
    if isPermanent {
      if !keys.allSatisfy(\.isDeleted) {
        throw .encryptionKey(.notSoftDeleted(request.series.subject.description))
      }
      return Decision((), records: keys.map { .encryptionKey(.dataKeyRemoved($0.id)) })
    }
    return Decision((), records: marking(keys, isDeleted: true))
  }

  /// - Throws: `notFound` for the key encryption key, then for the subject; `softDeleted` if the key encryption key is
  ///   marked as deleted itself.
  static func decideUndeletion(_ request: Request, in state: RegistryState) throws(RegistryError) -> Decision<Void> {
    let keys = try find(request, in: state)
    if try state.key(request.series.keyName, includesDeleted: true).key.isDeleted {
      throw .encryptionKey(.softDeleted(request.series.keyName.description))
    }
    return Decision((), records: marking(keys, isDeleted: false))
  }

  private static func find(_ request: Request, in state: RegistryState) throws(RegistryError) -> [DataEncryptionKey] {
    if let version = request.version {
      return [try state.dataKey(version, of: request.series, includesDeleted: true).key]
    }
    _ = try state.dataKey(.latest, of: request.series, includesDeleted: true)
    return state.encryptionKeys.versions(of: request.series, .all).map(\.key)
  }

  private static func marking(_ keys: [DataEncryptionKey], isDeleted: Bool) -> [RegistryRecord] {
    keys.filter { $0.isDeleted != isDeleted }.map { key in
      var marked = key
      marked.isDeleted = isDeleted
      return .encryptionKey(.dataKey(marked))
    }
  }
}
