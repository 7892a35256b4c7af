import Registry
import ServiceLifecycle

/// Keeps a registry up to date with what other nodes write to its store, as long as the server runs.
struct StoreFollower: Service {
  let registry: SchemaRegistry

  func run() async throws {
    try await cancelWhenGracefulShutdown {
      do throws(RegistryError) {
        try await registry.followStore()
      } catch {
        // Nothing of what this node knows may be served any more: the end of this service is the end of the node.
        throw CommandFailure(.unreachable, Serve.text(error))
      }
    }
    // A store of this process alone has nothing to follow; a service that ends early would end the server.
    try await gracefulShutdown()
  }
}
