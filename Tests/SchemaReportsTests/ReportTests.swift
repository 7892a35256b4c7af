import SchemaCore
import SchemaReports
import Testing

@Suite struct ReportTests {
  @Test(
    "a report fails from the severity on that matters",
    arguments: [
      (Finding.Severity.note, Finding.Severity.error, true), (.warning, .error, true), (.error, .error, false),
      (.warning, .warning, false), (.note, .note, false),
    ])
  func failure(found: Finding.Severity, threshold: Finding.Severity, isGood: Bool) {
    #expect(Reports.report(found).isGood(failingFrom: threshold) == isGood)
  }

  @Test("the gravest finding says what came of an entry")
  func outcome() {
    #expect(Reports.failed.entries.map(\.outcome) == [.passed, .failed, .unchanged])
    #expect(Reports.report(.warning).entries[0].outcome == .warned)
    #expect(Reports.report(.note).entries[0].outcome == .passed)
  }

  @Test("rules are found in any case, and all pages of one name are given")
  func catalog() {
    let catalog = RuleCatalog([
      RulePage("A_RULE", topic: "Avro", summary: "s", reason: "r", advice: "a"),
      RulePage("A_RULE", topic: "Protobuf", summary: "s", reason: "r", advice: "a"),
      RulePage("a-lint", topic: "lint", summary: "s", reason: "r", advice: "a"),
    ])
    #expect(catalog.pages(about: "a_rule").map(\.topic) == ["Avro", "Protobuf"])
    #expect(catalog.pages(about: "A-LINT").count == 1)
    #expect(catalog.pages(about: "NONE").isEmpty)
    #expect(catalog.names == ["A_RULE", "a-lint"])
  }

  @Test("a page has the example, the reason and the way out")
  func page() {
    let page = RulePage(
      "R", topic: "Avro", summary: "a field has gone", reason: "old readers need it", advice: "keep it",
      example: .init(before: "{\n}", after: "[]"))
    #expect(
      page.text == """
        R (Avro)

        A field has gone.

        Before:
            {
            }

        After:
            []

        Why it matters: Old readers need it.

        What to do: Keep it.
        """)
  }
}
