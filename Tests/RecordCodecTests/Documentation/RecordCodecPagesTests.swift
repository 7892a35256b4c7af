import Foundation
import Testing

/// What the pages show is what is compiled: their examples stand word for word in tests.
@Suite("Documentation pages of records")
struct RecordCodecPagesTests {
  private static let pages = texts(in: "Sources/RecordCodec/RecordCodec.docc", suffix: ".md")
  private static let code = texts(in: "Tests/RecordCodecTests/Documentation", suffix: "Tests.swift").values
    .map(withoutIndents)

  @Test("every Swift example stands in a test beside this one")
  func examples() {
    var count = 0
    for (page, text) in Self.pages {
      for block in text.components(separatedBy: "```swift\n").dropFirst() {
        let example = Self.withoutIndents(block.components(separatedBy: "\n```")[0])
        #expect(Self.code.contains { $0.contains(example) }, "\(page): not found in any test: \(example)")
        count += 1
      }
    }
    #expect(count > 5)
  }

  @Test("every page has a heading and a summary, and is listed on the first one")
  func structure() {
    for (page, text) in Self.pages {
      let paragraphs = text.components(separatedBy: "\n\n")
      #expect(paragraphs[0].hasPrefix("# "), "\(page)")
      #expect(paragraphs.count > 1 && !paragraphs[1].hasPrefix("#") && !paragraphs[1].contains("\n"), "\(page)")
      if page != "RecordCodec" { #expect(Self.pages["RecordCodec"]?.contains("<doc:\(page)>") == true, "\(page)") }
    }
    #expect(Self.pages.count > 2)
  }

  private static func withoutIndents(_ text: String) -> String {
    text.components(separatedBy: "\n").map { $0.drop { $0 == " " } }.joined(separator: "\n")
  }

  /// The texts of a folder, by their names without endings.
  private static func texts(in folder: String, suffix: String) -> [String: String] {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let url = root.appending(path: folder)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: url.path())) ?? []
    return names.filter { $0.hasSuffix(suffix) }.reduce(into: [:]) { texts, name in
      let text = try? String(contentsOf: url.appending(path: name), encoding: .utf8)
      texts[String(name.prefix { $0 != "." })] = text
    }
  }
}
