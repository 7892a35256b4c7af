import SchemaCore
import SchemaReports
import Testing

@Suite struct MachineReportTests {
  private static func parsed(_ format: ReportFormat, _ report: Report = Reports.failed) throws -> JSONValue {
    try JSONParser.parse(format.text(of: report, version: "1.2"))
  }

  @Test("programs get every part of a finding")
  func json() throws {
    let object = try #require(try Self.parsed(.json).object)
    #expect(object["passed"] == false)
    #expect(object["version"] == "1.2")
    let results = try #require(object["results"]?.array)
    #expect(results.map { $0.object?["outcome"] } == ["passed", "failed", "unchanged"])
    let finding = try #require(results[1].object?["findings"]?.array?.first?.object)
    #expect(finding["rule"] == "MISSING_ENUM_SYMBOLS")
    #expect(finding["line"] == 3 && finding["column"] == 7)
    #expect(finding["old"] == #"["A","B"]"#)
    let comparison = try #require(finding["comparison"]?.object)
    #expect(comparison["direction"] == "backward" && comparison["upgrade"] == "producers first")
    #expect(comparison["levelFrom"] == "martlet.yaml:4" && comparison["version"] == 2)
  }

  @Test("annotations of GitHub escape what would end them")
  func github() {
    let lines = ReportFormat.github.text(of: Reports.failed, version: "1").split(separator: "\n")
    #expect(lines.count == 2)
    #expect(
      lines[0].hasPrefix(
        "::error file=a dir/é.avsc,line=3,col=7,title=MISSING_ENUM_SYMBOLS::the symbols [B] are gone%0A"))
    #expect(lines[0].contains("100%25"))
    let hostile = Report(
      command: "check",
      entries: [.init("x", verdict: "x", findings: [Finding("R", "a\n::error::b", file: "a,b:c\n.avsc")])])
    #expect(
      ReportFormat.github.text(of: hostile, version: "1") == "::error file=a%2Cb%3Ac%0A.avsc,title=R::a%0A::error::b")
  }

  @Test("GitLab knows a finding again by its fingerprint, wherever the line has moved")
  func gitlab() throws {
    func issues(line: Int) throws -> [JSONObject] {
      let finding = Finding("R", "m", file: "a.avsc", position: TextPosition(line: line, column: 1), path: "/x")
      let report = Report(command: "check", entries: [.init("x", verdict: "x", findings: [finding, finding])])
      return try #require(try Self.parsed(.gitlab, report).array).compactMap(\.object)
    }
    let (first, second) = (try issues(line: 1), try issues(line: 9))
    #expect(first.map { $0["fingerprint"] } == second.map { $0["fingerprint"] })
    #expect(first[0]["fingerprint"] != first[1]["fingerprint"])
    #expect(second[0]["location"] == ["path": "a.avsc", "lines": ["begin": 9]])
    #expect(first[0]["severity"] == "major")
  }

  @Test("JUnit has a test case for each schema, and escapes what XML does not know")
  func junit() {
    let text = ReportFormat.junit.text(of: Reports.failed, version: "1")
    #expect(text.contains(#"<testsuite name="martlet check" tests="3" failures="1""#))
    #expect(text.contains(#"<testcase classname="martlet.check" name="orders-value" file="orders.avsc"/>"#))
    #expect(text.contains(#"type="MISSING_ENUM_SYMBOLS">"#))
    #expect(text.contains("&lt;old&gt; data"))
    let hostile = ReportFormat.junit.text(of: Reports.report(.error, message: "]]>\u{0}\u{FFFF}&"), version: "1")
    #expect(hostile.contains("]]&gt;"))
    #expect(!hostile.unicodeScalars.contains("\u{0}") && !hostile.unicodeScalars.contains("\u{FFFF}"))
  }

  @Test("SARIF has the rules with their pages, and places as URIs and lines")
  func sarif() throws {
    let object = try #require(try Self.parsed(.sarif).object)
    #expect(object["version"] == "2.1.0")
    let run = try #require(object["runs"]?.array?.first?.object)
    let rules = try #require(run["tool"]?.object?["driver"]?.object?["rules"]?.array)
    #expect(rules.map { $0.object?["id"] } == ["MISSING_ENUM_SYMBOLS"])
    #expect(rules[0].object?["shortDescription"] == ["text": "symbols were removed"])
    let result = try #require(run["results"]?.array?.first?.object)
    #expect(result["level"] == "error" && result["ruleIndex"] == 0)
    let physical = try #require(result["locations"]?.array?.first?.object?["physicalLocation"]?.object)
    #expect(physical["artifactLocation"] == ["uri": "a%20dir/%C3%A9.avsc"])
    #expect(physical["region"] == ["startLine": 3, "startColumn": 7])
  }

  @Test("a comment in Markdown shows the change, and calls nobody")
  func markdown() {
    let text = ReportFormat.markdown.text(of: Reports.failed, version: "1")
    #expect(text.hasPrefix("### ❌ martlet check\n\n3 schemas: 1 unchanged"))
    #expect(text.contains("- **MISSING\\_ENUM\\_SYMBOLS** at `a dir/é.avsc:3:7`"))
    #expect(text.contains("  ```diff\n  - [\"A\",\"B\"]\n  + [\"A\"]\n  ```"))
    #expect(text.contains("<details><summary>1 fine</summary>"))
    let hostile = ReportFormat.markdown.text(of: Reports.report(.error, message: "@everyone <img> `x`"), version: "1")
    #expect(hostile.contains("&#64;everyone &lt;img&gt; \\`x\\`"))
  }

  @Test("an empty report is one in every form", arguments: ReportFormat.allCases)
  func empty(format: ReportFormat) throws {
    let text = format.text(of: Report(command: "check"), version: "1")
    switch format {
    case .json, .gitlab, .sarif: _ = try JSONParser.parse(text)
    case .text, .github: #expect(text.isEmpty)
    case .junit, .markdown: #expect(!text.isEmpty)
    }
  }
}
