import Testing

@testable import JSONSchema

@Suite struct RegularExpressionTests {
  @Test(
    "an expression of ECMA-262 finds what a browser finds",
    arguments: [
      ("^a+$", "aaa", true), ("^a+$", "aaa\n", false), ("b", "abc", true), ("^\\d+$", "42", true),
      ("^\\d+$", "٤٢", false), ("^\\w$", "é", false), ("^\\s$", "\u{FEFF}", true), ("^\\S$", "\u{A0}", false),
      ("^[\\s\\d]+$", "1\u{2003}2", true), ("^[^\\S]$", " ", true), ("^.$", "\r", false), ("^.$", "\u{85}", true),
      ("^.$", "🐉", true), ("^\\cC$", "\u{3}", true), ("^\\ca$", "\u{1}", true), ("^\\u{1F409}$", "🐉", true),
      ("^\\uD83D\\uDC09$", "🐉", true), ("^[\\uD83D\\uDC09]$", "🐉", true), ("[\\uD800-\\uDBFF]", "🐉", false),
      ("^\\x41\\u0042\\0$", "AB\0", true), ("^[]$", "", false), ("^[^]$", "\n", true), ("^(?<n>a)\\k<n>$", "aa", true),
      ("^(a)?\\1b$", "b", true), ("(?<=a)b", "ab", true), ("(?<!a)b", "ab", false), ("^\\p{Letter}+$", "äß", true),
      ("^\\p{Script=Greek}$", "λ", true), ("^\\P{Lu}$", "a", true), ("^\\p{gc=Lu}$", "A", true),
      ("^\\v$", "\u{B}", true),
      ("^a{2}$", "aa", true), ("^a{,2}$", "a{,2}", true), ("^\\-\\/\\@$", "-/@", true), ("^[\\w-]+$", "a-b", true),
      ("^[[:alpha:]]$", ":]", true), ("^[\\d-x]+$", "1-x", true), ("^#.x$", "# x", true), ("^[\\b]$", "\u{8}", true),
      ("^\\p{ASCII}$", "a", true), ("^x*?$", "xx", true), ("^}]$", "}]", true), ("", "anything", true),
      ("(?:a|^b)c", "xbc", false),
    ])
  func finds(pattern: String, text: String, isFound: Bool) throws {
    let expression = try RegularExpression(pattern)
    #expect(Self.search(text, for: expression) == (isFound ? .found : .missing))
  }

  @Test(
    "what ECMA-262 does not know is refused, also where PCRE2 knows it",
    arguments: [
      "(", ")", "[a", "a**", "a++", "*", "(?i)a", "(?>a)", "(*UTF)a", "(?P<n>a)", "\\Z", "\\A", "\\a", "\\Qa", "\\h",
      "\\K", "\\C", "(?R)", "(?1)", "\\2(a)", "[z-a]", "\\", "\\u12", "\\u{110000}", "\\x1", "\\c1", "\\p{Nonsense}",
      "\\p{^L}", "\\pL", "(?<n>a)(?<n>b)", "\\k<m>", "(?#comment)", "^*",
    ])
  func refused(pattern: String) {
    #expect(throws: PatternError.self) { try RegularExpression(pattern) }
  }

  @Test(
    "a search that takes too long is given up, and says so",
    arguments: [
      ("^(a+)+$", String(repeating: "a", count: 60) + "b"),
      ("(x+x+)+y", String(repeating: "x", count: 5_000) + "-y"),
      ("^(.*,){20}P", String(repeating: "1,", count: 200) + "-P"),
    ])
  func limited(pattern: String, text: String) throws {
    #expect(Self.search(text, for: try RegularExpression(pattern)) == .exceeded)
  }

  @Test("a search that takes many steps, but not too many, finds what is there")
  func patient() throws {
    let text = String(repeating: "ä", count: 20_000)
    #expect(Self.search(text + "b", for: try RegularExpression("^(?:ä|b)*b$")) == .found)
    #expect(Self.search(text, for: try RegularExpression("^(?:ä|b)*b$")) == .missing)
  }

  @Test("expressions that are too long or too deep are refused")
  func tooLong() {
    for pattern in [
      String(repeating: "a", count: 40_000),
      String(repeating: "(", count: 5_000) + String(repeating: ")", count: 5_000),
      "((a{1000}){1000}){1000}",
    ] {
      #expect(throws: PatternError.self) { try RegularExpression(pattern) }
    }
  }

  private static func search(_ text: String, for expression: RegularExpression) -> PatternMatcher.Outcome {
    let matcher = PatternMatcher(patience: .milliseconds(200))
    var text = text
    return text.withUTF8 { matcher.search($0, for: expression.search) }
  }
}
