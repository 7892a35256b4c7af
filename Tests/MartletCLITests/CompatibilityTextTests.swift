import SchemaCore
import Testing

@testable import MartletCLI

@Suite struct CompatibilityTextTests {
  private static let old = #"{"type":"record","name":"R","fields":[{"name":"a","type":"long"}]}"#
  private static let new = """
    {"type":"record","name":"R","fields":[{"name":"a","type":"long"},
      {"name":"b","type":"string"}]}
    """

  @Test("a refusal names the rule, the field, the version, who breaks and the fix")
  func refusal() throws {
    let lines = try verdict(.backward).text(colored: false).split(separator: "\n").map(String.init)
    #expect(lines.first == "incompatible: new.avsc cannot follow version 3 of s (BACKWARD)")
    #expect(lines.contains("  READER_FIELD_MISSING_DEFAULT_VALUE at /fields/1 (new.avsc:2:3)"))
    #expect(lines.contains { $0.contains("field \"b\"") && $0.contains("old (version 3) schema") })
    #expect(lines.contains { $0.hasPrefix("    breaks: consumers that move to the new schema") })
    #expect(lines.contains { $0.hasPrefix("    fix:    ") && $0.contains("default") })
  }

  @Test("the same as data has a member for each of these")
  func data() throws {
    let json = try verdict(.backward).json
    #expect(json.object?["compatible"] == false)
    #expect(json.object?["level"] == "BACKWARD")
    #expect(json.object?["version"] == 3)
    #expect(json.object?["schema"] == "new.avsc")
    let finding = try #require(json.object?["findings"]?.array?.first?.object)
    #expect(finding["rule"] == "READER_FIELD_MISSING_DEFAULT_VALUE")
    #expect(finding["path"] == "/fields/1")
    #expect(finding["direction"] == "backward")
    #expect(finding["in"] == "new")
    #expect(finding["line"] == 2)
    #expect(finding["column"] == 3)
    for member in ["explanation", "breaks", "message", "fix"] { #expect(finding[member]?.string?.isEmpty == false) }
  }

  @Test("what is compatible is said in a line, coloured only for a terminal")
  func compatible() throws {
    let verdict = try verdict(.forward)
    #expect(verdict.text(colored: false) == "ok: new.avsc is compatible with s (FORWARD)")
    #expect(verdict.text(colored: true) == "\u{1B}[1;32mok\u{1B}[0m: new.avsc is compatible with s (FORWARD)")
    #expect(verdict.json.object?["compatible"] == true)
    #expect(verdict.json.object?["findings"] == nil)
  }

  private func verdict(_ level: CompatibilityLevel) throws -> CompatibilityText {
    let old = try SchemaText(text: Self.old).parsed(rules: .stored, called: "old")
    let new = try SchemaText(text: Self.new).parsed(rules: .new, called: "new")
    let history = [CompatibilityChecker.EarlierVersion(version: SchemaVersion(rawValue: 3), schema: old)]
    return CompatibilityText(
      candidate: "new.avsc", target: "s", level: level,
      findings: CompatibilityChecker.findings(of: new, with: history, at: level), source: (new, Self.new))
  }
}
