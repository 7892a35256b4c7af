/// A key encryption key (KEK): the registry knows where it is, and never the key itself, which stays in a key
/// management service (KMS).
public struct KeyEncryptionKey: Hashable, Sendable {
  /// The name under which data encryption keys refer to it.
  public var name: KeyName
  /// The kind of KMS that holds it, as in `aws-kms` or `local-kms`.
  public var kmsType: String
  /// What it is called there.
  public var kmsKeyID: String
  /// What the KMS's client is told besides.
  public var kmsProperties: KMSProperties
  /// A remark for people.
  public var doc: String?
  /// True if the registry may use the key too: it then makes data encryption keys and hands them out in clear.
  public var isShared: Bool
  /// True if the key is marked as deleted.
  public var isDeleted: Bool

  /// A key with its type in the form that clients expect: the big clouds are called by one name each.
  public init(
    name: KeyName, kmsType: String, kmsKeyID: String, kmsProperties: KMSProperties = KMSProperties(),
    doc: String? = nil, isShared: Bool = false, isDeleted: Bool = false
  ) {
    self.name = name
    self.kmsType = Self.canonicalType(kmsType)
    self.kmsKeyID = kmsKeyID
    self.kmsProperties = kmsProperties
    self.doc = doc
    self.isShared = isShared
    self.isDeleted = isDeleted
  }

  /// True if the two differ in nothing but the mark of deletion.
  func isEquivalent(to other: KeyEncryptionKey) -> Bool {
    var other = other
    other.isDeleted = isDeleted
    return self == other
  }

  private static func canonicalType(_ type: String) -> String {
    let lowercase = type.lowercased()
    return ["aws", "azure", "gcp"].first { lowercase.utf8.starts(with: $0.utf8) }.map { $0 + "-kms" } ?? type
  }
}

/// A key as the registry holds it.
public struct StoredKey<Key: Hashable & Sendable>: Hashable, Sendable {
  /// The key.
  public var key: Key
  /// When it was written, in milliseconds since 1970-01-01 UTC.
  public var timestamp: Int64

  public init(_ key: Key, timestamp: Int64) {
    self.key = key
    self.timestamp = timestamp
  }
}
