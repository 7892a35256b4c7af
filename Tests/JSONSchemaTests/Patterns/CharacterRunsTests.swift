import RegistryTesting
import Testing

@testable import JSONSchema

@Suite struct CharacterRunsTests {
  @Test(
    "expressions that are runs of characters need no other engine",
    arguments: [
      "^[A-Z]{3}-[0-9]{6}$", "^[0-9a-f]{8}-[0-9a-f]{4}$", "^-?[0-9]{1,16}\\.[0-9]{2}$", "^[A-Za-z0-9+/]*={0,2}$", "^$",
      "^", "^\\d+$", "^abc", "^[\\w-]{2,}$", "^a{0}b$", "^x+?$", "^\\x41\\u0042$", "^[+--]$", "^a*b?c$",
    ])
  func isRuns(pattern: String) throws {
    guard case .runs = try RegularExpression(pattern).search else {
      Issue.record("\(pattern) is left to the other engine")
      return
    }
  }

  @Test(
    "expressions that may have to go back, search, or know more than ASCII are left to the other engine",
    arguments: [
      "a", "^a*a$", "^a?b*a$", "^[a-z]+x$", "^a|b$", "^(a)$", "^.$", "^[^a]$", "^\\s$", "^é$", "^[a-é]$", "^a$b",
      "^\\bA$",
      "^[\\d-x]$", "^a{1001}$", "^\\W$", "^\\p{Lu}$", "^a{,2}$", "^[]$",
    ])
  func isCode(pattern: String) throws {
    guard case .code = try RegularExpression(pattern).search else {
      Issue.record("\(pattern) is taken as runs")
      return
    }
  }

  @Test(
    "what ECMA-262 does not know is refused here, too",
    arguments: ["^a**$", "^[z-a]$", "^a{2,1}$", "^[a$", "^*", "^a{2}{3}$", "^a+*$", "^\\Z$", "^\\"])
  func refused(pattern: String) {
    #expect(throws: PatternError.self) { try RegularExpression(pattern) }
  }

  @Test("runs match the texts that PCRE2 finds", arguments: 0..<8)
  func random(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let matcher = PatternMatcher()
    var count = 0
    for _ in 0..<400 {
      let pattern = Self.pattern(&random)
      let slow: RegularExpression
      do {
        slow = try RegularExpression(pattern, usesRuns: false)
      } catch {
        #expect(CharacterRuns(pattern) == nil, "\(pattern) is refused, and taken as runs")
        continue
      }
      guard let runs = CharacterRuns(pattern) else { continue }
      defer { runs.deallocate() }
      count += 1
      for _ in 0..<20 {
        var text = Self.text(&random)
        let (isMatched, outcome) = text.withUTF8 { (runs.matches($0), matcher.search($0, for: slow.search)) }
        #expect(isMatched == (outcome == .found), "\(pattern) and \(text)")
      }
    }
    #expect(count > 100)
  }

  /// Small alphabets, so that texts often match or just do not.
  private static func pattern(_ random: inout SeededGenerator) -> String {
    let atoms = [
      "a", "b", "-", "[ab]", "[a-c]", "[b-]", "[-b]", "\\d", "\\w", "[\\d_]", "\\-", "1", "[0-9a]", ".", "[^a]", "é",
      "]",
      "\\x61", "[+--]", "(a)",
    ]
    let counts = ["", "", "", "", "?", "*", "+", "{2}", "{0,2}", "{1,}", "+?", "{2}?", "{,2}", "{2,1}", "??"]
    var pattern = Int.random(in: 0..<20, using: &random) == 0 ? "" : "^"
    for _ in 0..<Int.random(in: 0...4, using: &random) {
      // Rare ones are rare, because one is enough to make the whole another kind.
      let rare = Int.random(in: 0..<8, using: &random) == 0
      pattern += atoms[Int.random(in: 0..<(rare ? atoms.count : 13), using: &random)]
      pattern += counts[Int.random(in: 0..<(rare ? counts.count : 10), using: &random)]
    }
    return pattern + ["$", "$", "", "\\b"][Int.random(in: 0..<4, using: &random)]
  }

  private static func text(_ random: inout SeededGenerator) -> String {
    let characters = ["a", "a", "b", "c", "-", "1", "0", "_", "é", "\n", "\0", "+"]
    return (0..<Int.random(in: 0...6, using: &random)).map { _ in
      characters[Int.random(in: 0..<characters.count, using: &random)]
    }.joined()
  }
}
