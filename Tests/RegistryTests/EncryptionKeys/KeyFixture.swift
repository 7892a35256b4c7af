import Registry
import RegistryTesting
import SchemaCore

/// A registry with short words for what tests of encryption keys do all the time.
struct KeyFixture {
  let registry: SchemaRegistry
  let store: any RegistryStore

  init(
    store: any RegistryStore = MemoryStore(), options: RegistryOptions = RegistryOptions(),
    services: [any KeyManagementService] = [LocalKeyManagementService(secret: "secret")]
  ) async throws {
    self.store = store
    registry = try await SchemaRegistry(
      store: store, formats: SchemaFormats([]), options: options, keyManagement: KeyManagementServices(services))
  }

  @discardableResult
  func createKey(_ name: String, isShared: Bool = false, isDeleted: Bool = false) async throws -> KeyEncryptionKey {
    try await registry.createKey(try Self.key(name, isShared: isShared, isDeleted: isDeleted)).key
  }

  func deleteKey(_ name: String, permanently: Bool = false) async throws {
    try await registry.deleteKey(try KeyName(name), permanently: permanently)
  }

  @discardableResult
  func createDataKey(
    _ key: String, _ subject: String, version: Int32 = 1, _ algorithm: DataKeyAlgorithm = .aes256GCM,
    material: String? = nil, isDeleted: Bool = false, rewraps: Bool = false
  ) async throws -> OpenedDataKey {
    let id = DataKeyID(try Self.series(key, subject, algorithm), SchemaVersion(rawValue: version))
    return try await registry.createDataKey(
      DataKeyRequest(id: id, encryptedKeyMaterial: material, isDeleted: isDeleted, rewraps: rewraps))
  }

  func deleteDataKey(
    _ key: String, _ subject: String, version: VersionSelector? = nil, permanently: Bool = false
  ) async throws {
    try await registry.deleteDataKey(try Self.series(key, subject), version: version, permanently: permanently)
  }

  func undeleteDataKey(_ key: String, _ subject: String, version: VersionSelector? = nil) async throws {
    try await registry.undeleteDataKey(try Self.series(key, subject), version: version)
  }

  func versions(_ key: String, _ subject: String, includesDeleted: Bool = false) throws -> [Int32] {
    try registry.state.dataKeyVersions(of: try Self.series(key, subject), includesDeleted: includesDeleted)
      .map(\.rawValue)
  }

  static func key(_ name: String, isShared: Bool = false, isDeleted: Bool = false) throws -> KeyEncryptionKey {
    KeyEncryptionKey(
      name: try KeyName(name), kmsType: "local-kms", kmsKeyID: "id", isShared: isShared, isDeleted: isDeleted)
  }

  static func series(
    _ key: String, _ subject: String, _ algorithm: DataKeyAlgorithm = .aes256GCM
  ) throws -> DataKeySeries {
    try DataKeySeries(keyName: try KeyName(key), subject: SubjectName(qualified: subject), algorithm: algorithm)
  }
}

/// The error about keys that `body` throws, or nil.
func keyRefusal(_ body: () async throws -> Void) async throws -> EncryptionKeyError? {
  do {
    try await body()
    return nil
  } catch RegistryError.encryptionKey(let error) {
    return error
  }
}
