/// The pages of a module's documentation. What they show is what is compiled: their examples in Swift stand word for word,
/// indents apart, in tests.
public struct DocumentationPages: Sendable {
  /// A fenced block of Swift.
  public struct Example: Sendable, CustomStringConvertible {
    /// The page, and the line on which the block begins.
    public let description: String
    fileprivate let code: String
  }

  private let module: String
  /// The pages by their names.
  private let pages: [String: String]
  private let testedCode: [String]

  /// - Parameters:
  ///   - module: the module, which has a documentation catalog.
  ///   - targets: the test targets in whose folder `Documentation` examples may stand.
  public init(of module: String, testedIn targets: [String]) throws {
    self.module = module
    pages = try Fixtures.texts(in: "Sources/\(module)/\(module).docc", suffix: ".md")
    testedCode = try targets.flatMap { target in
      try Fixtures.texts(in: "Tests/\(target)/Documentation", suffix: "Tests.swift").values.map(Self.withoutIndents)
    }
  }

  /// The examples of all pages.
  public var examples: [Example] {
    pages.sorted { $0.key < $1.key }.flatMap { Self.examples(in: $0.value, of: $0.key) }
  }

  /// The examples that stand in no test.
  public var untestedExamples: [Example] {
    examples.filter { example in !testedCode.contains { $0.contains(example.code) } }
  }

  /// What is missing of what each page has: a heading and a summary of one paragraph, and a link on the module's first page.
  public var faults: [String] {
    var faults: [String] = []
    for (page, text) in pages.sorted(by: { $0.key < $1.key }) {
      let paragraphs = text.split(separator: "\n\n")
      if paragraphs.first?.hasPrefix("# ") != true { faults.append("\(page) has no heading") }
      if paragraphs.count < 2 || paragraphs[1].hasPrefix("#") || paragraphs[1].contains("\n") {
        faults.append("\(page) has no summary")
      }
      if page != module, pages[module]?.contains("<doc:\(page)>") != true {
        faults.append("\(page) is not listed on \(module)")
      }
    }
    return faults
  }

  private static func examples(in text: String, of page: String) -> [Example] {
    var examples: [Example] = []
    var start: Int?
    var code: [Substring] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if let first = start {
        if line == "```" {
          examples.append(
            Example(description: "\(page).md:\(first)", code: withoutIndents(code.joined(separator: "\n"))))
          start = nil
        } else {
          code.append(line)
        }
      } else if line == "```swift" {
        start = index + 1
        code = []
      }
    }
    return examples
  }

  private static func withoutIndents(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { $0.drop { $0 == " " } }.joined(separator: "\n")
  }
}
