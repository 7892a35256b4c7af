public import RegistryAPI
public import SchemaCore

extension SchemaRegistryClient {
  /// One page of the versions of the subjects whose names begin with a prefix, of all contexts for `:*:`.
  ///
  /// - Parameters:
  ///   - onlyLatest: leave out all but the highest version of each subject.
  ///   - followingAliases: hold the prefix against aliases, too.
  ///   - ruleType: leave out versions without a rule of this type.
  public func listSchemas(
    prefix: String? = nil, includingDeleted: Bool = false, onlyLatest: Bool = false, followingAliases: Bool = false,
    ruleType: String? = nil, page: ListPage = .whole
  ) async throws(ClientError) -> [ListedSchemaBody] {
    var query: QueryItems = [:]
    query["subjectPrefix"] = prefix
    query.set("deleted", includingDeleted)
    query.set("latestOnly", onlyLatest)
    query.set("aliases", followingAliases)
    query["ruleType"] = ruleType
    query.set(page)
    return try await transport.body(RegistryRequest(.get, ["schemas"], query: query))
  }

  /// The versions of the subjects whose names begin with a prefix, of all contexts for `:*:`, page after page.
  public func schemas(
    prefix: String, includingDeleted: Bool = false
  ) async throws(ClientError) -> [RegisteredSchemaBody] {
    try await listAllSchemas(prefix: prefix, includingDeleted: includingDeleted).map(\.schema)
  }

  /// The versions of the subjects whose names begin with a prefix, of all contexts for `:*:`, page after page, with the
  /// aliases by which they were found.
  ///
  /// - Parameters:
  ///   - onlyLatest: leave out all but the highest version of each subject.
  ///   - followingAliases: hold the prefix against aliases, too.
  public func listAllSchemas(
    prefix: String, includingDeleted: Bool = false, onlyLatest: Bool = false, followingAliases: Bool = false
  ) async throws(ClientError) -> [ListedSchemaBody] {
    let pageSize = 1000
    var schemas: [ListedSchemaBody] = []
    while true {
      let page = try await listSchemas(
        prefix: prefix, includingDeleted: includingDeleted, onlyLatest: onlyLatest, followingAliases: followingAliases,
        page: ListPage(offset: schemas.count, limit: pageSize))
      // A server that knows no paging would be asked for ever.
      if page.count > pageSize { return page }
      if let first = page.first, schemas.first?.schema == first.schema {
        throw ClientError(.unintelligible, "\(url) answers with the same page again and again")
      }
      schemas += page
      if page.count < pageSize { return schemas }
    }
  }

  /// The names of the formats that the registry takes.
  public func formats() async throws(ClientError) -> [FormatName] {
    let names: [String] = try await transport.body(RegistryRequest(.get, ["schemas", "types"]))
    return names.map(FormatName.init(rawValue:))
  }

  /// A schema by its ID in the default context, or in that of a subject.
  ///
  /// - Parameters:
  ///   - format: the style of the text, such as `resolved`.
  ///   - tags: which tags within the text to tell of; `*` for all.
  ///   - fetchingMaximumID: tell the context's highest ID, too.
  /// - Throws: `ClientError`, refused with code 40403 if there is none.
  public func schema(
    id: SchemaID, subject: SubjectName? = nil, format: String? = nil, referenceFormat: String? = nil,
    tags: [String] = [], fetchingMaximumID: Bool = false
  ) async throws(ClientError) -> SchemaStringBody {
    var query = Self.query(subject, format: format)
    query["referenceFormat"] = referenceFormat
    query.append("findTags", tags)
    query.set("fetchMaxId", fetchingMaximumID)
    return try await transport.body(
      RegistryRequest(.get, ["schemas", "ids", id.description], query: query, mayLag: true))
  }

  /// The text of a schema by its ID, and nothing else.
  public func text(
    of id: SchemaID, subject: SubjectName? = nil, format: String? = nil
  ) async throws(ClientError) -> String {
    try await transport.text(
      RegistryRequest(
        .get, ["schemas", "ids", id.description, "schema"], query: Self.query(subject, format: format), mayLag: true))
  }

  /// The subjects that hold an ID.
  public func subjects(
    of id: SchemaID, subject: SubjectName? = nil, includingDeleted: Bool = false, page: ListPage = .whole
  ) async throws(ClientError) -> [String] {
    var query = Self.query(subject)
    query.set("deleted", includingDeleted)
    query.set(page)
    return try await transport.body(
      RegistryRequest(.get, ["schemas", "ids", id.description, "subjects"], query: query, mayLag: true))
  }

  /// The versions that hold an ID.
  public func holders(
    of id: SchemaID, subject: SubjectName? = nil, includingDeleted: Bool = false, page: ListPage = .whole
  ) async throws(ClientError) -> [SubjectVersionBody] {
    var query = Self.query(subject)
    query.set("deleted", includingDeleted)
    query.set(page)
    return try await transport.body(
      RegistryRequest(.get, ["schemas", "ids", id.description, "versions"], query: query, mayLag: true))
  }

  /// A schema by its GUID.
  ///
  /// - Throws: `ClientError`, refused with code 40403 if there is none.
  public func schema(guid: SchemaGUID, format: String? = nil) async throws(ClientError) -> SchemaStringBody {
    try await transport.body(
      RegistryRequest(
        .get, ["schemas", "guids", guid.description], query: Self.query(nil, format: format), mayLag: true))
  }

  /// The IDs of a GUID's content in the contexts that hold it.
  public func ids(of guid: SchemaGUID) async throws(ClientError) -> [ContextIDBody] {
    try await transport.body(RegistryRequest(.get, ["schemas", "guids", guid.description, "ids"]))
  }

  private static func query(_ subject: SubjectName?, format: String? = nil) -> QueryItems {
    var query: QueryItems = [:]
    query["subject"] = subject?.description
    query["format"] = format
    return query
  }
}
