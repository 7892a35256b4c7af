import Registry
import SchemaCore
import Testing

@Suite struct LocalKeyManagementServiceTests {
  @Test("what the official Python client has wrapped is unwrapped")
  func foreign() async throws {
    // Made with confluent-kafka 2.15's local-kms, secret "mysecret".
    let wrapped = try #require(
      Hexadecimal.bytes("2286eecd3be206e595967303d65b26a5550db0654fb7aeb3878aaa5a78b22e3a20"))
    let service = LocalKeyManagementService(secret: "mysecret")
    #expect(try await service.unwrap(wrapped, with: try KeyFixture.key("k")) == Array("hello".utf8))
  }

  @Test("what is wrapped is unwrapped, never wraps the same way twice, and is not changed unnoticed")
  func roundTrip() async throws {
    let service = LocalKeyManagementService(secret: "s")
    let key = try KeyFixture.key("k")
    for count in [0, 1, 64] {
      let material = [UInt8](repeating: 7, count: count)
      let wrapped = try await service.wrap(material, with: key)
      #expect(wrapped.count == 12 + count + 16)
      #expect(try await service.unwrap(wrapped, with: key) == material)
      #expect(try await service.wrap(material, with: key) != wrapped)
      for place in wrapped.indices {
        var changed = wrapped
        changed[place] ^= 1
        await #expect(throws: KeyManagementError.self) { try await service.unwrap(changed, with: key) }
      }
      await #expect(throws: KeyManagementError.self) { try await service.unwrap(Array(wrapped.dropLast()), with: key) }
    }
  }

  @Test("a key's own secret counts before the server's, and there must be one")
  func secrets() async throws {
    let service = LocalKeyManagementService(secret: "server")
    var key = try KeyFixture.key("k")
    let wrapped = try await service.wrap([1], with: key)
    key.kmsProperties = KMSProperties([("secret", "own")])
    await #expect(throws: KeyManagementError.self) { try await service.unwrap(wrapped, with: key) }
    let bare = LocalKeyManagementService()
    #expect(try await bare.unwrap(try await service.wrap([1], with: key), with: key) == [1])
    key.kmsProperties = KMSProperties()
    let error = await #expect(throws: KeyManagementError.self) { try await bare.wrap([1], with: key) }
    #expect(error?.description.contains("secret") == true)
  }
}
