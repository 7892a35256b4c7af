import Registry
import RegistryTesting
import SchemaCore
import Testing

/// The identity vectors that lie beside the checkout, as far as they need no metadata and rules.
@Suite(.enabled(if: SharedIdentity.rows.count > 0, "the conformance cases are not beside the checkout"))
struct SharedIdentityTests {
  @Test("GUIDs are those of the reference", arguments: SharedIdentity.rows)
  func guids(_ row: SharedIdentity.Row) {
    #expect(SchemaGUID(of: row.schema).description == row.guid)
  }
}

enum SharedIdentity {
  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var schema: SchemaText
    var guid: String
  }

  static let rows: [Row] = {
    guard let text = Fixtures.sharedCases("canonical/guid.json"), let vectors = try? JSONParser.parse(text).array
    else { return [] }
    return vectors.compactMap(\.object).filter { $0["metadata"] == nil && $0["ruleSet"] == nil }.map { row in
      let references = (row["references"]?.array ?? []).compactMap(\.object).map { reference in
        SchemaReference(
          name: reference["name"]?.string ?? "", subject: reference["subject"]?.string ?? "",
          version: reference["version"]?.number?.int64.flatMap(Int32.init(exactly:)) ?? 0)
      }
      return Row(
        testDescription: row["name"]?.string ?? "",
        schema: SchemaText(
          format: FormatName(rawValue: row["schemaType"]?.string ?? ""), text: row["schema"]?.string ?? "",
          references: references),
        guid: row["guid"]?.string ?? "")
    }
  }()
}
