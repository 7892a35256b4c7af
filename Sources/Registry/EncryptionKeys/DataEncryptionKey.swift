public import SchemaCore

/// A data encryption key (DEK): what the records of a subject are encrypted with, wrapped by a key encryption key.
public struct DataEncryptionKey: Hashable, Sendable {
  /// Which key it is.
  public var id: DataKeyID
  /// The key, encrypted by the key encryption key, in base64.
  public var encryptedKeyMaterial: String
  /// True if the key is marked as deleted.
  public var isDeleted: Bool

  public init(id: DataKeyID, encryptedKeyMaterial: String, isDeleted: Bool = false) {
    self.id = id
    self.encryptedKeyMaterial = encryptedKeyMaterial
    self.isDeleted = isDeleted
  }
}

/// One version of a data encryption key.
public struct DataKeyID: Hashable, Sendable {
  public var series: DataKeySeries
  /// The version's number within its series, from 1.
  public var version: SchemaVersion

  public init(_ series: DataKeySeries, _ version: SchemaVersion) {
    self.series = series
    self.version = version
  }
}

/// The versions that a data encryption key has over time: those of one subject for one algorithm.
public struct DataKeySeries: Hashable, Sendable {
  /// The key encryption key that wraps them.
  public var keyName: KeyName
  public var subject: SubjectName
  public var algorithm: DataKeyAlgorithm

  /// - Throws: `invalidField` if there is no subject, or one with control characters.
  public init(
    keyName: KeyName, subject: SubjectName, algorithm: DataKeyAlgorithm = .aes256GCM
  ) throws(RegistryError) {
    let text = subject.description
    let hasControlCharacter = text.unicodeScalars.contains { $0.properties.generalCategory == .control }
    if text.isEmpty || hasControlCharacter { throw .encryptionKey(.invalidField("subject")) }
    self.init(stored: keyName, subject, algorithm)
  }

  /// A series from the log.
  init(stored keyName: KeyName, _ subject: SubjectName, _ algorithm: DataKeyAlgorithm) {
    self.keyName = keyName
    self.subject = subject
    self.algorithm = algorithm
  }
}

/// What a client holds of a data encryption key.
public struct OpenedDataKey: Hashable, Sendable {
  /// The key as it is stored.
  public var stored: StoredKey<DataEncryptionKey>
  /// The key in clear, if the registry may unwrap it.
  public var keyMaterial: [UInt8]?

  /// The key in clear as it travels, in base64.
  public var keyMaterialText: String? { keyMaterial.map(Base64.text) }
}
