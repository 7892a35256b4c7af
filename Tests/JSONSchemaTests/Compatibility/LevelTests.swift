import JSONSchema
import SchemaCore
import Testing

@Suite struct LevelTests {
  private static let closed = #"{"type": "object", "properties": {"a": {}}, "additionalProperties": false}"#
  private static let open = #"{"type": "object", "properties": {"a": {}}}"#
  private static let openWithB = #"{"type": "object", "properties": {"a": {}, "b": {"type": "null"}}}"#

  @Test(
    "levels and policies work together",
    arguments: [
      // Opening an object is compatible for readers; older readers refuse what they do not know.
      (closed, open, CompatibilityLevel.backward, CompatibilityPolicy.strict, true),
      (closed, open, .forward, .strict, false), (closed, open, .full, .lenient, true),
      (open, openWithB, .backward, .strict, false), (open, openWithB, .backward, .lenient, true),
      (open, openWithB, .forward, .strict, true), (open, openWithB, .full, .strict, false),
      (open, openWithB, .none, .strict, true),
    ])
  func levels(
    old: String, new: String, level: CompatibilityLevel, policy: CompatibilityPolicy, isCompatible: Bool
  ) throws {
    let history = [CompatibilityChecker.EarlierVersion(schema: try JSONSchemaFormat().parse(old))]
    let candidate = try JSONSchemaFormat().parse(new)
    let found = CompatibilityChecker.findings(of: candidate, with: history, at: level, under: policy)
    #expect((found == nil) == isCompatible)
  }

  @Test("the findings of a new writer are told from its side, with what its author can do")
  func forward() throws {
    let history = [CompatibilityChecker.EarlierVersion(schema: try JSONSchemaFormat().parse(Self.openWithB))]
    let candidate = try JSONSchemaFormat().parse(Self.open)
    let found = try #require(CompatibilityChecker.findings(of: candidate, with: history, at: .forward))
    let first = try #require(found.findings.first)
    let words = first.direction.words
    let text = first.incompatibility.explanation.text(reader: words.reader, writer: words.writer)
    #expect(text.hasPrefix(#"property "b" has a schema in the old schema only"#))
    #expect(first.remedy?.hasPrefix(#"keep property "b", or close the root"#) == true)
  }
}
