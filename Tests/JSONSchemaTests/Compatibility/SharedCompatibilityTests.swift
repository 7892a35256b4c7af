import JSONSchema
import RegistryTesting
import SchemaCore
import Testing

@Suite("Conformance cases: JSON Schema compatibility")
struct SharedCompatibilityTests {
  static let pairs = CaseRow.shared("compat/json-schema.json")
  static let upstream = ["compat/json-schema-diff-2020-12.json", "compat/json-schema-diff-combined.json"].flatMap {
    CaseRow.shared($0)
  }

  @Test(
    "verdicts of both policies and all differences are those of the reference",
    .enabled(if: sharedCasesExist("compat/json-schema.json"), "the conformance cases are not beside the checkout"),
    arguments: pairs)
  func pair(_ row: CaseRow) throws {
    let original = try JSONSchemaFormat().parse(row.text("original"))
    let update = try JSONSchemaFormat().parse(row.text("update"))
    try check(
      original, update, changes: row.strings("changes"), strict: row.bool("backwardCompatible"),
      lenient: row.bool("backwardCompatibleLenient"))
  }

  @Test(
    "the reference's own examples come out as it says",
    .enabled(
      if: sharedCasesExist("compat/json-schema-diff-2020-12.json"), "the conformance cases are not beside the checkout"),
    arguments: upstream)
  func example(_ row: CaseRow) throws {
    let original = try JSONSchemaFormat().parse(row.text("original_schema"))
    let update = try JSONSchemaFormat().parse(row.text("update_schema"))
    try check(
      original, update, changes: row.strings("changes"), strict: row.bool("compatible"),
      lenient: row.bool("compatible_lenient") ?? row.bool("compatible"))
  }

  private func check(
    _ original: JSONSchemaDocument, _ update: JSONSchemaDocument, changes: [String], strict: Bool?, lenient: Bool?
  ) throws {
    let found = update.differences(from: original)
    #expect(found.allSatisfy { $0.isCompatible(under: .strict) } == strict)
    let overlooking = update.differences(from: original, under: .lenient)
    #expect(overlooking.allSatisfy { $0.isCompatible(under: .lenient) } == lenient)
    // The order of what several keywords of one schema make together is arbitrary, and so are the indexes.
    let isOrdered = !changes.contains { $0.contains("allOf/") }
    let names = found.map { isOrdered ? "\($0.name) \($0.path)" : $0.name }
    let expected = changes.map { isOrdered ? $0 : String($0.prefix { $0 != " " }) }
    #expect(names.sorted() == expected.sorted())
  }
}
