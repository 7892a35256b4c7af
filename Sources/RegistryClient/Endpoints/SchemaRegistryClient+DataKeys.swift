public import RegistryAPI
public import SchemaCore

extension SchemaRegistryClient {
  /// The subjects whose records are encrypted with keys that a key wraps.
  public func dataKeySubjects(
    of keyName: String, includingDeleted: Bool = false, page: ListPage = .whole
  ) async throws(ClientError) -> [String] {
    var query: QueryItems = [:]
    query.set("deleted", includingDeleted)
    query.set(page)
    return try await transport.body(RegistryRequest(.get, Self.keys + [keyName, "deks"], query: query))
  }

  /// The numbers of the versions of a subject's key.
  ///
  /// - Parameter algorithm: as in `AES256_SIV`; nil for the one that is usual.
  public func dataKeyVersions(
    of subject: SubjectName, under keyName: String, algorithm: String? = nil, includingDeleted: Bool = false,
    page: ListPage = .whole
  ) async throws(ClientError) -> [SchemaVersion] {
    var query = Self.query(algorithm)
    query.set("deleted", includingDeleted)
    query.set(page)
    let numbers: [Int32] = try await transport.body(
      RegistryRequest(.get, Self.path(subject, keyName) + ["versions"], query: query))
    return numbers.map(SchemaVersion.init)
  }

  /// A subject's key, with the key itself in clear if the registry may unwrap it.
  ///
  /// - Parameter version: nil for the first one.
  /// - Throws: `ClientError`, refused with code 40470 if there is none.
  public func dataKey(
    of subject: SubjectName, under keyName: String, version: VersionSelector? = nil, algorithm: String? = nil,
    includingDeleted: Bool = false
  ) async throws(ClientError) -> DataEncryptionKeyBody {
    var query = Self.query(algorithm)
    query.set("deleted", includingDeleted)
    return try await transport.body(
      RegistryRequest(.get, Self.path(subject, keyName, version?.description), query: query))
  }

  /// Stores a subject's key, or has the registry make one under a shared key.
  ///
  /// - Parameter rewrapping: wrap the key anew, with what the wrapping key is by now.
  /// - Throws: `ClientError`, refused with code 40971 if there is one of that version.
  public func createDataKey(
    _ key: DataEncryptionKeyBody, of subject: SubjectName, under keyName: String, rewrapping: Bool = false
  ) async throws(ClientError) -> DataEncryptionKeyBody {
    var query: QueryItems = [:]
    query.set("rewrap", rewrapping)
    var body = key
    body.subject = subject.description
    return try await transport.body(
      RegistryRequest(
        .post, Self.path(subject, keyName), query: query, body: body, repetition: .checked(saying: [])))
  }

  /// Marks a version of a subject's key, or all of them for nil, as deleted, or deletes marked ones for good.
  public func deleteDataKey(
    of subject: SubjectName, under keyName: String, version: SchemaVersion? = nil, algorithm: String? = nil,
    permanently: Bool = false
  ) async throws(ClientError) {
    var query = Self.query(algorithm)
    query.set("permanent", permanently)
    try await transport.perform(
      RegistryRequest(
        .delete, Self.path(subject, keyName, version?.description), query: query,
        repetition: .checked(saying: [.keyNotFound])))
  }

  /// Takes the mark of deletion off a version of a subject's key, or off all of them for nil.
  public func undeleteDataKey(
    of subject: SubjectName, under keyName: String, version: SchemaVersion? = nil, algorithm: String? = nil
  ) async throws(ClientError) {
    try await transport.perform(
      RegistryRequest(
        .post, Self.path(subject, keyName, version?.description) + ["undelete"], query: Self.query(algorithm)))
  }

  private static func path(_ subject: SubjectName, _ keyName: String, _ version: String? = nil) -> [String] {
    keys + [keyName, "deks", subject.description] + (version.map { ["versions", $0] } ?? [])
  }

  private static func query(_ algorithm: String?) -> QueryItems {
    var query: QueryItems = [:]
    query["algorithm"] = algorithm
    return query
  }
}
