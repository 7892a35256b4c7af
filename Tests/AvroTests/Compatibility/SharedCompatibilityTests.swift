import Avro
import SchemaCore
import Testing

@Suite("Conformance cases: compatibility")
struct SharedCompatibilityTests {
  static let pairs = CaseRow.shared("compat/avro.json")
  static let histories = CaseRow.shared("compat/levels.json").filter { $0.string("type") == "AVRO" }

  @Test(
    "verdict, kinds, paths, details and order are those of the reference",
    .enabled(if: sharedCasesExist("compat/avro.json"), "the conformance cases are not beside the checkout"),
    arguments: pairs)
  func pair(_ row: CaseRow) throws {
    let reader = try AvroFormat().parse(row.text("reader"), rules: .stored)
    let writer = try AvroFormat().parse(row.text("writer"), rules: .stored)
    let found = reader.incompatibilities(reading: writer)
    #expect(found.isEmpty == row.bool("backwardCompatible"))
    let expected = row.array("expectedIncompatibilities").compactMap(\.object)
    #expect(found.map(\.kind.rawValue) == expected.map { $0["type"]?.string })
    #expect(found.map(\.path) == expected.map { $0["path"]?.string })
    #expect(found.map(\.detail) == expected.map { $0["message"]?.string })
  }

  @Test(
    "every level judges every history as the reference does",
    .enabled(if: sharedCasesExist("compat/levels.json"), "the conformance cases are not beside the checkout"),
    arguments: histories)
  func history(_ row: CaseRow) throws {
    let format = AvroFormat()
    let history = try row.array("history").map { version in
      CompatibilityChecker.EarlierVersion(schema: try format.parse(JSONWriter.text(version), rules: .stored))
    }
    let candidate = try format.parse(row.text("new"), rules: .stored)
    for (name, verdict) in (row.members["expected"]?.object ?? [:]).members.map({ ($0.key, $0.value.bool) }) {
      let level = try #require(CompatibilityLevel(name: name))
      let findings = CompatibilityChecker.findings(of: candidate, with: history, at: level)
      #expect((findings == nil) == verdict, "\(name)")
    }
  }
}
