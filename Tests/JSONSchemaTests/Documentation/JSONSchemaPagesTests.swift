import RegistryTesting
import Testing

@Suite("Documentation pages of JSON Schema")
struct JSONSchemaPagesTests {
  @Test("every example in Swift stands in a test, and every page is listed and has a summary")
  func pages() throws {
    let pages = try DocumentationPages(of: "JSONSchema", testedIn: ["JSONSchemaTests"])
    #expect(pages.untestedExamples.map(\.description) == [])
    #expect(pages.faults == [])
    #expect(pages.examples.count > 5)
  }
}
