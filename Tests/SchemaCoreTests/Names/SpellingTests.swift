import SchemaCore
import Testing

@Suite struct SpellingTests {
  @Test(
    "one slip in four letters is overlooked, capital letters always",
    arguments: [
      ("lisen", "listen"), ("LISTEN", "listen"), ("listne", nil), ("listen-address", nil), ("x", "b"),
    ] as [(String, String?)])
  func nearest(_ word: String, _ expected: String?) {
    #expect(Spelling.nearest(to: word, among: ["store-location", "listen", "b"]) == expected)
  }

  @Test("a word of any length is compared by its beginning")
  func long() {
    #expect(Spelling.distance(String(repeating: "a", count: 1_000_000), String(repeating: "a", count: 64)) == 0)
  }
}
