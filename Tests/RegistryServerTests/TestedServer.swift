import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import Registry
import RegistryServer
import RegistryTesting
import SchemaCore
import Testing

/// A registry's routes without a socket.
struct TestedServer: Sendable {
  let registry: SchemaRegistry
  private let client: any TestClientProtocol

  /// An answer, its body also as JSON where it is JSON.
  struct Answer: Sendable {
    var status: Int
    var headers: HTTPFields
    var body: [UInt8]
    var text: String { String(decoding: body, as: UTF8.self) }
    var json: JSONValue? { try? JSONParser.parse(body) }
    var code: Int64? { json?.object?["error_code"]?.number?.int64 }
    var message: String? { json?.object?["message"]?.string }
  }

  /// Runs the body with a server over an empty registry.
  static func run(
    options: RegistryOptions = RegistryOptions(), store: any RegistryStore = MemoryStore(),
    configuration: ServerConfiguration = ServerConfiguration(), logger: Logger? = nil,
    _ body: @Sendable (TestedServer) async throws -> Void
  ) async throws {
    let registry = try await InProcessRegistry(options: options, store: store).registry
    let application = RegistryApplication(registry: registry, configuration: configuration, logger: logger).application
    try await application.test(.router) { client in
      try await body(TestedServer(registry: registry, client: client))
    }
  }

  func send(
    _ method: String, _ path: String, headers: [(String, String)] = [], body: [UInt8]? = nil
  ) async throws -> Answer {
    var fields = HTTPFields()
    for (name, value) in headers { fields.append(HTTPField(name: try #require(HTTPField.Name(name)), value: value)) }
    return try await client.execute(
      uri: path, method: try #require(HTTPRequest.Method(method)), headers: fields,
      body: body.map { ByteBuffer(bytes: $0) }
    ) { response in
      Answer(
        status: Int(response.status.code), headers: response.headers, body: Array(response.body.readableBytesView))
    }
  }

  func send(_ method: String, _ path: String, _ json: JSONValue) async throws -> Answer {
    try await send(method, path, body: JSONWriter.bytes(json))
  }

  /// Registers an Avro schema.
  @discardableResult
  func register(_ schema: String, under subject: String) async throws -> Answer {
    try await send("POST", "/subjects/\(subject)/versions", ["schema": .string(schema)])
  }
}
