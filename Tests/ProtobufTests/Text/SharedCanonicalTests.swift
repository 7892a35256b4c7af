import RegistryTesting
import SchemaCore
import Testing

@testable import Protobuf

@Suite("Conformance cases: canonical and normalized Protobuf texts")
struct SharedProtobufCanonicalTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var name: String
    var schema: String
    var expected: String
    var isNormalized: Bool
    var references: [String: String]

    var testDescription: String { name }
  }

  static let rows: [Row] = {
    guard let text = Fixtures.sharedCases("canonical/canonical.json"), let rows = try? JSONParser.parse(text).array
    else { return [] }
    return rows.compactMap { row in
      guard let row = row.object, row["type"]?.string == "PROTOBUF", let name = row["name"]?.string,
        let schema = row["schema"]?.string, let expected = row["expected"]?.string
      else { return nil }
      var references: [String: String] = [:]
      for reference in row["references"]?.array ?? [] {
        guard let name = reference.object?["name"]?.string, let schema = reference.object?["schema"]?.string
        else { continue }
        references[name] = schema
      }
      return Row(
        name: name, schema: schema, expected: expected, isNormalized: row["normalize"]?.bool ?? false,
        references: references)
    }
  }()

  @Test(
    "texts are those of the reference",
    .enabled(
      if: Fixtures.sharedCases("canonical/canonical.json") != nil,
      "the conformance cases are not beside the checkout"),
    arguments: rows.filter { !$0.isNormalized })
  func text(_ row: Row) throws {
    let file = try syntax(of: row.schema)
    #expect(CanonicalText.text(of: file) == row.expected)
    #expect(CanonicalText.text(of: try syntax(of: row.expected)) == row.expected, "read again it gives itself")
  }

  private func syntax(of schema: String) throws -> FileSyntax {
    let parsed = ProtoParser.parse(schema)
    if parsed.problems.allSatisfy({ $0.kind == .rule }) { return parsed.syntax }
    let bytes = try #require(TextSamples.base64(schema), "\(parsed.problems)")
    return try FileSyntax(descriptor: DescriptorReader.file(bytes))
  }
}
