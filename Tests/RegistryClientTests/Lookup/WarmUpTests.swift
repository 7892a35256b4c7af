import RegistryAPI
import RegistryClient
import RegistryTesting
import SchemaCore
import Testing

@Suite struct WarmUpTests {
  private static let int = SchemaText(text: "\"int\"")
  private static let long = SchemaText(text: "\"long\"")

  @Test("after a warm-up everything that the topics' records may name is at hand")
  func everything() async throws {
    let registry = try await InProcessRegistry()
    try await registry.withServer { url in
      let client = SchemaRegistryClient(
        configuration: try ClientConfiguration(urls: [url], timeout: .seconds(600), attemptTimeout: .seconds(600)))
      let value = SubjectName(name: "t-value")
      let other = SubjectName(name: "t-value-too")
      let first = try await client.register(Self.int, under: value)
      let second = try await client.register(Self.long, under: value)
      let beside = try await client.register(SchemaText(text: "\"string\""), under: other)
      _ = try await client.deleteVersion(.number(SchemaVersion(rawValue: 1)), of: value)
      let cache = CachingSchemaLookup(client)
      #expect(try await cache.warmUp(topics: ["t", "none"]).map(\.schema) == [Self.int, Self.long])
      // Records that are there still name what was deleted since.
      for registered in [first, second] {
        #expect(cache.cached(.identity(.id(SchemaID(rawValue: registered.id)))) != nil)
        let guid = try #require(registered.guid.flatMap { SchemaGUID($0) })
        #expect(cache.cached(.identity(.guid(guid))) != nil)
      }
      #expect(cache.cached(.version(.latest, of: value))?.schema == Self.long)
      #expect(cache.cached(.identity(.id(SchemaID(rawValue: beside.id)))) == nil)
    }
  }

  @Test("a registry that does not answer is an error")
  func unreachable() async throws {
    let client = SchemaRegistryClient(configuration: try ClientConfiguration(url: "http://127.0.0.1:1"))
    let error = await #expect(throws: ClientError.self) {
      try await CachingSchemaLookup(client).warmUp(topics: ["t"])
    }
    #expect(error?.kind == .unreachable)
  }
}
