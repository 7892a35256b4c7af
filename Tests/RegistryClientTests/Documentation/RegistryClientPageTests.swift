import RegistryClient
import RegistryTesting
import Testing

@Suite("The page of the registry client")
struct RegistryClientPageTests {
  /// What the page shows: it compiles, and ends where the first file is not there.
  private func example(password: String) async throws {
    var configuration = try ClientConfiguration(urls: ["https://registry-1:8081", "https://registry-2:8081"])
    configuration.credentials = try .basic(user: "orders", password: password)
    configuration.tls = try TLSSettings(authorities: "/etc/martlet/ca.pem")
    let client = SchemaRegistryClient(configuration: configuration)

    let disk = try SchemaDiskCache(folder: "/var/cache/orders", registry: client.url)
    let schemas = CachingSchemaLookup(client, disk: disk)
    try await schemas.warmUp(topics: ["orders", "payments"])
  }

  @Test("its example stands in this test")
  func compiled() async throws {
    let pages = try DocumentationPages(of: "RegistryClient", testedIn: ["RegistryClientTests"])
    #expect(pages.examples.count == 1)
    #expect(pages.untestedExamples.map(\.description) == [])
    #expect(pages.faults == [])
    let error = await #expect(throws: ClientError.self) { try await example(password: "p") }
    #expect(error?.message.contains("/etc/martlet/ca.pem") == true)
  }
}
