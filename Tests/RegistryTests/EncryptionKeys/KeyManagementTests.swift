import Registry
import SchemaCore
import Synchronization
import Testing

/// What the registry does with a service that answers as a test wants it.
@Suite struct KeyManagementTests {
  @Test(
    "a service that fails leaves nothing behind, and says why",
    arguments: [KeyManagementError.Kind.failed, .accessDenied])
  func failure(_ kind: KeyManagementError.Kind) async throws {
    let error = KeyManagementError(kind, "no")
    let service = TestedService { (_, _) throws(KeyManagementError) in throw error }
    let fixture = try await KeyFixture(services: [service])
    let key = try KeyFixture.key("k", isShared: true)
    #expect(
      try await keyRefusal { _ = try await fixture.registry.createKey(key, testsSharing: true) }
        == .wrappingFailed(subject: "__TEST", error))
    #expect(fixture.registry.state.keyNames(.all).isEmpty)
    try await fixture.createKey("k", isShared: true)
    #expect(
      try await keyRefusal { _ = try await fixture.registry.testKey(key.name) }
        == .wrappingFailed(subject: "__TEST", error))
    #expect(
      try await keyRefusal { try await fixture.createDataKey("k", "s") } == .wrappingFailed(subject: "s", error))
    #expect(try fixture.versions("k", "s", includesDeleted: true) == [])
  }

  @Test("only a shared key can be tried, and one that is not shared needs no test")
  func tests() async throws {
    let fixture = try await KeyFixture(services: [])
    let key = try KeyFixture.key("k")
    _ = try await fixture.registry.createKey(key, testsSharing: true)
    #expect(try await keyRefusal { _ = try await fixture.registry.testKey(key.name) } == .invalidField("shared"))
    let change = KeyEncryptionKeyChange(isShared: true)
    guard
      case .wrappingFailed(_, let error)? = try await keyRefusal({
        _ = try await fixture.registry.changeKey(change, of: key.name, testsSharing: true)
      })
    else {
      Issue.record("a key of a service that is not there was tried")
      return
    }
    #expect(error.description.contains("local-kms"))
    #expect(try fixture.registry.state.key(key.name).key.isShared == false)
  }

  @Test("wrapping again keeps the key and changes what it is wrapped in")
  func rewrapping() async throws {
    let secrets = Mutex("first")
    let service = TestedService { (material, isWrapping) throws(KeyManagementError) in
      // The service's key has versions: it wraps with the newest one, and unwraps with any.
      let secret = Array(secrets.withLock { $0 }.utf8)
      if isWrapping { return [UInt8(secret.count)] + secret + material }
      return Array(material.dropFirst(Int(material[0]) + 1))
    }
    let fixture = try await KeyFixture(services: [service])
    try await fixture.createKey("k", isShared: true)
    let first = try await fixture.createDataKey("k", "s")
    secrets.withLock { $0 = "second" }
    #expect(try await keyRefusal { try await fixture.createDataKey("k", "s") } == .exists("s"))
    let second = try await fixture.createDataKey("k", "s", rewraps: true)
    #expect(second.keyMaterial == first.keyMaterial)
    #expect(second.stored.key.encryptedKeyMaterial != first.stored.key.encryptedKeyMaterial)
    #expect(try fixture.versions("k", "s") == [1])
  }

  @Test("a key that changes while it is used is used again as it is now")
  func overtaken() async throws {
    let names = Mutex<[String]>([])
    let shared = Mutex<SchemaRegistry?>(nil)
    let service = TestedService { (material, key) async throws(KeyManagementError) in
      let isFirst = names.withLock {
        $0.append(key.kmsProperties["region"] ?? "none")
        return $0.count == 1
      }
      if isFirst, let registry = shared.withLock({ $0 }) {
        let change = KeyEncryptionKeyChange(kmsProperties: KMSProperties([("region", "north")]))
        _ = try? await registry.changeKey(change, of: key.name)
      }
      return material
    }
    let fixture = try await KeyFixture(services: [service])
    shared.withLock { $0 = fixture.registry }
    try await fixture.createKey("k", isShared: true)
    try await fixture.createDataKey("k", "s")
    #expect(names.withLock { $0 } == ["none", "north"])
    // The registry holds the service, and this closure the registry.
    shared.withLock { $0 = nil }
  }
}

/// A service of type `local-kms` that does what it is told.
private struct TestedService: KeyManagementService {
  typealias Work = @Sendable ([UInt8], KeyEncryptionKey, Bool) async throws(KeyManagementError) -> [UInt8]

  let type = "local-kms"
  private let work: Work

  /// Told the material, and whether it is to be wrapped.
  init(_ work: @escaping @Sendable ([UInt8], Bool) throws(KeyManagementError) -> [UInt8]) {
    self.work = { (material, _, isWrapping) throws(KeyManagementError) in try work(material, isWrapping) }
  }

  /// Told the material, and the key as it is now.
  init(_ work: @escaping @Sendable ([UInt8], KeyEncryptionKey) async throws(KeyManagementError) -> [UInt8]) {
    self.work = { (material, key, _) throws(KeyManagementError) in try await work(material, key) }
  }

  func wrap(_ material: [UInt8], with key: KeyEncryptionKey) async throws(KeyManagementError) -> [UInt8] {
    try await work(material, key, true)
  }

  func unwrap(_ material: [UInt8], with key: KeyEncryptionKey) async throws(KeyManagementError) -> [UInt8] {
    try await work(material, key, false)
  }
}
