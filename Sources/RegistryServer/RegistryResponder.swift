import HTTPTypes
package import Hummingbird
import Logging
import Registry
import RegistryAPI

/// What every request passes through first: the schemas that are ready to be sent, questions of browsers, the paths
/// within a context, and then the routes.
package struct RegistryResponder: HTTPResponder {
  private let configuration: ServerConfiguration
  private let logger: Logger
  private let readySchemas: ReadySchemas
  private let routes: RouterResponder<BasicRequestContext>
  private let deadlines: RequestDeadlines
  private let metrics = RequestMetrics()

  /// - Parameter logger: told of each request.
  init(registry: SchemaRegistry, configuration: ServerConfiguration, logger: Logger) {
    self.configuration = configuration
    self.logger = logger
    deadlines = RequestDeadlines(limit: configuration.requestTimeout)
    readySchemas = ReadySchemas(
      registry: registry, compresses: configuration.compressesAnswers, isLegacy: configuration.sendsLegacyAnswers)
    routes = Self.table(registry, configuration, metrics).makeResponder()
  }

  /// The routes of the whole API.
  static func table(
    _ registry: SchemaRegistry, _ configuration: ServerConfiguration, _ metrics: RequestMetrics
  ) -> RouteTable {
    var table = RouteTable(configuration: configuration)
    SubjectRoutes(registry: registry).add(to: &table)
    SubjectVersionRoutes(registry: registry).add(to: &table)
    SchemaRoutes(registry: registry).add(to: &table)
    SchemaIDRoutes(registry: registry).add(to: &table)
    CompatibilityRoutes(registry: registry).add(to: &table)
    ConfigRoutes(registry: registry).add(to: &table)
    ModeRoutes(registry: registry).add(to: &table)
    ContextRoutes(registry: registry).add(to: &table)
    KeyEncryptionKeyRoutes(registry: registry).add(to: &table)
    DataEncryptionKeyRoutes(registry: registry).add(to: &table)
    ServerRoutes(configuration: configuration).add(to: &table)
    HealthRoutes(
      registry: registry,
      metrics: ServerMetrics(registry: registry, requests: metrics, configuration: configuration)
    ).add(to: &table)
    return table
  }

  package func respond(to request: Request, context: BasicRequestContext) async throws -> Response {
    let start = ContinuousClock.now
    metrics.underWay.add()
    defer { metrics.underWay.add(-1) }
    var response: Response
    if let ready = readySchemas.response(to: request) {
      response = ready.response
      metrics.countReady(ready.endpoint, start.duration(to: .now))
    } else {
      response = try await answer(request, context)
      // The router leaves a word instead of a path where it found nothing.
      let path = context.endpointPath.flatMap { $0.hasPrefix("/") ? $0 : nil }
      metrics.count(request.method, path, response.status, start.duration(to: .now))
    }
    // Not every answer comes from a route that knows HEAD, and a body would be taken for the next answer.
    if request.method == .head { response = response.createHeadResponse() }
    let identifier = RequestIdentifier(of: request.headers).value
    response.headers[.requestID] = identifier
    response.headers[.cacheControl] = "no-cache, no-store, must-revalidate"
    response.headers[.crossSiteScriptingProtection] = "1; mode=block"
    response.headers[.contentTypeOptions] = "nosniff"
    configuration.crossOrigin?.mark(&response, to: request)
    log(request, response, identifier, start)
    return response
  }

  private func answer(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    if let preflight = configuration.crossOrigin?.preflight(request) { return preflight }
    let answer = try await deadlines.run { try await route(request, context) }
    if let answer { return answer }
    context.logger.error("a request took too long", metadata: ["path": "\(request.uri.path)"])
    let isReading = request.method == .get || request.method == .head
    let advice = isReading ? "" : ": a change may still be carried out, look before you try again"
    return Response(
      APIError(
        .timedOut,
        "The request was not done after \(configuration.requestTimeout)\(advice)"),
      APIMediaType.negotiated(accept: request.headers[.accept]) ?? .preferred)
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

  private func log(
    _ request: Request, _ response: Response, _ identifier: String, _ start: ContinuousClock.Instant
  ) {
    logger.log(
      level: configuration.logsRequests ? .info : .debug, "request",
      metadata: [
        "method": "\(request.method)", "path": "\(request.uri.path)", "status": "\(response.status.code)",
        "milliseconds": "\(start.duration(to: .now) / .milliseconds(1))", "request_id": "\(identifier)",
      ])
  }
}
