import RegistryTesting
import SchemaCore
import Testing

@testable import Protobuf

@Suite("Conformance cases: canonical and normalized Protobuf texts")
struct SharedProtobufCanonicalTests {
  static let rows = CaseRow.shared("canonical/canonical.json").filter { $0.string("type") == "PROTOBUF" }

  @Test(
    "texts are those of the reference",
    .enabled(if: sharedCasesExist("canonical/canonical.json"), "the conformance cases are not beside the checkout"),
    arguments: rows)
  func text(_ row: CaseRow) throws {
    let expected = try #require(row.string("expected"))
    let file = try syntax(of: #require(row.string("schema")))
    let again = try syntax(of: expected)
    guard row.bool("normalize") == true else {
      #expect(CanonicalText.text(of: file) == expected)
      #expect(CanonicalText.text(of: again) == expected, "read again it gives itself")
      return
    }
    let references = Dictionary(
      uniqueKeysWithValues: row.array("references").compactMap { reference -> (String, String)? in
        guard let name = reference.object?["name"]?.string, let text = reference.object?["schema"]?.string else {
          return nil
        }
        return (name, text)
      })
    #expect(try TextSamples.form(of: file, references: references).text() == expected)
    // A group that extends a message leaves only an empty section, of which nothing is left when the text is read again.
    if expected.hasSuffix("\n\n") { return }
    #expect(
      try TextSamples.form(of: again, references: references).text() == expected, "normalized again it is the same")
  }

  private func syntax(of schema: String) throws -> FileSyntax {
    let parsed = ProtoParser.parse(schema)
    if parsed.problems.allSatisfy({ $0.kind == .rule }) { return parsed.syntax }
    let bytes = try #require(TextSamples.base64(schema), "\(parsed.problems)")
    return try FileSyntax(descriptor: DescriptorReader.file(bytes))
  }
}
