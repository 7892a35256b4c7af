import Testing

@testable import JSONSchema

@Suite struct URIReferenceTests {
  // The examples of RFC 3986, 5.4.
  @Test(
    "a reference is resolved as RFC 3986 shows",
    arguments: [
      ("g:h", "g:h"), ("g", "http://a/b/c/g"), ("./g", "http://a/b/c/g"), ("g/", "http://a/b/c/g/"),
      ("/g", "http://a/g"), ("//g", "http://g"), ("?y", "http://a/b/c/d;p?y"), ("g?y", "http://a/b/c/g?y"),
      ("#s", "http://a/b/c/d;p?q#s"), ("g#s", "http://a/b/c/g#s"), (";x", "http://a/b/c/;x"),
      ("", "http://a/b/c/d;p?q"), (".", "http://a/b/c/"), ("./", "http://a/b/c/"), ("..", "http://a/b/"),
      ("../g", "http://a/b/g"), ("../..", "http://a/"), ("../../g", "http://a/g"), ("../../../g", "http://a/g"),
      ("/./g", "http://a/g"), ("/../g", "http://a/g"), ("g.", "http://a/b/c/g."), ("..g", "http://a/b/c/..g"),
      ("./../g", "http://a/b/g"), ("./g/.", "http://a/b/c/g/"), ("g/../h", "http://a/b/c/h"),
      ("g?y/./x", "http://a/b/c/g?y/./x"), ("g#s/../x", "http://a/b/c/g#s/../x"),
    ])
  func resolved(reference: String, expected: String) {
    let base = URIReference("http://a/b/c/d;p?q")
    #expect(URIReference(reference).resolved(against: base).description == expected)
  }

  @Test("a fragment is a pointer with its escapes undone, in the right order")
  func pointers() {
    #expect(URIReference.pointerTokens(ofFragment: "/a~1b/~01/%25/") == ["a/b", "~1", "%", ""])
    #expect(URIReference.pointerTokens(ofFragment: "") == [])
    #expect(URIReference.pointerTokens(ofFragment: "name") == nil)
    #expect(URIReference.pointerTokens(ofFragment: "/%zz") == nil)
    #expect(URIReference.pointerTokens(ofFragment: "/%ff") == nil)
  }
}
