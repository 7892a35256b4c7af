import FoundationEssentials
import Testing

/// What the pages show is what is compiled: their examples stand word for word in tests.
@Suite("Documentation pages")
struct DocumentationTests {
  @Test("every Swift example of a page stands in a test beside this one", arguments: DocumentationPage.examples)
  func compiled(_ example: DocumentationPage.Example) {
    #expect(DocumentationPage.testedCode.contains { $0.contains(example.code) }, "\(example): not found in any test")
  }

  @Test("every page has a heading and a summary, and is listed on the first one", arguments: DocumentationPage.all)
  func structure(_ page: DocumentationPage) {
    let paragraphs = page.text.split(separator: "\n\n", omittingEmptySubsequences: true)
    #expect(paragraphs.first?.hasPrefix("# ") == true)
    #expect(paragraphs.count > 1 && !paragraphs[1].hasPrefix("#") && !paragraphs[1].contains("\n"))
    if page.name != "Avro" {
      #expect(DocumentationPage.all.first { $0.name == "Avro" }?.text.contains("<doc:\(page.name)>") == true)
    }
  }

  @Test("there are pages, and they have examples")
  func pages() {
    #expect(DocumentationPage.all.count > 2)
    #expect(DocumentationPage.examples.count > 5)
  }
}

/// A page of the documentation catalog.
struct DocumentationPage: Sendable, CustomTestStringConvertible {
  let name: String
  let text: String

  var testDescription: String { name }

  /// A fenced block of Swift, without the indents of its lines.
  struct Example: Sendable, CustomTestStringConvertible {
    let page: String
    /// The line of the page on which it begins.
    let line: Int
    let code: String

    var testDescription: String { "\(page).md:\(line)" }
  }

  static let all = files(in: "Sources/Avro/Avro.docc", suffix: ".md").map(DocumentationPage.init)

  static let examples = all.flatMap(\.examples)

  /// The code of the tests that may hold examples, of all modules, without the indents of its lines.
  static let testedCode = ["AvroTests", "AvroContainerTests"].flatMap { target in
    files(in: "Tests/\(target)/Documentation", suffix: "Tests.swift").map { withoutIndents($0.text) }
  }

  private var examples: [Example] {
    var examples: [Example] = []
    var start: Int?
    var lines: [Substring] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if let first = start {
        if line == "```" {
          let code = Self.withoutIndents(lines.joined(separator: "\n"))
          examples.append(Example(page: name, line: first, code: code))
          start = nil
        } else {
          lines.append(line)
        }
      } else if line == "```swift" {
        start = index + 1
        lines = []
      }
    }
    return examples
  }

  private static func withoutIndents(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { $0.drop { $0 == " " } }
      .joined(separator: "\n")
  }

  private static func files(in folder: String, suffix: String) -> [(name: String, text: String)] {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let url = root.appending(path: folder)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: url.path())) ?? []
    return names.filter { $0.hasSuffix(suffix) }.sorted().compactMap { name in
      guard let text = try? String(contentsOf: url.appending(path: name), encoding: .utf8) else { return nil }
      return (name.split(separator: ".").first.map(String.init) ?? name, text)
    }
  }
}
