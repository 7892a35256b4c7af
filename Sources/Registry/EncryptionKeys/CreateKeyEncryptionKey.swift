import HashTreeCollections

/// A key encryption key is made known to the registry; or marked as deleted, or no longer so, by a request that differs
/// in nothing else.
enum CreateKeyEncryptionKey {
  /// The key that is stored.
  ///
  /// - Throws: `invalidField`, `exists`, `tooMany`.
  static func decide(
    _ key: KeyEncryptionKey, in state: RegistryState, _ options: RegistryOptions
  ) throws(RegistryError) -> Decision<KeyEncryptionKey> {
    try key.check(options)
    var key = key
    if let old = state.encryptionKeys.keys[key.name]?.key {
      key.kmsProperties = key.kmsProperties.keepingSecrets(of: old.kmsProperties)
      if old.isDeleted == key.isDeleted || !old.isEquivalent(to: key) {
        throw .encryptionKey(.exists(key.name.description))
      }
    } else {
      try state.checkReadable(.key(key.name))
      if state.encryptionKeys.keys.count >= options.maximumKeys {
        throw .encryptionKey(.tooMany(limit: options.maximumKeys))
      }
    }
    return Decision(key, records: [.encryptionKey(.key(key))])
  }
}

extension RegistryState {
  /// Refuses to make what may be there: records may be encrypted with a key that the log has and cannot show, and
  /// another one in its place would lose them for good.
  ///
  /// - Throws: `storeFailed`.
  func checkReadable(_ key: RecordKey) throws(RegistryError) {
    if damage.isUnreadable(key) {
      throw .storeFailed(.damaged("\(key) cannot be read from the log; restore it from a backup"))
    }
  }
}

extension KeyEncryptionKey {
  /// Refuses what lacks a part, or has one that is too large.
  func check(_ options: RegistryOptions) throws(RegistryError) {
    for (name, size, isRequired) in [
      ("kmsKeyId", kmsKeyID.utf8.count, true), ("kmsType", kmsType.utf8.count, true),
      ("kmsProps", kmsProperties.byteCount, false), ("doc", doc?.utf8.count ?? 0, false),
    ] where isRequired && size == 0 || size > options.maximumKeyBytes {
      throw .encryptionKey(.invalidField(name))
    }
  }
}
