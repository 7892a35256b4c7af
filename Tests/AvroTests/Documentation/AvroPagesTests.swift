import RegistryTesting
import Testing

@Suite("Documentation pages of Avro")
struct AvroPagesTests {
  @Test("every example in Swift stands in a test, and every page is listed and has a summary")
  func pages() throws {
    let pages = try DocumentationPages(of: "Avro", testedIn: ["AvroTests", "AvroContainerTests"])
    #expect(pages.untestedExamples.map(\.description) == [])
    #expect(pages.faults == [])
    #expect(pages.examples.count > 5)
  }
}
