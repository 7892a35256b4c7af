import RegistryTesting
import Testing

/// What the pages show is what is compiled: their examples stand word for word in tests.
@Suite("Documentation pages of Protobuf")
struct ProtobufPagesTests {
  private static let pages = Result { try Fixtures.texts(in: "Sources/Protobuf/Protobuf.docc", suffix: ".md") }
  private static let tests = Result { try Fixtures.texts(in: "Tests/ProtobufTests/Documentation", suffix: ".swift") }

  @Test("every Swift example stands in a test beside this one")
  func examples() throws {
    let code = try Self.tests.get().values.map(Self.withoutIndents)
    var count = 0
    for (page, text) in try Self.pages.get() {
      for block in text.split(separator: "```swift\n", omittingEmptySubsequences: false).dropFirst() {
        let example = Self.withoutIndents(
          String(block.prefix(upTo: block.firstRange(of: "\n```")?.lowerBound ?? block.endIndex)))
        #expect(code.contains { $0.contains(example) }, "\(page): not found in any test: \(example)")
        count += 1
      }
    }
    #expect(count > 5)
  }

  @Test("every page has a heading and a summary, and is listed on the first one")
  func structure() throws {
    let pages = try Self.pages.get()
    for (page, text) in pages {
      let paragraphs = text.split(separator: "\n\n")
      #expect(paragraphs.first?.hasPrefix("# ") == true, "\(page)")
      #expect(paragraphs.count > 1 && !paragraphs[1].hasPrefix("#") && !paragraphs[1].contains("\n"), "\(page)")
      if page != "Protobuf" { #expect(pages["Protobuf"]?.contains("<doc:\(page)>") == true, "\(page)") }
    }
    #expect(pages.count > 2)
  }

  private static func withoutIndents(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { $0.drop { $0 == " " } }.joined(separator: "\n")
  }
}
