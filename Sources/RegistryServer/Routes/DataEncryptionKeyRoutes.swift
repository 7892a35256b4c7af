import HTTPTypes
import Registry
import RegistryAPI
import SchemaCore

/// `/dek-registry/v1/keks/{name}/deks`: the keys that records are encrypted with.
struct DataEncryptionKeyRoutes: Sendable {
  let registry: SchemaRegistry

  func add(to routes: inout RouteTable) {
    let all = KeyEncryptionKeyRoutes.path + "/{name}/deks"
    let one = all + "/{subject}"
    let version = one + "/versions/{version}"
    routes.on(.get, all, listSubjects)
    routes.on(.post, all, create)
    routes.on(.get, one, get)
    routes.on(.post, one, create)
    routes.on(.get, one + "/versions", listVersions)
    routes.on(.get, version, get)
    for path in [one, version] {
      routes.on(.delete, path, delete)
      routes.on(.post, path + "/undelete", undelete)
    }
  }

  private func listSubjects(_ request: APIRequest) async throws -> Answer {
    let subjects = try registry.state.dataKeySubjects(
      of: try request.keyName(), includesDeleted: request.flag("deleted"))
    return .body(subjects[page: try request.page()].map(\.description))
  }

  private func listVersions(_ request: APIRequest) async throws -> Answer {
    let versions = try registry.state.dataKeyVersions(
      of: try request.dataKeySeries(in: registry), includesDeleted: request.flag("deleted"))
    return .body(versions[page: try request.page()].map(\.rawValue))
  }

  private func get(_ request: APIRequest) async throws -> Answer {
    let series = try request.dataKeySeries(in: registry)
    // Without a version the first is meant, and not the latest: clients that know no versions have only that.
    let version = try request.dataKeyVersion() ?? .number(Self.firstVersion)
    return answer(try await registry.dataKey(version, of: series, includesDeleted: request.flag("deleted")))
  }

  private func create(_ request: APIRequest) async throws -> Answer {
    let name = try request.keyName()
    let body = try await request.body(DataEncryptionKeyBody.self)
    // The older form of the request has the subject in its body only.
    let subject =
      request.hasParameter("subject")
      ? try request.keySubject(in: registry) : SubjectName(qualified: body.subject ?? "")
    let series = try DataKeySeries(keyName: name, subject: subject, algorithm: try algorithm(of: body))
    let version = body.version.map(SchemaVersion.init) ?? Self.firstVersion
    if version < Self.firstVersion { throw APIError(invalidVersion: version.description) }
    let created = try await registry.createDataKey(
      DataKeyRequest(
        id: DataKeyID(series, version), encryptedKeyMaterial: body.encryptedKeyMaterial, isDeleted: body.isDeleted,
        rewraps: request.flag("rewrap")))
    return answer(created)
  }

  private func delete(_ request: APIRequest) async throws -> Answer {
    try await registry.deleteDataKey(
      try request.dataKeySeries(in: registry), version: try request.dataKeyVersion(),
      permanently: request.flag("permanent"))
    return .nothing
  }

  private func undelete(_ request: APIRequest) async throws -> Answer {
    try await registry.undeleteDataKey(try request.dataKeySeries(in: registry), version: try request.dataKeyVersion())
    return .nothing
  }

  private static let firstVersion = SchemaVersion(rawValue: 1)

  private func algorithm(of body: DataEncryptionKeyBody) throws(BodyError) -> DataKeyAlgorithm {
    guard let name = body.algorithm else { return .aes256GCM }
    guard let algorithm = DataKeyAlgorithm(rawValue: name) else {
      let known = DataKeyAlgorithm.allCases.map(\.rawValue).joined(separator: ", ")
      throw BodyError(.wrongShape, "\"\(name)\" is not one of \(known)", at: JSONPointer(["algorithm"]))
    }
    return algorithm
  }

  private func answer(_ opened: OpenedDataKey) -> Answer {
    let key = opened.stored.key
    return .body(
      DataEncryptionKeyBody(
        keyName: key.id.series.keyName.description, subject: key.id.series.subject.description,
        version: key.id.version.rawValue, algorithm: key.id.series.algorithm.rawValue,
        encryptedKeyMaterial: key.encryptedKeyMaterial, keyMaterial: opened.keyMaterialText,
        timestamp: opened.stored.timestamp, isDeleted: key.isDeleted))
  }
}

extension APIRequest {
  /// The data encryption keys that path and query name.
  fileprivate func dataKeySeries(in registry: SchemaRegistry) throws -> DataKeySeries {
    let name = try keyName()
    let subject = try keySubject(in: registry)
    var algorithm = DataKeyAlgorithm.aes256GCM
    if let text = query["algorithm"], !text.isEmpty {
      guard let known = DataKeyAlgorithm(rawValue: text) else { throw APIError.pathNotFound }
      algorithm = known
    }
    return try DataKeySeries(keyName: name, subject: subject, algorithm: algorithm)
  }

  /// The subject that the path names, or what that is an alias of where keys are concerned.
  fileprivate func keySubject(in registry: SchemaRegistry) throws(APIError) -> SubjectName {
    registry.state.target(of: try namedSubject(), forKeys: true)
  }

  /// The version that the path names, if it names one.
  fileprivate func dataKeyVersion() throws(APIError) -> VersionSelector? {
    hasParameter("version") ? try version() : nil
  }
}
