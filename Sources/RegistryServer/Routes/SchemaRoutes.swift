import HTTPTypes
import Registry
import RegistryAPI
import SchemaCore

/// `/schemas`: the list of all, the formats, and schemas by GUID.
struct SchemaRoutes: Sendable {
  let registry: SchemaRegistry

  /// How many schemas, or referrers, a list holds at most.
  static let maximumPage = 1000

  func add(to routes: inout RouteTable) {
    routes.on(.get, "/schemas", list)
    routes.on(.get, "/schemas/types", listTypes)
    routes.on(.get, "/schemas/guids/{guid}", get)
    routes.on(.get, "/schemas/guids/{guid}/ids", listIDs)
  }

  private func list(_ request: APIRequest) async throws -> Answer {
    let page = try request.page(maximum: Self.maximumPage)
    // No subject is associated with a resource in this registry.
    if try request.needsAssociation() { return .json([]) }
    let listing = SchemaListing(
      prefix: SubjectPrefix(request.query["subjectPrefix"] ?? ""), includesDeleted: request.flag("deleted"),
      isLatestOnly: request.flag("latestOnly"), followsAliases: request.flag("aliases"),
      ruleType: request.query["ruleType"].flatMap { $0.isEmpty ? nil : $0 })
    return .body(
      registry.state.schemas(listing, page: page).map { listed in
        ListedSchemaBody(
          RegisteredSchemaBody(listed.schema, text: listed.schema.schema.text),
          aliases: listed.aliases.map(\.description))
      })
  }

  private func listTypes(_ request: APIRequest) async throws -> Answer {
    .body(registry.formatNames.map(\.rawValue))
  }

  private func get(_ request: APIRequest) async throws -> Answer {
    let found = try registry.state.schema(guid: try request.parameter("guid"))
    var body = SchemaStringBody(found)
    body.schema.text = try registry.text(of: found, for: request)
    return .body(body)
  }

  private func listIDs(_ request: APIRequest) async throws -> Answer {
    guard let guid = SchemaGUID(try request.parameter("guid")) else { return .json([]) }
    return .body(
      registry.state.ids(of: guid).map { ContextIDBody(context: $0.context.description, id: $0.id.rawValue) })
  }
}

extension APIRequest {
  /// True if only subjects are asked for that are associated with a resource, such as a topic.
  fileprivate func needsAssociation() throws(APIError) -> Bool {
    let lifecycles = query.values(of: "lifecycle")
    for lifecycle in lifecycles where !["STRONG", "WEAK", "NONE"].contains(lifecycle) { throw .pathNotFound }
    if lifecycles.contains("NONE") { return false }
    return !lifecycles.isEmpty || query["resourceType"] != nil || query["associationType"] != nil
  }
}
