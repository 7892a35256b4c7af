import FoundationEssentials
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
    let page = try #require(
      try Fixtures.texts(in: "Sources/RegistryClient/RegistryClient.docc", suffix: ".md")["RegistryClient"])
    let parts = page.components(separatedBy: "```swift\n")
    try #require(parts.count == 2)
    let code = try #require(parts[1].components(separatedBy: "\n```").first)
    let test = try #require(
      try Fixtures.texts(in: "Tests/RegistryClientTests/Documentation", suffix: "PageTests.swift")["RegistryClient"])
    let tested = test.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.drop { $0 == " " } }.joined(separator: "\n")
    #expect(tested.contains(code))
    let error = await #expect(throws: ClientError.self) { try await example(password: "p") }
    #expect(error?.message.contains("/etc/martlet/ca.pem") == true)
  }
}
