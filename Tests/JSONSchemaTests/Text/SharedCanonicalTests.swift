import JSONSchema
import RegistryTesting
import SchemaCore
import Testing

@Suite("Conformance cases: texts of JSON schemas")
struct SharedCanonicalTests {
  static let texts = CaseRow.shared("canonical/canonical.json").filter { $0.string("type") == "JSON" }

  @Test(
    "canonical and normalized texts are those of the reference",
    .enabled(if: sharedCasesExist("canonical/canonical.json"), "the conformance cases are not beside the checkout"),
    arguments: texts)
  func text(_ row: CaseRow) throws {
    let schema = try JSONSchemaFormat().parse(try #require(row.string("schema")), rules: .stored)
    #expect(try schema.rendered(as: row.bool("normalize") == true ? .normalized : .canonical) == row.string("expected"))
  }
}
