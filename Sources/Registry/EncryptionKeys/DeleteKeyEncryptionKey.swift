/// A key encryption key is marked as deleted, deleted for good, or brought back.
enum DeleteKeyEncryptionKey {
  /// - Throws: `notFound`, `inUse`, `notSoftDeleted`, checked in this order.
  static func decide(
    _ name: KeyName, isPermanent: Bool, in state: RegistryState
  ) throws(RegistryError) -> Decision<Void> {
    var key = try state.key(name, includesDeleted: true).key
    if !state.encryptionKeys.subjects(of: name, isPermanent ? .all : .live).isEmpty {
      throw .encryptionKey(.inUse(name.description))
    }
    if isPermanent {
      if !key.isDeleted { throw .encryptionKey(.notSoftDeleted(name.description)) }
      return Decision((), records: [.encryptionKey(.keyRemoved(name))])
    }
    if key.isDeleted { return Decision(()) }
    key.isDeleted = true
    return Decision((), records: [.encryptionKey(.key(key))])
  }

  /// - Throws: `notFound`.
  static func decideUndeletion(of name: KeyName, in state: RegistryState) throws(RegistryError) -> Decision<Void> {
    var key = try state.key(name, includesDeleted: true).key
    if !key.isDeleted { return Decision(()) }
    key.isDeleted = false
    return Decision((), records: [.encryptionKey(.key(key))])
  }
}
