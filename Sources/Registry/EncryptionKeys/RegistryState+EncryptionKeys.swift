import HashTreeCollections
public import SchemaCore

extension RegistryState {
  /// The names of the key encryption keys, sorted.
  ///
  /// - Parameter subjectPrefixes: if there are any, only keys that wrap one of a subject whose name begins so. The
  ///   qualified name is compared as it is written; `:*:` for every context is understood as in other lists.
  public func keyNames(subjectPrefixes: [String] = [], _ filter: DeletionFilter = .live) -> [KeyName] {
    if subjectPrefixes.isEmpty {
      return encryptionKeys.keys.filter { filter.includes($0.value.key.isDeleted) }.keys.sorted()
    }
    return encryptionKeys.dataKeys.keys.filter { name in
      encryptionKeys.subjects(of: name, filter).contains { subject in
        subjectPrefixes.contains {
          subject.description.utf8.starts(with: $0.utf8) || SubjectPrefix($0).includes(subject)
        }
      }
    }.sorted()
  }

  /// A key encryption key.
  ///
  /// - Throws: `notFound`, also for one marked as deleted unless that is an answer.
  public func key(
    _ name: KeyName, includesDeleted: Bool = false
  ) throws(RegistryError) -> StoredKey<KeyEncryptionKey> {
    guard let stored = encryptionKeys.keys[name], includesDeleted || !stored.key.isDeleted else {
      throw .encryptionKey(.notFound(name.description))
    }
    return stored
  }

  /// The subjects that have data encryption keys wrapped by a key, sorted.
  ///
  /// - Throws: `notFound` for the key.
  public func dataKeySubjects(of name: KeyName, includesDeleted: Bool = false) throws(RegistryError) -> [SubjectName] {
    _ = try key(name, includesDeleted: includesDeleted)
    return encryptionKeys.subjects(of: name, includesDeleted ? .all : .live)
  }

  /// The numbers of a data encryption key's versions, ascending.
  ///
  /// - Throws: `notFound` for the key encryption key only.
  public func dataKeyVersions(
    of series: DataKeySeries, includesDeleted: Bool = false
  ) throws(RegistryError) -> [SchemaVersion] {
    _ = try key(series.keyName, includesDeleted: includesDeleted)
    return encryptionKeys.versions(of: series, includesDeleted ? .all : .live).map(\.key.id.version)
  }

  /// One version of a data encryption key, wrapped.
  ///
  /// - Throws: `notFound` for the key encryption key, then for the subject.
  public func dataKey(
    _ selector: VersionSelector, of series: DataKeySeries, includesDeleted: Bool = false
  ) throws(RegistryError) -> StoredKey<DataEncryptionKey> {
    _ = try key(series.keyName, includesDeleted: includesDeleted)
    guard let found = encryptionKeys.version(selector, of: series, includesDeleted ? .all : .live) else {
      throw .encryptionKey(.notFound(series.subject.description))
    }
    return found
  }
}
