import Registry
import RegistryTesting
import SchemaCore
import Testing

/// The identity vectors that lie beside the checkout.
@Suite(.enabled(if: SharedIdentity.rows.count > 0, "the conformance cases are not beside the checkout"))
struct SharedIdentityTests {
  @Test("GUIDs are those of the reference", arguments: SharedIdentity.rows)
  func guids(_ row: SharedIdentity.Row) throws {
    #expect(SchemaGUID(of: try #require(row.schema)).description == row.guid)
  }
}

enum SharedIdentity {
  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String
    /// Nil if the row cannot be read.
    var schema: SchemaText?
    var guid: String
  }

  static let rows: [Row] = {
    guard let text = Fixtures.sharedCases("canonical/guid.json"), let vectors = try? JSONParser.parse(text).array
    else { return [] }
    return vectors.compactMap(\.object).map { row in
      Row(
        testDescription: row["name"]?.string ?? "", schema: try? schema(of: JSONObjectReader(.object(row))),
        guid: row["guid"]?.string ?? "")
    }
  }()

  private static func schema(of row: JSONObjectReader) throws -> SchemaText {
    let references = try row.objects("references").map { reference in
      SchemaReference(
        name: try reference.string("name") ?? "", subject: try reference.string("subject") ?? "",
        version: try reference.int32("version") ?? 0)
    }
    return SchemaText(
      format: FormatName(rawValue: try row.string("schemaType") ?? ""), text: try row.string("schema") ?? "",
      references: references, metadata: try row.metadata("metadata"), ruleSet: try row.ruleSet("ruleSet"))
  }
}
