import SchemaCore
import Testing

@Suite struct ExactTextTests {
  @Test("texts differ wherever one scalar does", arguments: 0..<40)
  func places(_ count: Int) {
    let text = String(repeating: "a", count: count)
    #expect(ExactText(text) == ExactText(String(repeating: "a", count: count)))
    #expect(ExactText(text) != ExactText(text + "a"))
    for place in 0..<count {
      let other = String(repeating: "a", count: place) + "b" + String(repeating: "a", count: count - place - 1)
      #expect(ExactText(text) != ExactText(other))
    }
  }

  @Test("texts that only look alike differ, also where they are of one length")
  func lookAlikes() {
    #expect(ExactText("\u{E9}") != ExactText("e\u{301}"))
    #expect("\u{212B}x" == "\u{C5}x")
    #expect(ExactText("\u{212B}x") != ExactText("\u{C5}x"))
    // Two marks in either order: the same characters, and as many bytes.
    #expect("a\u{301}\u{323}" == "a\u{323}\u{301}")
    #expect(ExactText("a\u{301}\u{323}") != ExactText("a\u{323}\u{301}"))
  }
}
