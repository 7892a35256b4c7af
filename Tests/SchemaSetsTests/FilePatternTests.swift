import SchemaSets
import Testing

@Suite struct FilePatternTests {
  @Test(
    "placeholders keep what they stand for",
    arguments: [
      ("schemas/{topic}-value.avsc", "schemas/orders-value.avsc", ["topic": "orders"]),
      ("schemas/{topic}-value.avsc", "schemas/a-value-value.avsc", ["topic": "a-value"]),
      ("schemas/{topic}-value.avsc", "schemas/-value.avsc", nil),
      ("schemas/{topic}-value.avsc", "schemas/x/orders-value.avsc", nil),
      ("**/{name}.avsc", "order.avsc", ["name": "order"]),
      ("**/{name}.avsc", "a/b c/é.avsc", ["name": "é"]),
      (
        "{team}/{subject}/v{version}.proto", "pay/order/v10.proto",
        ["team": "pay", "subject": "order", "version": "10"]
      ),
      ("./a/*.avsc", "a/x.avsc", [:]), ("a/*.avsc", "a/x.json", nil), ("a/?.avsc", "a/xy.avsc", nil),
      ("a/**", "a/b/c", [:]), ("a/**", "b/c", nil), ("a/**/c", "a/c", [:]), ("a/**/c", "a/xc", nil),
    ])
  func match(pattern: String, path: String, captures: [String: String]?) throws {
    #expect(try FilePattern(pattern).match(path) == captures)
  }

  @Test("no pattern takes long", .timeLimit(.minutes(1)))
  func hostile() throws {
    let pattern = try FilePattern(String(repeating: "*a", count: 200) + "b")
    #expect(pattern.match(String(repeating: "a", count: 4000)) == nil)
    let folders = try FilePattern("**/*/**/*/**/{n}/*b")
    #expect(folders.match(String(repeating: "a/", count: 1000)) == nil)
  }

  @Test("what cannot be a path is refused", arguments: ["", "/etc/{x}", "../{x}", "a/{x", "a/{}", "{x}/{x}"])
  func malformed(pattern: String) {
    #expect(throws: PatternError.self) { try FilePattern(pattern) }
  }
}
