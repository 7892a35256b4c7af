import JSONSchema
import SchemaCore
import Testing

@Suite(.enabled(if: OfficialSuite.isPresent, "the official suite is not part of the project"))
struct OfficialSuiteTests {
  @Test("every required test of the official suite is passed", arguments: OfficialSuite.drafts.map(\.folder))
  func required(folder: String) throws {
    let draft = try #require(OfficialSuite.drafts.first { $0.folder == folder }).draft
    var count = 0
    for group in try OfficialSuite.cases(in: folder) {
      count += group.tests.count
      for failure in Self.failures(of: group, draft, formats: .never) { Issue.record("\(folder)/\(failure)") }
    }
    #expect(count > 500)
  }

  static func failures(
    of group: OfficialSuite.Case, _ draft: JSONSchemaDraft, formats: JSONSchemaValidator.FormatAssertion
  ) -> [String] {
    do {
      // Most schemas refer to nothing, and are read much sooner without.
      let isRemote = JSONWriter.text(group.schema).contains("localhost:1234")
      let references = isRemote ? OfficialSuite.remotes(for: draft) : []
      let resources = try SchemaResources(group.schema, references: references, draft: draft)
      let validator = try JSONSchemaValidator(resources, formats: formats)
      return group.tests.compactMap { test in
        do {
          let text = JSONWriter.bytes(test.data)
          let verdict = try validator.isValid(text)
          let report = try validator.validate(text)
          if verdict != report.isValid { return test.name + " (the report says something else)" }
          return verdict == test.isValid ? nil : test.name
        } catch {
          return "\(test.name) (\(error))"
        }
      }
    } catch {
      return group.tests.map { "\($0.name) (the schema: \(error))" }
    }
  }
}
