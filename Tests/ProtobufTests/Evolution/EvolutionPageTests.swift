import FoundationEssentials
import Protobuf
import SchemaCore
import Testing

/// The tables of the page `EvolvingASchema`.
@Suite("The page on evolving a Protobuf schema")
struct EvolutionPageTests {
  /// One row of the table of changes.
  struct Change: Sendable, CustomTestStringConvertible {
    let words: String
    let before: String
    let after: String
    let isBackwardCompatible: Bool
    let isForwardCompatible: Bool
    let rules: [String]

    var testDescription: String { words }
  }

  private static let page: String = {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let url = root.appending(path: "Sources/Protobuf/Protobuf.docc/EvolvingASchema.md")
    return (try? String(contentsOf: url, encoding: .utf8)) ?? ""
  }()

  /// The cells of the rows of the table under a heading.
  private static func rows(under heading: String) -> [[String]] {
    guard let section = page.split(separator: "\n## ").first(where: { $0.hasPrefix(heading) }) else { return [] }
    return section.split(separator: "\n").filter { $0.hasPrefix("| ") }.dropFirst(2).map { row in
      row.dropFirst().dropLast().split(separator: "|", omittingEmptySubsequences: false)
        .map { trimmed($0, " ") }
    }
  }

  static let changes = rows(under: "Changes and verdicts").compactMap { cells -> Change? in
    guard cells.count == 6 else { return nil }
    return Change(
      words: cells[0], before: code(cells[1]), after: code(cells[2]), isBackwardCompatible: cells[3] == "yes",
      isForwardCompatible: cells[4] == "yes",
      rules: cells[5].split(separator: " ").map { trimmed($0, "`") })
  }

  private static func trimmed(_ text: Substring, _ character: Character) -> String {
    var text = text.drop { $0 == character }
    while text.last == character { text.removeLast() }
    return String(text)
  }

  private static func code(_ cell: String) -> String {
    let code = trimmed(cell[...], "`")
    if code.hasPrefix("syntax") { return code }
    let keywords = ["message", "enum", "package", "option "]
    let isFile = keywords.contains { code.hasPrefix($0) } && !code.hasPrefix("optional")
    return "syntax = \"proto3\"; " + (isFile ? code : "message M { \(code) }")
  }

  @Test("the verdicts and the broken rules of a change are those of its row", arguments: changes)
  func change(_ row: Change) throws {
    let before = try ProtobufFormat().parse(row.before, rules: .strict)
    let after = try ProtobufFormat().parse(row.after, rules: .strict)
    #expect(after.incompatibilities(reading: before).isEmpty == row.isBackwardCompatible)
    #expect(before.incompatibilities(reading: after).isEmpty == row.isForwardCompatible)
    let findings = try ProtobufRules.findings(of: after, against: before)
    #expect(Set(findings.map(\.rule.rawValue)) == Set(row.rules))
  }

  @Test("there are rows")
  func isRead() { #expect(Self.changes.count > 40) }

  @Test("every rule stands in the table of rules, with its reason")
  func rules() {
    let expected = ProtobufRule.allCases.map { ["`\($0.rawValue)`", $0.effect.rawValue, $0.explanation] }
    #expect(Self.rows(under: "What the rules are") == expected)
  }
}
