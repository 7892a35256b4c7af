import Avro
import JSONSchema
import Protobuf
public import Registry
public import RegistryServer
import SchemaCore

/// A real registry without a disk: everything but the store is what a server runs.
public struct InProcessRegistry: Sendable {
  /// The registry.
  public let registry: SchemaRegistry

  /// An empty registry for schemas of every format.
  ///
  /// - Throws: `RegistryError` if another store than the one in memory cannot be read.
  public init(
    options: RegistryOptions = RegistryOptions(), store: any RegistryStore = MemoryStore()
  ) async throws(RegistryError) {
    let formats = SchemaFormats([AvroFormat(), ProtobufFormat(), JSONSchemaFormat()])
    registry = try await SchemaRegistry(store: store, formats: formats, options: options)
  }

  /// Serves the registry while the body runs.
  ///
  /// - Parameters:
  ///   - configuration: how to serve it; unless told otherwise on a free port of 127.0.0.1.
  ///   - body: told the URL of the server.
  /// - Throws: what the body throws, and `ServerError`.
  public func withServer<Outcome: Sendable>(
    configuration: ServerConfiguration = ServerConfiguration(port: 0),
    _ body: @Sendable (_ url: String) async throws -> Outcome
  ) async throws -> Outcome {
    let (addresses, announcement) = AsyncStream.makeStream(of: BoundAddress.self)
    let application = RegistryApplication(registry: registry, configuration: configuration) { address in
      announcement.yield(address)
    }
    return try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        defer { announcement.finish() }
        try await application.run()
      }
      defer { group.cancelAll() }
      for await address in addresses { return try await body(address.url) }
      // The server ended before it listened: its own error says why.
      try await group.waitForAll()
      throw CancellationError()
    }
  }
}
