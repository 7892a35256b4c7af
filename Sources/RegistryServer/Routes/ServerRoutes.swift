import HTTPTypes
import RegistryAPI
import SchemaCore

/// What a server tells of itself.
struct ServerRoutes: Sendable {
  let configuration: ServerConfiguration

  func add(to routes: inout RouteTable) {
    routes.on(.get, "/") { _ in .json([:]) }
    routes.on(.post, "/") { request in
      _ = try await request.body(AnyObjectBody.self)
      return .json([:])
    }
    routes.on(.get, "/v1/metadata/id") { [configuration] _ in
      .body(
        ServerIdentityBody(registryCluster: configuration.registryCluster, kafkaCluster: configuration.kafkaCluster))
    }
    routes.on(.get, "/v1/metadata/version") { [configuration] _ in
      .body(ServerVersionBody(version: configuration.version, commit: configuration.commit))
    }
    routes.on(.get, "/openapi.yaml", isNegotiated: false) { _ in
      .document(APIDescription.text, mediaType: APIDescription.mediaType)
    }
    routes.on(.get, "/v1/metadata/deployment") { _ in .json(["attributes": []]) }
  }
}

/// Any object; nobody reads what it holds.
private struct AnyObjectBody: JSONBody {
  let json: JSONValue

  init(json: JSONValue) throws(BodyError) {
    guard json.object != nil else { throw BodyError(.wrongShape, "an object is expected, found \(json.kindName)") }
    self.json = json
  }
}
