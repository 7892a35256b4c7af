import HTTPTypes
import Registry
import RegistryAPI
import SchemaCore

/// `/subjects/{subject}/versions`: registering, and each version.
struct SubjectVersionRoutes: Sendable {
  let registry: SchemaRegistry

  func add(to routes: inout RouteTable) {
    routes.on(.get, "/subjects/{subject}/versions", list)
    routes.on(.post, "/subjects/{subject}/versions", register)
    routes.on(.get, "/subjects/{subject}/versions/{version}", get)
    routes.on(.delete, "/subjects/{subject}/versions/{version}", delete)
    routes.on(.get, "/subjects/{subject}/versions/{version}/schema", getText)
    routes.on(.post, "/subjects/{subject}/versions/{version}/tags", modifyTags)
    routes.on(.get, "/subjects/{subject}/versions/{version}/referencedby", listReferrers)
  }

  private func list(_ request: APIRequest) async throws -> Answer {
    let subject = try request.subject(in: registry)
    let filter = DeletionFilter(request)
    let state = registry.state
    var versions = try state.versions(of: subject, filter).map(\.rawValue)
    if request.flag("deletedAsNegative") {
      versions = state.history(of: subject, .all).map { $0.isDeleted ? -$0.version.rawValue : $0.version.rawValue }
    }
    return .body(Array(versions[page: try request.page()]))
  }

  private func register(_ request: APIRequest) async throws -> Answer {
    let subject = try request.subject(in: registry)
    let body = try await request.body(SchemaBody.self)
    let options = RegistrationOptions(
      normalizes: request.flag("normalize"), isForced: request.flag("force"),
      version: body.version == 0 ? nil : body.version,
      id: body.id.flatMap { $0 < 0 ? nil : SchemaID(rawValue: $0) }, tagsToAdd: body.tagsToAdd,
      tagsToRemove: body.tagsToRemove, propagatesTags: body.propagatesTags)
    do {
      if request.flag("dryRun") { return try rehearse(body.schema, under: subject, options, request) }
      return try answer(to: request, try await registry.register(body.schema, under: subject, options: options))
    } catch let error as RegistryError where request.isExplained {
      throw APIError(error, explaining: body.schema, in: registry.state)
    }
  }

  /// What a registration would answer, if nobody else is first.
  private func rehearse(
    _ schema: SchemaText, under subject: SubjectName, _ options: RegistrationOptions, _ request: APIRequest
  ) throws -> Answer {
    let rehearsal = try registry.rehearse(schema, under: subject, options: options)
    var answer = RegisteredSchemaBody(rehearsal.outcome, text: try registry.text(of: rehearsal.outcome, for: request))
    if rehearsal.isNew { answer.timestamp = nil }
    let matches = request.isExplained ? try registry.nearMatches(of: schema, for: subject) : []
    return .body(
      RehearsalBody(
        schema: answer, isNew: rehearsal.isNew, nearMatches: request.isExplained ? matches.map(NearMatchBody.init) : nil
      ))
  }

  private func modifyTags(_ request: APIRequest) async throws -> Answer {
    let version = try request.version()
    let subject = try request.subject(in: registry)
    let edits = try await request.body(ContractEdits.self)
    return try answer(to: request, try await registry.modifyTags(of: version, of: subject, edits))
  }

  private func answer(to request: APIRequest, _ registered: RegisteredSchema) throws -> Answer {
    var answer = RegisteredSchemaBody(registered, text: try registry.text(of: registered, for: request))
    answer.subject = nil
    return .body(answer)
  }

  private func get(_ request: APIRequest) async throws -> Answer {
    let found = try find(request).referring(as: request)
    var answer = RegisteredSchemaBody(found, text: try registry.text(of: found, for: request))
    answer.tags = try registry.tags(of: found, for: request)
    return .body(answer)
  }

  private func getText(_ request: APIRequest) async throws -> Answer {
    .text(try registry.text(of: try find(request), for: request))
  }

  private func find(_ request: APIRequest) throws -> RegisteredSchema {
    let version = try request.version()
    return try registry.state.version(
      version, of: try request.subject(in: registry), includesDeleted: request.flag("deleted"))
  }

  private func delete(_ request: APIRequest) async throws -> Answer {
    let version = try request.version()
    let deleted = try await registry.deleteVersion(
      version, of: try request.subject(in: registry), permanently: request.flag("permanent"))
    return .body(deleted.rawValue)
  }

  private func listReferrers(_ request: APIRequest) async throws -> Answer {
    let version = try request.version()
    let state = registry.state
    let target = try state.version(version, of: try request.subject(in: registry), includesDeleted: true)
    let referrers = state.referrers(of: target.key, request.flag("deleted") ? .all : .live)
    return .body(referrers[page: try request.page(maximum: SchemaRoutes.maximumPage)].map(\.rawValue))
  }
}
