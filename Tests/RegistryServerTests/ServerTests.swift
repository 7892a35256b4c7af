import HTTPTypes
import HummingbirdTesting
import Logging
import NIOCore
import Registry
import RegistryServer
import RegistryTesting
import SchemaCore
import ServiceLifecycle
import Testing

/// The server on a socket: it starts, answers, refuses a taken port, and ends.
struct ServerTests {
  @Test("a server on a free port registers a schema and gives it back, on one connection")
  func smoke() async throws {
    let registry = try await InProcessRegistry()
    try await registry.withServer { url in
      try await TestClient.withClient(host: "127.0.0.1", port: try port(of: url)) { client in
        let body = ByteBuffer(string: #"{"schema":"\"int\""}"#)
        let registered = try await client.post("/subjects/s/versions", body: body)
        #expect(registered.status == .ok)
        let ready = try await client.get("/schemas/ids/1")
        #expect(ready.headers[.contentType] == "application/vnd.schemaregistry.v1+json")
        #expect(String(buffer: try #require(ready.body)).contains(#""schema":"\"int\"""#))
        #expect(try await client.get("/nowhere").status == .notFound)
        #expect(try await client.head("/nowhere").status == .notFound)
        #expect(try await client.head("/subjects").status == .ok)
        #expect(try await client.get("/subjects").status == .ok)
      }
    }
  }

  @Test("a port in use is an error that names it")
  func portInUse() async throws {
    let registry = try await InProcessRegistry()
    try await registry.withServer { url in
      let port = try port(of: url)
      let second = RegistryApplication(registry: registry.registry, configuration: ServerConfiguration(port: port))
      let error = await #expect(throws: ServerError.self) { try await second.run() }
      #expect(error?.kind == .addressInUse)
      #expect(error?.description.contains("127.0.0.1:\(port) is in use") == true)
    }
  }

  @Test(
    "an address that is none of this machine's is an error that names it", arguments: ["192.0.2.1", "not a host"])
  func foreignAddress(host: String) async throws {
    let registry = try await InProcessRegistry().registry
    let server = RegistryApplication(registry: registry, configuration: ServerConfiguration(host: host, port: 0))
    let error = await #expect(throws: ServerError.self) { try await server.run() }
    #expect(error?.kind == .addressNotAvailable)
    #expect(error?.description.contains(host) == true)
  }

  @Test("a connection that stays silent is closed", .timeLimit(.minutes(4)))
  func idleConnection() async throws {
    let configuration = ServerConfiguration(port: 0, idleTimeout: .milliseconds(20))
    try await InProcessRegistry().withServer(configuration: configuration) { url in
      try await TestClient.withClient(host: "127.0.0.1", port: try port(of: url)) { client in
        try await client.channelPromise.futureResult.get().closeFuture.get()
      }
    }
  }

  @Test("a graceful shutdown answers the requests in flight")
  func gracefulShutdown() async throws {
    let store = GatedStore()
    let registry = try await InProcessRegistry(store: store).registry
    let (addresses, announcement) = AsyncStream.makeStream(of: BoundAddress.self)
    let application = RegistryApplication(registry: registry, configuration: ServerConfiguration(port: 0)) {
      announcement.yield($0)
    }
    let group = ServiceGroup(configuration: .init(services: [application], logger: .init(label: "test")))
    async let service: Void = group.run()
    let address = try #require(await addresses.first { _ in true })
    try await TestClient.withClient(host: address.host, port: address.port) { client in
      async let answer = client.post("/subjects/s/versions", body: ByteBuffer(string: #"{"schema":"\"int\""}"#))
      await store.waitForAppend()
      await group.triggerGracefulShutdown()
      store.open()
      let status = try await answer.status
      #expect(status == .ok)
    }
    try await service
    #expect(registry.state.versionCount == 1)
  }

  @Test("the same schema registered by many at once is one version; different ones get dense IDs")
  func concurrency() async throws {
    try await TestedServer.run { server in
      let ids = try await withThrowingTaskGroup(of: Int64?.self) { group in
        for index in 0..<40 {
          group.addTask {
            let schema = #"{"type":"fixed","name":"F\#(index % 20)","size":1}"#
            let answer = try await server.register(schema, under: "s\(index % 20)")
            return answer.json?.object?["id"]?.number?.int64
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(Set(ids.compactMap(\.self)) == Set(1...20))
      #expect(server.registry.state.versionCount == 20)
    }
  }

  private func port(of url: String) throws -> Int {
    try #require(url.split(separator: ":").last.flatMap { Int($0) })
  }
}

/// A store in memory whose appends wait until it is opened.
private final class GatedStore: RegistryStore {
  private let store = MemoryStore()
  private let appended = AsyncStream.makeStream(of: Void.self)
  private let gate = AsyncStream.makeStream(of: Void.self)

  func waitForAppend() async { _ = await appended.stream.first { _ in true } }
  func open() { gate.continuation.finish() }

  func entries(from position: LogPosition, limit: Int) async throws(StoreError) -> [LogEntry] {
    try await store.entries(from: position, limit: limit)
  }

  func append(_ entries: [LogEntry]) async throws(StoreError) {
    appended.continuation.yield()
    for await _ in gate.stream {}
    try await store.append(entries)
  }

  func close() async {}
}
