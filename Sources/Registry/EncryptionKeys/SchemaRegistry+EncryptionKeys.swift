public import SchemaCore

extension SchemaRegistry {
  /// Makes a key encryption key known.
  ///
  /// - Parameter testsSharing: true to see first whether the registry may use the key, if it is shared.
  /// - Throws: `RegistryError`; nothing is changed then.
  public func createKey(
    _ key: KeyEncryptionKey, testsSharing: Bool = false
  ) async throws(RegistryError) -> StoredKey<KeyEncryptionKey> {
    try await writeKey(testsSharing: testsSharing) { [options] (state) throws(RegistryError) in
      try CreateKeyEncryptionKey.decide(key, in: state, options)
    }
  }

  /// Changes what is known about a key encryption key.
  ///
  /// - Parameter testsSharing: true to see first whether the registry may use the key, if it is shared.
  public func changeKey(
    _ change: KeyEncryptionKeyChange, of name: KeyName, testsSharing: Bool = false
  ) async throws(RegistryError) -> StoredKey<KeyEncryptionKey> {
    try await writeKey(testsSharing: testsSharing) { [options] (state) throws(RegistryError) in
      try ChangeKeyEncryptionKey.decide(change, of: name, in: state, options)
    }
  }

  /// Marks a key encryption key as deleted, or deletes a marked one for good.
  public func deleteKey(_ name: KeyName, permanently: Bool = false) async throws(RegistryError) {
    try await write { (state) throws(RegistryError) in
      try DeleteKeyEncryptionKey.decide(name, isPermanent: permanently, in: state)
    }
  }

  /// Brings a key encryption key back.
  public func undeleteKey(_ name: KeyName) async throws(RegistryError) {
    try await write { (state) throws(RegistryError) in
      try DeleteKeyEncryptionKey.decideUndeletion(of: name, in: state)
    }
  }

  /// Sees whether the registry may use a shared key encryption key, by wrapping a key that is thrown away.
  ///
  /// - Throws: `notFound`, `invalidField` for a key that is not shared, `wrappingFailed`.
  public func testKey(_ name: KeyName) async throws(RegistryError) -> StoredKey<KeyEncryptionKey> {
    let stored = try state.key(name)
    if !stored.key.isShared { throw .encryptionKey(.invalidField("shared")) }
    try await testSharing(of: stored.key)
    return stored
  }

  /// One version of a data encryption key, in clear if the registry may unwrap it.
  ///
  /// - Throws: `notFound` for the key encryption key, then for the subject; `unwrappingFailed`.
  public func dataKey(
    _ selector: VersionSelector, of series: DataKeySeries, includesDeleted: Bool = false
  ) async throws(RegistryError) -> OpenedDataKey {
    let state = state
    let stored = try state.dataKey(selector, of: series, includesDeleted: includesDeleted)
    let key = try state.key(series.keyName, includesDeleted: true).key
    let material = key.isShared ? try await unwrap(stored.key.encryptedKeyMaterial, of: series, with: key) : nil
    return OpenedDataKey(stored: stored, keyMaterial: material)
  }

  /// Stores a data encryption key, and makes it first if the registry may use the key that wraps it.
  ///
  /// - Throws: `RegistryError`; nothing is changed then.
  public func createDataKey(_ request: DataKeyRequest) async throws(RegistryError) -> OpenedDataKey {
    for _ in 0..<Self.maximumPlans {
      let plan = try CreateDataKey.plan(request, in: state, options)
      let (encrypted, material) = try await perform(plan, for: request)
      let written = try await write { [options] (state) throws(RegistryError) in
        try CreateDataKey.decide(request, plan, encryptedKeyMaterial: encrypted, in: state, options)
      }
      guard let written else { continue }
      let stored = state.encryptionKeys.version(.number(written.id.version), of: written.id.series, .all)
      return OpenedDataKey(
        stored: stored ?? StoredKey(written, timestamp: 0), keyMaterial: plan.opens ? material : nil)
    }
    throw .storeFailed(.unavailable("the key changed \(Self.maximumPlans) times while it was used; try again"))
  }

  /// Marks a version of a data encryption key as deleted, or all of them, or deletes marked ones for good.
  public func deleteDataKey(
    _ series: DataKeySeries, version: VersionSelector? = nil, permanently: Bool = false
  ) async throws(RegistryError) {
    let request = DeleteDataKey.Request(series: series, version: version)
    try await write { (state) throws(RegistryError) in
      try DeleteDataKey.decide(request, isPermanent: permanently, in: state)
    }
  }

  /// Brings a version of a data encryption key back, or all of them.
  public func undeleteDataKey(_ series: DataKeySeries, version: VersionSelector? = nil) async throws(RegistryError) {
    let request = DeleteDataKey.Request(series: series, version: version)
    try await write { (state) throws(RegistryError) in try DeleteDataKey.decideUndeletion(request, in: state) }
  }

  /// How often a key is wrapped anew because other changes came first.
  private static let maximumPlans = 10

  private func writeKey(
    testsSharing: Bool,
    _ decide: @escaping @Sendable (RegistryState) throws(RegistryError) -> Decision<KeyEncryptionKey>
  ) async throws(RegistryError) -> StoredKey<KeyEncryptionKey> {
    // A refusal needs no test, and a test that fails leaves nothing behind.
    let expected = try decide(state).outcome
    if testsSharing && expected.isShared { try await testSharing(of: expected) }
    let key = try await write(decide)
    return (try? state.key(key.name, includesDeleted: true)) ?? StoredKey(key, timestamp: 0)
  }

  private func testSharing(of key: KeyEncryptionKey) async throws(RegistryError) {
    _ = try await wrap(DataKeyAlgorithm.aes256GCM.makeKey(), of: "__TEST", with: key)
  }

  /// Does what a plan says; returns the key to store, and the key in clear unless nobody looked into it.
  private func perform(
    _ plan: CreateDataKey.Plan, for request: DataKeyRequest
  ) async throws(RegistryError) -> (encrypted: String, material: [UInt8]?) {
    let series = request.id.series
    let material: [UInt8]
    switch plan.work {
    case .store(let encrypted): return (encrypted, nil)
    case .verify(let encrypted): return (encrypted, try await unwrap(encrypted, of: series, with: plan.key))
    case .generate: material = series.algorithm.makeKey()
    case .rewrap(let encrypted): material = try await unwrap(encrypted, of: series, with: plan.key)
    }
    return (try await wrap(material, of: series.subject.description, with: plan.key), material)
  }

  private func wrap(
    _ material: [UInt8], of subject: String, with key: KeyEncryptionKey
  ) async throws(RegistryError) -> String {
    do {
      return Base64.text(of: try await keyManagement.wrap(material, with: key))
    } catch {
      throw .encryptionKey(.wrappingFailed(subject: subject, error))
    }
  }

  private func unwrap(
    _ encrypted: String, of series: DataKeySeries, with key: KeyEncryptionKey
  ) async throws(RegistryError) -> [UInt8] {
    do throws(KeyManagementError) {
      guard let bytes = Base64.bytes(of: encrypted) else {
        throw KeyManagementError(.failed, "the encrypted key is not base64")
      }
      return try await keyManagement.unwrap(bytes, with: key)
    } catch {
      throw .encryptionKey(.unwrappingFailed(subject: series.subject.description, error))
    }
  }
}
