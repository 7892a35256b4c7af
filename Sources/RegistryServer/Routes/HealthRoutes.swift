import HTTPTypes
import Registry
import RegistryAPI
import SchemaCore

/// What those ask who watch over the server: is it fit for use, and how does it do?
struct HealthRoutes: Sendable {
  let registry: SchemaRegistry
  let metrics: ServerMetrics

  func add(to routes: inout RouteTable) {
    // A server listens only when it has read the whole log, or its copy, so one that answers has started.
    for path in ["/health/live", "/health/startup"] {
      routes.on(.get, path, isNegotiated: false) { _ in .json(["status": "UP"]) }
    }
    routes.on(.get, "/health/ready", isNegotiated: false) { _ in
      if let failure = await registry.storeFailure() {
        return .unavailable(["status": "DOWN", "reason": .string(failure.description)])
      }
      let unreadable = registry.state.damage.count
      // The rest is served; whether that will do is for those to say who watch.
      if unreadable > 0 { return .json(["status": "UP", "unreadableRecords": .number(JSONNumber(Int64(unreadable)))]) }
      return .json(["status": "UP"])
    }
    routes.on(.get, "/_health", isNegotiated: false) { _ in await alias() }
    // There is no leader: every server takes writes.
    routes.on(.get, "/master_available", isNegotiated: false) { _ in .json(["master_available": true]) }
    routes.on(.get, "/metrics", isNegotiated: false) { _ in
      .document(await metrics.text(), mediaType: PrometheusText.mediaType)
    }
  }

  /// The health of the server in the words of Karapace, as its users ask for it.
  private func alias() async -> Answer {
    let isReady = await registry.storeFailure() == nil
    let body: JSONValue = [
      "status": ["schema_registry_ready": .bool(isReady), "schema_registry_is_primary": true],
      "healthy": .bool(isReady),
    ]
    return isReady ? .json(body) : .unavailable(body)
  }
}
