/// What is known about a key encryption key changes.
enum ChangeKeyEncryptionKey {
  /// The key that is stored afterwards.
  ///
  /// - Throws: `notFound`, `invalidField`.
  static func decide(
    _ change: KeyEncryptionKeyChange, of name: KeyName, in state: RegistryState, _ options: RegistryOptions
  ) throws(RegistryError) -> Decision<KeyEncryptionKey> {
    let old = try state.key(name).key
    let new = change.applied(to: old)
    if new == old { return Decision(old) }
    try new.check(options)
    return Decision(new, records: [.encryptionKey(.key(new))])
  }
}

/// A change of a key encryption key: what is not mentioned is kept. The key in its service cannot be exchanged for
/// another: what it has wrapped could not be unwrapped any more.
public struct KeyEncryptionKeyChange: Hashable, Sendable {
  /// What can be changed, by its name in the API.
  public enum Field: String, Hashable, Sendable, CaseIterable {
    case kmsProperties = "kmsProps"
    case doc
    case isShared = "shared"
  }

  public var kmsProperties: KMSProperties?
  public var doc: String?
  public var isShared: Bool?
  /// What is set to nothing, and for sharing to false.
  public var cleared: Set<Field>

  public init(
    kmsProperties: KMSProperties? = nil, doc: String? = nil, isShared: Bool? = nil, clearing cleared: Set<Field> = []
  ) {
    self.kmsProperties = kmsProperties
    self.doc = doc
    self.isShared = isShared
    self.cleared = cleared
  }

  func applied(to key: KeyEncryptionKey) -> KeyEncryptionKey {
    var changed = key
    if cleared.contains(.kmsProperties) { changed.kmsProperties = KMSProperties() }
    if cleared.contains(.doc) { changed.doc = nil }
    if cleared.contains(.isShared) { changed.isShared = false }
    if let kmsProperties { changed.kmsProperties = kmsProperties.keepingSecrets(of: key.kmsProperties) }
    if let doc { changed.doc = doc }
    if let isShared { changed.isShared = isShared }
    return changed
  }
}
