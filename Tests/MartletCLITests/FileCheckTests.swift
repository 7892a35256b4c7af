import ArgumentParser
import RegistryTesting
import SchemaCore
import SchemaReports
import SchemaSets
import Testing

@testable import MartletCLI

@Suite struct FileCheckTests {
  @Test(
    "the level says which of the files count, the newest being the last",
    arguments: [
      (CompatibilityLevel.none, nil), (.backward, nil), (.backwardTransitive, "v2.avsc"), (.forward, "v10.avsc"),
      (.fullTransitive, "v10.avsc"),
    ])
  func level(level: CompatibilityLevel, culprit: String?) async throws {
    let folder = try TemporaryFolder()
    _ = try folder.file("v2.avsc", "\"string\"".utf8)
    _ = try folder.file("v10.avsc", "\"int\"".utf8)
    // A long reads an int, but no int reads a long, and none of them a string.
    let entry = try #require(try await Self.entries("\"long\"", after: [folder.path], level).first)
    #expect(entry.findings.isEmpty == (culprit == nil))
    if let culprit { #expect(entry.verdict.contains("\(folder.path)/\(culprit) (\(level))"), "\(entry.verdict)") }
  }

  @Test("a refusal names the rule, the field, the version, who breaks and the fix")
  func refusal() async throws {
    let folder = try TemporaryFolder()
    let old = try folder.file("old.avsc", #"{"type":"record","name":"R","fields":[{"name":"a","type":"long"}]}"#.utf8)
    let new = """
      {"type":"record","name":"R","fields":[{"name":"a","type":"long"},
        {"name":"b","type":"string"}]}
      """
    let entries = try await Self.entries(new, after: [old], .backward)
    let lines = ReportFormat.text.text(of: Report(command: "check", entries: entries), version: "1")
      .split(separator: "\n").map(String.init)
    #expect(lines.first == "incompatible: new.avsc cannot follow \(old) (BACKWARD)")
    #expect(lines.contains("  READER_FIELD_MISSING_DEFAULT_VALUE at /fields/1 (new.avsc:2:3)"))
    #expect(lines.contains { $0.contains("field \"b\"") && $0.contains("old (\(old)) schema") }, "\(lines)")
    #expect(lines.contains { $0.hasPrefix("    breaks: consumers that move to the new schema") })
    #expect(lines.contains { $0.hasPrefix("    fix:    ") && $0.contains("default") })
    #expect(lines.contains { $0.hasPrefix("    order:  upgrade producers first") })
  }

  @Test("what consumers built on libavro cannot read is named with the place, the effect, who breaks and the fix")
  func portability() async throws {
    let folder = try TemporaryFolder()
    let old = try folder.file("old.avsc", #"{"type":"record","name":"R","fields":[]}"#.utf8)
    let new = #"""
      {"type":"record","name":"R","fields":[{"name":"a","type":{"type":"int","logicalType":"date"},"default":1}]}
      """#
    let entries = try await Self.entries(new, after: [old], .backward, portable: true)
    #expect(entries.map(\.outcome) == [.passed, .failed])
    let text = ReportFormat.text.text(of: Report(command: "check", entries: [entries[1]]), version: "1")
    #expect(text.hasPrefix("not portable: new.avsc cannot be used everywhere by consumers built on libavro\n"))
    #expect(text.contains("  DEFAULT_NEEDED at /fields/0 (new.avsc)\n    field \"a\" (refused): "), "\(text)")
    #expect(text.contains("    breaks: consumers that move to the new schema"))
    #expect(text.contains("  note: libavro knows no logical types"))
    let harmless = try await Self.entries(new, after: [old], .forward, portable: true)
    #expect(harmless.map(\.outcome) == [.passed, .passed])
  }

  private static func entries(
    _ new: String, after earlier: [String], _ level: CompatibilityLevel, portable: Bool = false
  ) async throws -> [Report.Entry] {
    let text = SchemaText(text: new)
    let candidate = try text.parsed(rules: .new, called: "new.avsc")
    let check = FileCheck(
      options: try SchemaFileOptions.parse([]), imports: try ImportOptions.parse([]), earlier: earlier)
    let comparison = try await check.comparison(of: text, candidate, using: [], called: "new.avsc")
    let verdicts = try await Check.verdicts(comparison, SetCheck.Overrides(level: level))
    let examination = SchemaExamination(evolutionRules: [], isPortable: portable)
    return try verdicts.flatMap {
      try examination.entries(of: $0, candidate, called: "new.avsc", target: earlier.joined(separator: ", "))
    }
  }
}
