import SchemaCore
import Testing

@testable import MartletCLI

@Suite struct PortabilityTextTests {
  private static let old = #"{"type":"record","name":"R","fields":[]}"#
  private static let new = #"""
    {"type":"record","name":"R","fields":[{"name":"a","type":{"type":"int","logicalType":"date"},"default":1}]}
    """#

  @Test("a finding names the rule, the place, what happens, who breaks and the fix")
  func finding() throws {
    let text = try comparison(.backward).portability()
    #expect(!text.isPortable)
    let lines = text.text(colored: false).split(separator: "\n").map(String.init)
    #expect(lines.first == "not portable: new.avsc cannot be used everywhere by consumers built on libavro")
    #expect(lines.contains("  DEFAULT_NEEDED at /fields/0 (refused): field \"a\""))
    #expect(
      lines.contains { $0.hasPrefix("    breaks: consumers that move to the new schema") && $0.contains("old.avsc") })
    #expect(lines.contains { $0.hasPrefix("    fix:    ") })
    #expect(lines.contains { $0.hasPrefix("  note: ") && $0.contains("logical types") })
  }

  @Test("the same as data has a member for each of these, beside those of the comparison")
  func data() throws {
    let comparison = try comparison(.backward)
    let report = CheckReport(compatibility: comparison.verdict, portability: try comparison.portability())
    #expect(!report.isGood)
    #expect(report.json.object?["compatible"] == true)
    #expect(report.json.object?["portable"] == false)
    let finding = try #require(report.json.object?["portability"]?.array?.last?.object)
    #expect(finding["rule"] == "DEFAULT_NEEDED")
    #expect(finding["effect"] == "refused")
    for member in ["path", "subject", "explanation", "breaks", "fix"] {
      #expect(finding[member]?.string?.isEmpty == false)
    }
  }

  @Test("what is only ignored is no reason to refuse, and the level says who must read what")
  func harmless() throws {
    let text = try comparison(.forward).portability()
    #expect(text.isPortable)
    #expect(text.text(colored: false).hasPrefix("ok: new.avsc can be used by consumers built on libavro\n  note: "))
  }

  private func comparison(_ level: CompatibilityLevel) throws -> SchemaComparison {
    let old = try SchemaText(text: Self.old).parsed(rules: .stored, called: "old.avsc")
    let new = try SchemaText(text: Self.new).parsed(rules: .new, called: "new.avsc")
    return SchemaComparison(
      candidate: new, text: Self.new, name: "new.avsc", target: "old.avsc", level: level, policy: .strict,
      history: [.init(schema: old)])
  }
}
