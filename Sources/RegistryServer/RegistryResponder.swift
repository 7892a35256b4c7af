import HTTPTypes
package import Hummingbird
import Logging
import Registry
import RegistryAPI

/// What every request passes through first: the schemas that are ready to be sent, the paths within a context, and
/// then the routes.
package struct RegistryResponder: HTTPResponder {
  private let readySchemas: ReadySchemas
  private let routes: RouterResponder<BasicRequestContext>

  init(registry: SchemaRegistry, configuration: ServerConfiguration) {
    readySchemas = ReadySchemas(registry: registry)
    var table = RouteTable(maximumBodyBytes: configuration.maximumBodyBytes)
    SubjectRoutes(registry: registry).add(to: &table)
    SubjectVersionRoutes(registry: registry).add(to: &table)
    SchemaRoutes(registry: registry).add(to: &table)
    SchemaIDRoutes(registry: registry).add(to: &table)
    CompatibilityRoutes(registry: registry).add(to: &table)
    ConfigRoutes(registry: registry).add(to: &table)
    ModeRoutes(registry: registry).add(to: &table)
    ContextRoutes(registry: registry).add(to: &table)
    ServerRoutes(configuration: configuration).add(to: &table)
    routes = table.makeResponder()
  }

  package func respond(to request: Request, context: BasicRequestContext) async throws -> Response {
    var response: Response
    if let ready = readySchemas.response(to: request) {
      response = ready
    } else {
      response = try await route(request, context)
    }
    // Not every answer comes from a route that knows HEAD, and a body would be taken for the next answer.
    if request.method == .head { response = response.createHeadResponse() }
    response.headers[.requestID] = RequestIdentifier(of: request.headers).value
    response.headers[.cacheControl] = "no-cache, no-store, must-revalidate"
    response.headers[.crossSiteScriptingProtection] = "1; mode=block"
    context.logger.debug(
      "request",
      metadata: [
        "method": "\(request.method)", "path": "\(request.uri.path)", "status": "\(response.status.code)",
      ])
    return response
  }

  private func route(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    var request = request
    do {
      if let rewritten = try ContextPath.rewrite(path: request.uri.path, query: request.uri.query ?? "") {
        var head = request.head
        head.path = rewritten
        request = Request(head: head, body: request.body)
      }
    } catch {
      return Response(error, APIMediaType.negotiated(accept: request.headers[.accept]) ?? .preferred)
    }
    return try await routes.respond(to: request, context: context)
  }
}
