import HTTPTypes
import Registry
import RegistryAPI
import SchemaCore

/// `/compatibility`: would this schema be accepted?
struct CompatibilityRoutes: Sendable {
  let registry: SchemaRegistry

  func add(to routes: inout RouteTable) {
    routes.on(.post, "/compatibility/subjects/{subject}/versions") { request in
      try await check(request, with: nil)
    }
    routes.on(.post, "/compatibility/subjects/{subject}/versions/{version}") { request in
      try await check(request, with: try request.version())
    }
  }

  private func check(_ request: APIRequest, with version: VersionSelector?) async throws -> Answer {
    let subject = try request.subject(in: registry)
    let body = try await request.body(SchemaBody.self)
    let isVerbose = request.flag("verbose")
    do {
      let report = try registry.checkCompatibility(
        of: body.schema, with: subject, version: version, normalizing: request.flag("normalize"))
      return .body(
        CompatibilityBody(
          isCompatible: report.isCompatible, messages: isVerbose ? report.messages : nil,
          verdict: request.isExplained ? VerdictBody(report, for: subject, body.schema, in: registry.state) : nil))
    } catch {
      // Who asks for reasons gets this one as a reason too.
      let failure = APIError(error)
      guard isVerbose, failure.code == .invalidSchema else { throw failure }
      return .body(CompatibilityBody(isCompatible: false, messages: [failure.message]))
    }
  }
}
