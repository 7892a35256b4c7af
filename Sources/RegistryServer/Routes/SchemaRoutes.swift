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
    let state = registry.state
    let includesDeleted = request.flag("deleted")
    let prefix = SubjectPrefix(request.query["subjectPrefix"] ?? "")
    var schemas: [RegisteredSchema] = []
    for subject in state.subjects(prefix: prefix, includesDeleted ? .all : .live) {
      let history = state.history(of: subject, includesDeleted ? .all : .live)
      schemas += request.flag("latestOnly") ? history.suffix(1) : history[...]
      if schemas.count >= page.upperBound { break }
    }
    return .body(schemas[page: page].map { RegisteredSchemaBody($0, text: $0.schema.text) })
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
