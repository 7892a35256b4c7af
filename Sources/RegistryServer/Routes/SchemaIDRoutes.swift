import HTTPTypes
import Registry
import RegistryAPI
import SchemaCore

/// `/schemas/ids/{id}`: what readers of records ask for.
struct SchemaIDRoutes: Sendable {
  let registry: SchemaRegistry

  func add(to routes: inout RouteTable) {
    routes.on(.get, "/schemas/ids/{id}", get)
    routes.on(.get, "/schemas/ids/{id}/schema", getText)
    routes.on(.get, "/schemas/ids/{id}/subjects", listSubjects)
    routes.on(.get, "/schemas/ids/{id}/versions", listVersions)
  }

  private func get(_ request: APIRequest) async throws -> Answer {
    let state = registry.state
    let found = try find(request, in: state).referring(as: request)
    var body = SchemaStringBody(found)
    body.schema.text = try registry.text(of: found, for: request)
    if request.query["subject"] != nil {
      body.subject = found.subject.description
      body.version = found.version.rawValue
    }
    body.tags = try registry.tags(of: found, for: request)
    if request.flag("fetchMaxId") { body.maximumID = state.highestID(in: found.subject.context) }
    return .body(body)
  }

  private func getText(_ request: APIRequest) async throws -> Answer {
    .text(try registry.text(of: try find(request, in: registry.state), for: request))
  }

  private func find(_ request: APIRequest, in state: RegistryState) throws -> RegisteredSchema {
    try state.schema(id: try request.id(), for: subject(request))
  }

  private func listSubjects(_ request: APIRequest) async throws -> Answer {
    .body(try holders(request).map(\.subject.description))
  }

  private func listVersions(_ request: APIRequest) async throws -> Answer {
    .body(
      try holders(request).map {
        SubjectVersionBody(subject: $0.subject.description, version: $0.version.rawValue)
      })
  }

  private func holders(_ request: APIRequest) throws -> ArraySlice<VersionKey> {
    let filter: DeletionFilter = request.flag("deleted") ? .all : .live
    let holders = try registry.state.holders(of: try request.id(), in: subject(request).context, filter)
    return holders[page: try request.page()]
  }

  /// The subject that the parameter names, or what that is an alias of; without the parameter the default context.
  private func subject(_ request: APIRequest) -> SubjectName {
    registry.state.target(of: SubjectName(qualified: request.query["subject"] ?? ""))
  }
}
