import FoundationEssentials
import JSONSchema
import SchemaCore
import Testing

/// The table of the page `EvolvingASchema`: what may be changed.
@Suite struct ChangeVerdictTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let change: String
    let old: String
    let new: String
    /// Whether the new schema reads the old one's data.
    let strict: Bool
    let lenient: Bool

    var testDescription: String { change }
  }

  private static let page: String = {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let url = root.appending(path: "Sources/JSONSchema/JSONSchema.docc/EvolvingASchema.md")
    return (try? String(contentsOf: url, encoding: .utf8)) ?? ""
  }()

  static let rows: [Row] = {
    guard let section = page.split(separator: "\n## ").first(where: { $0.hasPrefix("Changes and verdicts") }) else {
      return []
    }
    return section.split(separator: "\n").filter { $0.hasPrefix("| ") }.dropFirst(2).compactMap { line in
      let cells = line.dropFirst().dropLast().split(separator: "|").map { cell in
        cell.drop { $0 == " " }.dropLast().drop { $0 == "`" }
      }
      guard cells.count == 5 else { return nil }
      return Row(
        change: String(cells[0]), old: String(cells[1].dropLast()), new: String(cells[2].dropLast()),
        strict: cells[3] == "yes", lenient: cells[4] == "yes")
    }
  }()

  @Test("the page has its rows")
  func isRead() { #expect(Self.rows.count == 31) }

  @Test("the verdict on a change is that of the documentation", arguments: rows)
  func verdict(row: Row) throws {
    let old = try JSONSchemaFormat().parse(row.old)
    let new = try JSONSchemaFormat().parse(row.new)
    #expect(new.incompatibilities(reading: old).isEmpty == row.strict)
    #expect(new.incompatibilities(reading: old, under: .lenient).isEmpty == row.lenient)
  }

  @Test(
    "every incompatibility says in words what happened, and where in both schemas",
    arguments: rows.filter { !$0.strict })
  func words(row: Row) throws {
    let old = try JSONSchemaFormat().parse(row.old)
    let found = try JSONSchemaFormat().parse(row.new).incompatibilities(reading: old)
    for incompatibility in found {
      let text = incompatibility.explanation.text(reader: "new", writer: "old")
      #expect(text.contains("(new: #"), "\(text)")
      #expect(text.contains(", old: #"), "\(text)")
      #expect(!text.contains("differs in the"), "\(text)")
      #expect(incompatibility.remedy.inReader != nil && incompatibility.remedy.inWriter != nil)
    }
  }
}
