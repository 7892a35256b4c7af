import JSONSchema
import SchemaCore
import Testing

/// What the official suite calls optional. What is not passed is listed, with the reason.
@Suite(.enabled(if: OfficialSuite.isPresent, "the official suite is not part of the project"))
struct OptionalSuiteTests {
  @Test(
    "of the optional tests, those fail that are listed, and no others", arguments: OfficialSuite.drafts.map(\.folder))
  func optional(folder: String) throws {
    let draft = try #require(OfficialSuite.drafts.first { $0.folder == folder }).draft
    var failures: Set<String> = []
    var count = 0
    for group in try OfficialSuite.cases(in: folder + "/optional", withFolders: true) {
      let formats: JSONSchemaValidator.FormatAssertion = group.name.hasPrefix("format/") ? .always : .never
      count += group.tests.count
      for failure in OfficialSuiteTests.failures(of: group, draft, formats: formats) {
        failures.insert("\(folder)/\(failure)")
      }
    }
    #expect(count > 100)
    let known = Set(KnownFailures.list.map(\.name).filter { $0.hasPrefix(folder + "/") })
    for failure in failures.subtracting(known).sorted() { Issue.record("fails: \(failure)") }
    for success in known.subtracting(failures).sorted() { Issue.record("is listed, and passes: \(success)") }
  }
}
