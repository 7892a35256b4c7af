import Testing

@testable import SchemaCore

@Suite struct JSONLayoutTests {
  @Test(
    "texts are laid out",
    arguments: [
      ("{}", "{}\n"), ("[ ]", "[]\n"), (#"{"a":1e5,"b":[1,2 , "x"]}"#, "{\n  \"a\": 1e5,\n  \"b\": [1, 2, \"x\"]\n}\n"),
      (#"[{"a":{}}]"#, "[\n  {\n    \"a\": {}\n  }\n]\n"), ("-1.50", "-1.50\n"), ("\u{FEFF}{\r\n}", "{}\n"),
      ("{ // why\n\"a\": /* x */ 1 // end\n, \"b\": 2 }", "{ // why\n  \"a\": /* x */ 1 // end\n  ,\n  \"b\": 2\n}\n"),
      (#"{"a\u0041": "\/"}"#, "{\n  \"a\\u0041\": \"\\/\"\n}\n"),
    ])
  func layout(_ text: String, _ expected: String) {
    #expect(JSONLayout.text(of: text) == expected)
    #expect(JSONLayout.text(of: expected) == expected)
  }

  @Test("a list that is too long for a line takes one for each item")
  func longList() {
    let text = "[" + (0..<60).map { "\($0)" }.joined(separator: ",") + "]"
    let laidOut = JSONLayout.text(of: text)
    #expect(laidOut.split(separator: "\n").count == 62)
    #expect(JSONLayout.text(of: laidOut) == laidOut)
  }

  @Test("places are found, and members taken out with their commas")
  func syntax() throws {
    let text = "{\n  \"a\": 1,\n  \"b\": [2, 3],\n  \"c\": {}\n}"
    let syntax = try #require(JSONSyntax(text))
    #expect(syntax.position(of: JSONPointer(["b", "1"])) == TextPosition(line: 3, column: 12))
    #expect(syntax.position(of: JSONPointer(["x"])) == nil)
    func without(_ tokens: String...) -> String? {
      syntax.removal(of: JSONPointer(tokens)).map { TextEdit.applied([$0], to: text) }
    }
    #expect(without("a") == "{\n  \"b\": [2, 3],\n  \"c\": {}\n}")
    #expect(without("c") == "{\n  \"a\": 1,\n  \"b\": [2, 3]\n}")
    #expect(without("b", "0") == "{\n  \"a\": 1,\n  \"b\": [3],\n  \"c\": {}\n}")
    #expect(without("d") == nil)
  }

  @Test("what a comment is about is not taken out")
  func commented() throws {
    let syntax = try #require(JSONSyntax("{\"a\": 1, /* why */ \"b\": 2}"))
    #expect(syntax.removal(of: JSONPointer(["a"])) == nil)
  }
}
