public import RegistryAPI
public import SchemaCore

/// A schema registry, seen from a program: one method for each of its endpoints.
///
/// Nothing is cached here; ``CachingSchemaLookup`` does that for codecs.
public struct SchemaRegistryClient: Sendable {
  private let transport: Transport

  /// A client; nothing is sent before a method is called.
  public init(configuration: ClientConfiguration) {
    transport = Transport(configuration: configuration)
  }

  /// The registry's address.
  public var url: String { transport.configuration.url }

  /// Registers a schema, or finds it registered.
  ///
  /// - Parameters:
  ///   - normalizing: have the registry normalize it first.
  ///   - version: the number that it must get, for a registry that imports.
  ///   - id: the ID that it must get, for a registry that imports.
  ///   - propagatingTags: have the registry write the latest version's tags into it.
  /// - Throws: `ClientError`, refused with code 40901 if the schema is incompatible with an earlier version.
  public func register(
    _ schema: SchemaText, under subject: SubjectName, normalizing: Bool = false, version: SchemaVersion? = nil,
    id: SchemaID? = nil, propagatingTags: Bool = false
  ) async throws(ClientError) -> RegisteredSchemaBody {
    try await transport.send(
      .post, ["subjects", subject.description, "versions"], query: Self.flags(normalize: normalizing),
      body: SchemaBody(schema, version: version?.rawValue, id: id?.rawValue, propagatesTags: propagatingTags))
  }

  /// Finds the version that holds a schema.
  ///
  /// - Parameter explaining: where there is none, have a registry that explains tell in the error's details what is
  ///   nearly the same. That costs it more than the lookup.
  public func lookUp(
    _ schema: SchemaText, under subject: SubjectName, normalizing: Bool = false, includingDeleted: Bool = false,
    explaining: Bool = false
  ) async throws(ClientError) -> RegisteredSchemaBody {
    var query = Self.flags(normalize: normalizing, deleted: includingDeleted)
    if explaining { query["explain"] = "true" }
    return try await transport.send(.post, ["subjects", subject.description], query: query, body: SchemaBody(schema))
  }

  /// The subjects whose names begin with a prefix, of all contexts for `:*:`.
  public func subjects(
    prefix: String? = nil, includingDeleted: Bool = false
  ) async throws(ClientError) -> [String] {
    var query = Self.flags(deleted: includingDeleted)
    query["subjectPrefix"] = prefix
    return try await transport.send(.get, ["subjects"], query: query)
  }

  /// The versions of the subjects whose names begin with a prefix, of all contexts for `:*:`, page after page.
  public func schemas(
    prefix: String, includingDeleted: Bool = false
  ) async throws(ClientError) -> [RegisteredSchemaBody] {
    let pageSize = 1000
    var schemas: [RegisteredSchemaBody] = []
    while true {
      var query = Self.flags(deleted: includingDeleted)
      query["subjectPrefix"] = prefix
      query["offset"] = String(schemas.count)
      query["limit"] = String(pageSize)
      let page: [RegisteredSchemaBody] = try await transport.send(.get, ["schemas"], query: query)
      // A server that knows no paging would be asked for ever.
      if page.count > pageSize { return page }
      if let first = page.first, schemas.first == first {
        throw ClientError(.unintelligible, "\(url) answers with the same page again and again")
      }
      schemas += page
      if page.count < pageSize { return schemas }
    }
  }

  /// The numbers of a subject's versions.
  public func versions(
    of subject: SubjectName, includingDeleted: Bool = false
  ) async throws(ClientError) -> [SchemaVersion] {
    let numbers: [Int32] = try await transport.send(
      .get, ["subjects", subject.description, "versions"], query: Self.flags(deleted: includingDeleted))
    return numbers.map(SchemaVersion.init)
  }

  /// One version of a subject.
  public func version(
    _ version: VersionSelector, of subject: SubjectName, includingDeleted: Bool = false, format: String? = nil
  ) async throws(ClientError) -> RegisteredSchemaBody {
    var query = Self.flags(deleted: includingDeleted)
    query["format"] = format
    return try await transport.send(
      .get, ["subjects", subject.description, "versions", version.description], query: query)
  }

  /// The newest version whose metadata has all of these properties.
  ///
  /// - Throws: `ClientError`, refused with code 40403 if there is none.
  public func version(
    of subject: SubjectName, withProperties properties: TextMap<ExactText>, includingDeleted: Bool = false
  ) async throws(ClientError) -> RegisteredSchemaBody {
    var query = Self.flags(deleted: includingDeleted)
    for property in properties {
      query.append("key", property.key.text)
      query.append("value", property.value.text)
    }
    return try await transport.send(.get, ["subjects", subject.description, "metadata"], query: query)
  }

  /// A schema by its ID in the default context, or in that of a subject.
  public func schema(
    id: SchemaID, subject: SubjectName? = nil, format: String? = nil
  ) async throws(ClientError) -> SchemaStringBody {
    var query: QueryItems = [:]
    query["subject"] = subject?.description
    query["format"] = format
    return try await transport.send(.get, ["schemas", "ids", id.description], query: query)
  }

  /// A schema by its GUID.
  public func schema(guid: SchemaGUID) async throws(ClientError) -> SchemaStringBody {
    try await transport.send(.get, ["schemas", "guids", guid.description])
  }

  /// The IDs of a GUID's content in the contexts that hold it.
  public func ids(of guid: SchemaGUID) async throws(ClientError) -> [ContextIDBody] {
    try await transport.send(.get, ["schemas", "guids", guid.description, "ids"])
  }

  /// The versions that hold an ID.
  public func holders(of id: SchemaID) async throws(ClientError) -> [SubjectVersionBody] {
    try await transport.send(.get, ["schemas", "ids", id.description, "versions"])
  }

  /// Marks a version as deleted, or deletes a marked one for good.
  public func deleteVersion(
    _ version: VersionSelector, of subject: SubjectName, permanently: Bool = false
  ) async throws(ClientError) -> SchemaVersion {
    let number: Int32 = try await transport.send(
      .delete, ["subjects", subject.description, "versions", version.description],
      query: Self.flags(permanent: permanently))
    return SchemaVersion(rawValue: number)
  }

  /// Marks all versions of a subject as deleted, or deletes marked ones for good.
  public func deleteSubject(
    _ subject: SubjectName, permanently: Bool = false
  ) async throws(ClientError) -> [SchemaVersion] {
    let numbers: [Int32] = try await transport.send(
      .delete, ["subjects", subject.description], query: Self.flags(permanent: permanently))
    return numbers.map(SchemaVersion.init)
  }

  /// Whether a schema is compatible with one version, or for nil with what registration would compare it with; with
  /// the registry's messages.
  public func checkCompatibility(
    of schema: SchemaText, with subject: SubjectName, version: VersionSelector? = nil
  ) async throws(ClientError) -> CompatibilityBody {
    try await transport.send(
      .post,
      ["compatibility", "subjects", subject.description, "versions"] + (version.map { [$0.description] } ?? []),
      query: ["verbose": "true"], body: SchemaBody(schema))
  }

  /// The settings of a subject or context, or of the registry for nil.
  ///
  /// - Parameter effective: what is in force, wherever it is set.
  public func config(of subject: SubjectName?, effective: Bool = false) async throws(ClientError) -> SubjectConfig {
    let body: ConfigBody = try await transport.send(
      .get, Self.scope("config", subject), query: Self.flags(defaultToGlobal: effective))
    return body.config
  }

  /// Changes the settings of a subject or context, or of the registry for nil, and returns all that are stored then.
  public func changeConfig(
    _ change: ConfigChange, of subject: SubjectName?
  ) async throws(ClientError) -> SubjectConfig {
    let body: ConfigUpdateBody = try await transport.send(
      .put, Self.scope("config", subject), body: ConfigUpdateBody(change))
    return body.change.values
  }

  /// Removes the settings of a subject or context, or of the registry for nil, and returns them.
  public func removeConfig(of subject: SubjectName?) async throws(ClientError) -> SubjectConfig {
    let body: ConfigBody = try await transport.send(.delete, Self.scope("config", subject))
    return body.config
  }

  /// The mode of a subject or context, or of the registry for nil.
  ///
  /// - Parameter effective: what is in force, wherever it is set.
  public func mode(of subject: SubjectName?, effective: Bool = false) async throws(ClientError) -> ModeBody {
    try await transport.send(.get, Self.scope("mode", subject), query: Self.flags(defaultToGlobal: effective))
  }

  /// Sets the mode of a subject or context, or of the registry for nil.
  public func changeMode(
    _ mode: String, of subject: SubjectName?, force: Bool = false
  ) async throws(ClientError) -> ModeBody {
    try await transport.send(
      .put, Self.scope("mode", subject), query: Self.flags(force: force), body: ModeBody(mode: mode))
  }

  /// Removes the mode of a subject or context, or of the registry for nil, and returns it.
  public func removeMode(of subject: SubjectName?) async throws(ClientError) -> ModeBody {
    try await transport.send(.delete, Self.scope("mode", subject))
  }

  private static func scope(_ resource: String, _ subject: SubjectName?) -> [String] {
    [resource] + (subject.map { [$0.description] } ?? [])
  }

  /// The parameters that are true; false is what a registry takes for granted.
  private static func flags(
    normalize: Bool = false, deleted: Bool = false, permanent: Bool = false, defaultToGlobal: Bool = false,
    force: Bool = false
  ) -> QueryItems {
    var query: QueryItems = [:]
    if normalize { query["normalize"] = "true" }
    if deleted { query["deleted"] = "true" }
    if permanent { query["permanent"] = "true" }
    if defaultToGlobal { query["defaultToGlobal"] = "true" }
    if force { query["force"] = "true" }
    return query
  }
}
