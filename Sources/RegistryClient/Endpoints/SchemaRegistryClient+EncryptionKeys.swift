public import RegistryAPI

extension SchemaRegistryClient {
  /// The names of the keys that wrap others, of those only that wrap keys of subjects with one of the prefixes.
  public func keyEncryptionKeys(
    subjectPrefixes: [String] = [], includingDeleted: Bool = false, page: ListPage = .whole
  ) async throws(ClientError) -> [String] {
    var query: QueryItems = [:]
    query.append("subjectPrefix", subjectPrefixes)
    query.set("deleted", includingDeleted)
    query.set(page)
    return try await transport.body(RegistryRequest(.get, Self.keys, query: query))
  }

  /// A key that wraps others.
  ///
  /// - Throws: `ClientError`, refused with code 40470 if there is none.
  public func keyEncryptionKey(
    _ name: String, includingDeleted: Bool = false
  ) async throws(ClientError) -> KeyEncryptionKeyBody {
    var query: QueryItems = [:]
    query.set("deleted", includingDeleted)
    return try await transport.body(RegistryRequest(.get, Self.keys + [name], query: query))
  }

  /// Makes a key that wraps others known.
  ///
  /// - Parameter testingSharing: have the registry try a shared key first.
  /// - Throws: `ClientError`, refused with code 40971 if there is one of that name.
  public func createKeyEncryptionKey(
    _ key: KeyEncryptionKeyBody, testingSharing: Bool = false
  ) async throws(ClientError) -> KeyEncryptionKeyBody {
    var query: QueryItems = [:]
    query.set("testSharing", testingSharing)
    return try await transport.body(
      RegistryRequest(.post, Self.keys, query: query, body: key, repetition: .checked(saying: [])))
  }

  /// Changes a key that wraps others.
  public func changeKeyEncryptionKey(
    _ name: String, _ change: KeyEncryptionKeyUpdateBody, testingSharing: Bool = false
  ) async throws(ClientError) -> KeyEncryptionKeyBody {
    var query: QueryItems = [:]
    query.set("testSharing", testingSharing)
    return try await transport.body(RegistryRequest(.put, Self.keys + [name], query: query, body: change))
  }

  /// Marks a key that wraps others as deleted, or deletes a marked one for good.
  ///
  /// - Throws: `ClientError`, refused with code 42272 while it wraps keys.
  public func deleteKeyEncryptionKey(_ name: String, permanently: Bool = false) async throws(ClientError) {
    var query: QueryItems = [:]
    query.set("permanent", permanently)
    try await transport.perform(
      RegistryRequest(
        .delete, Self.keys + [name], query: query,
        repetition: permanently ? .checked(saying: [.keyNotFound]) : .free))
  }

  /// Takes the mark of deletion off a key that wraps others.
  public func undeleteKeyEncryptionKey(_ name: String) async throws(ClientError) {
    try await transport.perform(RegistryRequest(.post, Self.keys + [name, "undelete"]))
  }

  /// Has the registry try a shared key.
  ///
  /// - Throws: `ClientError`, refused with code 50070 or 40370 if the key management service does not let it.
  public func testKeyEncryptionKey(_ name: String) async throws(ClientError) -> KeyEncryptionKeyBody {
    try await transport.body(RegistryRequest(.post, Self.keys + [name, "test"]))
  }

  static let keys = ["dek-registry", "v1", "keks"]
}
