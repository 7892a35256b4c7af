import HTTPTypes
import Registry
import RegistryAPI
import SchemaCore

/// `/subjects`: the list, and each subject as a whole.
struct SubjectRoutes: Sendable {
  let registry: SchemaRegistry

  func add(to routes: inout RouteTable) {
    routes.on(.get, "/subjects", list)
    routes.on(.post, "/subjects/{subject}", lookUp)
    routes.on(.delete, "/subjects/{subject}", delete)
    routes.on(.get, "/subjects/{subject}/metadata", find)
  }

  private func list(_ request: APIRequest) async throws -> Answer {
    let prefix = request.query["subjectPrefix"].map(SubjectPrefix.init) ?? .everything
    let subjects = registry.state.subjects(prefix: prefix, DeletionFilter(request))
    return .body(subjects[page: try request.page()].map(\.description))
  }

  private func lookUp(_ request: APIRequest) async throws -> Answer {
    let subject = try request.subject(in: registry)
    let body = try await request.body(SchemaBody.self)
    let found = try find(body.schema, under: subject, request)
    return .body(RegisteredSchemaBody(found, text: try registry.text(of: found, for: request)))
  }

  private func find(
    _ schema: SchemaText, under subject: SubjectName, _ request: APIRequest
  ) throws -> RegisteredSchema {
    let result = Result { () throws(RegistryError) in
      try registry.lookUp(
        schema, under: subject, normalizing: request.flag("normalize"), includingDeleted: request.flag("deleted"))
    }
    if request.isExplained, case .failure(.schemaNotFound) = result {
      throw APIError(schemaNotFoundBut: try registry.nearMatches(of: schema, for: subject))
    }
    return try result.get()
  }

  /// The newest version with the metadata properties that the parameters `key` and `value` name pair by pair.
  private func find(_ request: APIRequest) async throws -> Answer {
    let properties = zip(request.query.values(of: "key"), request.query.values(of: "value")).map { ($0, $1) }
    let found = try registry.state.version(
      withProperties: properties, of: try request.subject(in: registry), includesDeleted: request.flag("deleted"))
    return .body(RegisteredSchemaBody(found, text: try registry.text(of: found, for: request)))
  }

  private func delete(_ request: APIRequest) async throws -> Answer {
    let versions = try await registry.deleteSubject(
      try request.subject(in: registry), permanently: request.flag("permanent"))
    return .body(versions.map(\.rawValue))
  }
}

extension DeletionFilter {
  /// What `deletedOnly` and `deleted` ask for; the former wins.
  init(_ request: APIRequest) {
    self = request.flag("deletedOnly") ? .deletedOnly : request.flag("deleted") ? .all : .live
  }
}
