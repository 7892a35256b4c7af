public import RegistryAPI
public import SchemaCore

extension SchemaRegistryClient {
  /// The subjects whose names begin with a prefix, of all contexts for `:*:`.
  public func subjects(
    prefix: String? = nil, deleted: DeletedEntries = .hidden, page: ListPage = .whole
  ) async throws(ClientError) -> [String] {
    var query: QueryItems = [:]
    query["subjectPrefix"] = prefix
    query.set(deleted)
    query.set(page)
    return try await transport.body(RegistryRequest(.get, ["subjects"], query: query))
  }

  /// The numbers of a subject's versions.
  ///
  /// - Throws: `ClientError`, refused with code 40401 if there is no such subject.
  public func versions(
    of subject: SubjectName, deleted: DeletedEntries = .hidden, page: ListPage = .whole
  ) async throws(ClientError) -> [SchemaVersion] {
    var query: QueryItems = [:]
    query.set(deleted)
    query.set(page)
    let numbers: [Int32] = try await transport.body(
      RegistryRequest(.get, ["subjects", subject.description, "versions"], query: query))
    return numbers.map(SchemaVersion.init)
  }

  /// The numbers of all of a subject's versions, each with whether it is marked as deleted.
  ///
  /// - Throws: `ClientError`, refused with code 40401 if no version is unmarked.
  public func markedVersions(
    of subject: SubjectName, page: ListPage = .whole
  ) async throws(ClientError) -> [(version: SchemaVersion, isDeleted: Bool)] {
    var query: QueryItems = ["deletedAsNegative": "true"]
    query.set(page)
    let numbers: [Int32] = try await transport.body(
      RegistryRequest(.get, ["subjects", subject.description, "versions"], query: query))
    return numbers.map { (SchemaVersion(rawValue: Int32(clamping: $0.magnitude)), $0 < 0) }
  }

  /// One version of a subject.
  ///
  /// - Parameters:
  ///   - format: the style of the text, such as `resolved`.
  ///   - referenceFormat: `qualified` for references that name their context.
  ///   - tags: which tags within the text to tell of; `*` for all.
  /// - Throws: `ClientError`, refused with code 40401 or 40402 if there is none.
  public func version(
    _ version: VersionSelector, of subject: SubjectName, includingDeleted: Bool = false, format: String? = nil,
    referenceFormat: String? = nil, tags: [String] = []
  ) async throws(ClientError) -> RegisteredSchemaBody {
    var query: QueryItems = [:]
    query.set("deleted", includingDeleted)
    query["format"] = format
    query["referenceFormat"] = referenceFormat
    query.append("findTags", tags)
    return try await transport.body(
      RegistryRequest(.get, Self.path(version, of: subject), query: query, mayLag: version != .latest))
  }

  /// The text of one version, and nothing else.
  public func text(
    of version: VersionSelector, of subject: SubjectName, includingDeleted: Bool = false, format: String? = nil
  ) async throws(ClientError) -> String {
    var query: QueryItems = [:]
    query.set("deleted", includingDeleted)
    query["format"] = format
    return try await transport.text(
      RegistryRequest(.get, Self.path(version, of: subject) + ["schema"], query: query, mayLag: version != .latest))
  }

  /// The newest version whose metadata has all of these properties.
  ///
  /// - Throws: `ClientError`, refused with code 40401 or 40403 if there is none.
  public func version(
    of subject: SubjectName, withProperties properties: TextMap<ExactText>, includingDeleted: Bool = false,
    format: String? = nil
  ) async throws(ClientError) -> RegisteredSchemaBody {
    var query: QueryItems = [:]
    for property in properties {
      query.append("key", property.key.text)
      query.append("value", property.value.text)
    }
    query.set("deleted", includingDeleted)
    query["format"] = format
    return try await transport.body(
      RegistryRequest(.get, ["subjects", subject.description, "metadata"], query: query))
  }

  /// The IDs of the schemas that refer to a version.
  public func referrers(
    of version: VersionSelector, of subject: SubjectName, includingDeleted: Bool = false, page: ListPage = .whole
  ) async throws(ClientError) -> [SchemaID] {
    var query: QueryItems = [:]
    query.set("deleted", includingDeleted)
    query.set(page)
    let ids: [Int32] = try await transport.body(
      RegistryRequest(.get, Self.path(version, of: subject) + ["referencedby"], query: query))
    return ids.map(SchemaID.init)
  }

  /// Registers what a version becomes by changes of its tags, metadata and rules.
  public func modifyTags(
    of version: VersionSelector, of subject: SubjectName, _ edits: ContractEdits
  ) async throws(ClientError) -> RegisteredSchemaBody {
    try await transport.body(
      RegistryRequest(.post, Self.path(version, of: subject) + ["tags"], body: edits, repetition: .never))
  }

  /// Marks a version as deleted, or deletes a marked one for good.
  ///
  /// - Throws: `ClientError`; of kind `outcomeUnknown` if the latest version was to be deleted and no answer came.
  public func deleteVersion(
    _ version: VersionSelector, of subject: SubjectName, permanently: Bool = false
  ) async throws(ClientError) -> SchemaVersion {
    var query: QueryItems = [:]
    query.set("permanent", permanently)
    let path = Self.path(version, of: subject)
    guard case .number(let number) = version else {
      // The second time another version would be the latest.
      let number: Int32 = try await transport.body(RegistryRequest(.delete, path, query: query, repetition: .never))
      return SchemaVersion(rawValue: number)
    }
    let codes: [APIErrorCode] = permanently ? [.versionNotFound, .subjectNotFound] : [.versionSoftDeleted]
    let deleted: Int32? = try await transport.bodyUnlessDone(
      RegistryRequest(.delete, path, query: query, repetition: .checked(saying: codes)))
    return deleted.map(SchemaVersion.init) ?? number
  }

  /// Marks all versions of a subject as deleted, or deletes marked ones for good, and returns which.
  ///
  /// If the answer to the marking was lost, these are all that are marked then.
  public func deleteSubject(
    _ subject: SubjectName, permanently: Bool = false
  ) async throws(ClientError) -> [SchemaVersion] {
    var query: QueryItems = [:]
    query.set("permanent", permanently)
    let codes: [APIErrorCode] = permanently ? [] : [.subjectSoftDeleted]
    let numbers: [Int32]? = try await transport.bodyUnlessDone(
      RegistryRequest(
        .delete, ["subjects", subject.description], query: query, repetition: .checked(saying: codes)))
    if let numbers { return numbers.map(SchemaVersion.init) }
    return try await versions(of: subject, deleted: .only)
  }

  private static func path(_ version: VersionSelector, of subject: SubjectName) -> [String] {
    ["subjects", subject.description, "versions", version.description]
  }
}
