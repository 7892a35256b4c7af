import HTTPTypes
import Registry
import RegistryAPI
import SchemaCore

/// `/dek-registry/v1/keks`: the keys that wrap data encryption keys.
struct KeyEncryptionKeyRoutes: Sendable {
  let registry: SchemaRegistry

  static let path = "/dek-registry/v1/keks"

  func add(to routes: inout RouteTable) {
    routes.on(.get, Self.path, list)
    routes.on(.post, Self.path, create)
    routes.on(.get, Self.path + "/{name}", get)
    routes.on(.put, Self.path + "/{name}", change)
    routes.on(.delete, Self.path + "/{name}", delete)
    routes.on(.post, Self.path + "/{name}/undelete", undelete)
    routes.on(.post, Self.path + "/{name}/test", test)
  }

  private func list(_ request: APIRequest) async throws -> Answer {
    let names = registry.state.keyNames(
      subjectPrefixes: request.query.values(of: "subjectPrefix"), request.flag("deleted") ? .all : .live)
    return .body(names[page: try request.page()].map(\.description))
  }

  private func create(_ request: APIRequest) async throws -> Answer {
    let body = try await request.body(KeyEncryptionKeyBody.self)
    let key = KeyEncryptionKey(
      name: try KeyName(body.name ?? ""), kmsType: body.kmsType ?? "", kmsKeyID: body.kmsKeyID ?? "",
      kmsProperties: KMSProperties(body.kmsProperties), doc: body.doc, isShared: body.isShared,
      isDeleted: body.isDeleted)
    return answer(try await registry.createKey(key, testsSharing: request.flag("testSharing")))
  }

  private func get(_ request: APIRequest) async throws -> Answer {
    answer(try registry.state.key(try request.keyName(), includesDeleted: request.flag("deleted")))
  }

  private func change(_ request: APIRequest) async throws -> Answer {
    let name = try request.keyName()
    let body = try await request.body(KeyEncryptionKeyUpdateBody.self)
    let change = KeyEncryptionKeyChange(
      kmsProperties: body.kmsProperties.map(KMSProperties.init), doc: body.doc, isShared: body.isShared,
      clearing: Set(body.cleared.compactMap { KeyEncryptionKeyChange.Field(rawValue: $0.rawValue) }))
    return answer(try await registry.changeKey(change, of: name, testsSharing: request.flag("testSharing")))
  }

  private func delete(_ request: APIRequest) async throws -> Answer {
    try await registry.deleteKey(try request.keyName(), permanently: request.flag("permanent"))
    return .nothing
  }

  private func undelete(_ request: APIRequest) async throws -> Answer {
    try await registry.undeleteKey(try request.keyName())
    return .nothing
  }

  private func test(_ request: APIRequest) async throws -> Answer {
    answer(try await registry.testKey(try request.keyName()))
  }

  /// A key as it may be shown: without the credentials among its properties.
  private func answer(_ stored: StoredKey<KeyEncryptionKey>) -> Answer {
    let key = stored.key
    return .body(
      KeyEncryptionKeyBody(
        name: key.name.description, kmsType: key.kmsType, kmsKeyID: key.kmsKeyID,
        kmsProperties: key.kmsProperties.withoutSecrets.sorted.map { .init(name: $0.name, value: $0.value) },
        doc: key.doc, isShared: key.isShared, timestamp: stored.timestamp, isDeleted: key.isDeleted))
  }
}

extension KMSProperties {
  fileprivate init(_ properties: [KeyEncryptionKeyBody.Property]) {
    self.init(properties.map { ($0.name, $0.value) })
  }
}

extension APIRequest {
  /// The key encryption key that the path names.
  func keyName() throws -> KeyName { try KeyName(try parameter("name")) }
}
