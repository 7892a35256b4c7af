import SchemaCore
import SchemaReports
import Testing

@Suite struct DifferenceReportTests {
  private static func element(_ name: String, _ type: String) -> SchemaElement {
    var element = SchemaElement(kind: "field", name: name, summary: "\(name): \(type)")
    element.add("type", type)
    element.paths = ["/\(name)"]
    return element
  }

  private static let report: DifferenceReport = {
    var old = SchemaElement(kind: "record", name: "Order", summary: "record Order")
    var new = old
    old.children = [element("id", "int"), element("gone", "string")]
    new.children = [element("id", "long"), element("note", "a\u{1B}[2J`b`")]
    let effect = SchemaDifference.Effect(breaks: "forward", rule: "TYPE_MISMATCH", explanation: "why", path: "/id")
    return DifferenceReport(
      old: "v1.avsc", new: "v2.avsc", difference: SchemaDifference(from: old, to: new, effects: [effect]))
  }()

  @Test("the tree is told in lines")
  func text() {
    let expected = """
      v1.avsc → v2.avsc: 3 changes, breaks forward
          ~ field id: long
              type: int → long
              breaks forward (the old schema cannot read new data): TYPE_MISMATCH
                why
          - field gone: string
          + field note: a\\u{1b}[2J`b`
      """
    #expect(Self.report.text() == expected)
    #expect(Self.report.text(isColored: true).contains("\u{1B}[32m    + field note"))
  }

  @Test("the two versions stand beside each other")
  func columns() {
    let lines = Self.report.columns(width: 40).split(separator: "\n")
    #expect(lines[0].hasPrefix("v1.avsc") && lines[0].hasSuffix("v2.avsc"))
    #expect(lines[2] == "record Order         record Order")
    #expect(lines[3] == "  id: int          ~   id: long")
    #expect(lines[4] == "  gone: string     -")
    #expect(lines[5].hasPrefix("                   +   note: a"))
    for line in lines { #expect(line.count <= 40) }
  }

  @Test("a comment of a pull request has a list, and whom it breaks")
  func markdown() {
    let text = Self.report.markdown
    #expect(
      text.hasPrefix("**`v1.avsc` → `v2.avsc`**: 3 changes\n\n- changed: `field id: long`\n  - type: `int` → `long`\n"))
    #expect(text.contains("- removed: `field gone: string`\n"))
    #expect(text.hasSuffix("- **breaks forward (the old schema cannot read new data)**: `TYPE_MISMATCH`, `why`"))
  }

  @Test("programs get the whole tree")
  func json() throws {
    let object = try #require(Self.report.json.object)
    #expect(object["changes"] == 3 && object["equal"] == false && object["breaks"] == ["forward"])
    let children = try #require(object["difference"]?.object?["children"]?.array)
    #expect(children.map { $0.object?["change"]?.string } == ["changed", "removed", "added"])
    #expect(children[0].object?["details"] == [["aspect": "type", "old": "int", "new": "long"]])
  }

  @Test("two that mean the same are said to")
  func same() {
    let element = Self.element("a", "int")
    let report = DifferenceReport(old: "a", new: "b", difference: SchemaDifference(from: element, to: element))
    #expect(report.text() == "a → b: they mean the same")
    #expect(report.markdown == "**`a` → `b`**: they mean the same")
  }
}
