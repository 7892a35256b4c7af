import HTTPTypes
import Registry
import RegistryAPI
import SchemaCore

/// `/mode`: what may be done with subjects, contexts and the registry.
struct ModeRoutes: Sendable {
  let registry: SchemaRegistry

  func add(to routes: inout RouteTable) {
    for path in ["/mode", "/mode/{subject}"] {
      routes.on(.get, path, get)
      routes.on(.put, path, change)
      routes.on(.delete, path, remove)
    }
  }

  private func get(_ request: APIRequest) async throws -> Answer {
    let isEffective = request.flag("defaultToGlobal")
    let mode = try registry.state.mode(of: try request.scope(), effective: isEffective)
    return .body(ModeBody(mode: mode.rawValue))
  }

  private func change(_ request: APIRequest) async throws -> Answer {
    let scope = try request.scope()
    let body = try await request.body(ModeBody.self)
    let mode = try body.mode.map { (name) throws(RegistryError) in
      guard let mode = RegistryMode(name: name) else { throw .invalidMode }
      return mode
    }
    let stored = try await registry.changeMode(mode, of: scope, force: request.flag("force"))
    return .body(ModeBody(mode: stored?.rawValue))
  }

  private func remove(_ request: APIRequest) async throws -> Answer {
    let removed = try await registry.removeMode(of: try request.scope(), recursive: request.flag("recursive"))
    guard let removed else { return .json([:]) }
    return .body(ModeBody(mode: removed.rawValue))
  }
}
