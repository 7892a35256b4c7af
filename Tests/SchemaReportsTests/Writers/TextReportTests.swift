import SchemaCore
import SchemaReports
import Testing

@Suite struct TextReportTests {
  @Test("people read what passed in a line, what failed in full, and nothing about what is as it was")
  func text() {
    #expect(
      ReportFormat.text.text(of: Reports.failed, version: "1") == """
        ok: orders.avsc is compatible with version 1

        incompatible: a dir/é.avsc cannot follow version 2
          level: FULL, set by martlet.yaml:4

          MISSING_ENUM_SYMBOLS at /symbols (a dir/é.avsc:3:7)
            the symbols [B] are gone
            breaks: consumers that move to the new schema cannot read <old> data
            old:    ["A","B"]
            new:    ["A"]
            fix:    keep the symbols, 100%
            order:  upgrade producers first: the earlier schema reads what they write, and not the other way round

        3 schemas: 1 unchanged, 1 compatible, 1 incompatible
        """)
  }

  @Test("what is compared with nothing breaks nobody yet: the reason tells why it matters")
  func reasons() {
    var report = Reports.report(.warning)
    report.entries[0].findings[0].reason = "readers guess"
    #expect(ReportFormat.text.text(of: report, version: "1").contains("\n    why:    readers guess"))
    #expect(ReportFormat.markdown.text(of: report, version: "1").contains("**Why:** readers guess"))
    #expect(ReportFormat.github.text(of: report, version: "1").contains("%0AWhy: readers guess"))
    #expect(ReportFormat.json.text(of: report, version: "1").contains(#""why": "readers guess""#))
  }

  @Test("what passed stands in lines, and apart from what has more to say")
  func groups() {
    let passed = Report.Entry("a", verdict: "a is fine")
    let warned = Report.Entry("b", verdict: "b", findings: [Finding("R", "m", severity: .warning)])
    let text = ReportFormat.text.text(
      of: Report(command: "lint", entries: [passed, passed, warned, passed, passed], summary: "5"), version: "1")
    #expect(
      text.split(separator: "\n\n") == [
        "ok: a is fine\nok: a is fine", "warning: b", "  warning: R\n    m", "ok: a is fine\nok: a is fine", "5",
      ])
  }

  @Test("colours are for terminals")
  func color() {
    #expect(!ReportFormat.text.text(of: Reports.failed, version: "1").contains("\u{1B}"))
    let colored = ReportFormat.text.text(of: Reports.failed, isColored: true, version: "1")
    #expect(colored.contains("\u{1B}[1;32mok\u{1B}[0m: orders.avsc"))
    #expect(colored.contains("\u{1B}[1;31mincompatible\u{1B}[0m: "))
  }

  @Test("a schema's text cannot move the cursor")
  func controls() {
    let text = ReportFormat.text.text(of: Reports.report(.error, message: "\u{1B}[2J\u{9B}x"), version: "1")
    #expect(!text.contains("\u{1B}") && !text.contains("\u{9B}"))
    #expect(text.contains("\\u{1b}[2J"))
  }

  @Test("notes of one kind are told together")
  func notes() {
    let notes = (1...5).map { Finding("ALIAS_IGNORED", "aliases are dropped", severity: .note, path: "/fields/\($0)") }
    let report = Report(command: "check", entries: [.init("a", verdict: "a can be used", findings: notes)])
    #expect(
      ReportFormat.text.text(of: report, version: "1") == """
        ok: a can be used
          note: aliases are dropped
            at /fields/1, /fields/2, /fields/3 and 2 more
        """)
  }
}
