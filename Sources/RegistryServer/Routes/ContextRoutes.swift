import HTTPTypes
import Registry
import RegistryAPI
import SchemaCore

/// `/contexts`: the namespaces of subjects.
struct ContextRoutes: Sendable {
  let registry: SchemaRegistry

  func add(to routes: inout RouteTable) {
    routes.on(.get, "/contexts", list)
    // The path `/contexts/{context}` arrives here with the context as a subject without name.
    routes.on(.delete, "/contexts/{subject}", delete)
  }

  private func list(_ request: APIRequest) async throws -> Answer {
    let prefix = request.query["contextPrefix"] ?? ""
    let names = registry.state.contextNames.map(\.description).filter { $0.utf8.starts(with: prefix.utf8) }
    return .body(Array(names[page: try request.page()]))
  }

  private func delete(_ request: APIRequest) async throws -> Answer {
    try await registry.deleteContext(try request.namedSubject().context)
    return .nothing
  }
}
