import SchemaCore
import Testing

@testable import Protobuf

@Suite("JSON text read piece by piece")
struct JSONScannerTests {
  @Test(
    "strings are unescaped in place",
    arguments: [
      (#""""#, ""), (#""plain""#, "plain"), (#""a\"b\\c\/d""#, "a\"b\\c/d"), (#""\b\f\n\r\t""#, "\u{8}\u{C}\n\r\t"),
      (#""\u0041\u00e9\u20AC\ud83d\uDC26""#, "Aé€\u{1F426}"), (#""\u0000x""#, "\0x"),
      ("\"sixteen bytes of plain text, é, and more of it\"", "sixteen bytes of plain text, é, and more of it"),
      (#""123456789012345\n6789012345678901\t""#, "123456789012345\n6789012345678901\t"),
    ])
  func strings(_ text: String, _ expected: String) throws {
    for depth in 0..<20 {
      // At any distance from the blocks that are looked at together.
      let padded = String(repeating: " ", count: depth) + text + ",1"
      let found = try withScanner(over: padded) { (scanner) throws(JSONFailure) in
        _ = scanner.peek()
        let copied = scanner
        var copy = copied
        let untouched = try copy.copiedString()
        let piece = try scanner.string()
        let string = String(decoding: scanner.bytes(of: piece), as: UTF8.self)
        return (
          untouched, string, scanner.bytes(of: .init(offset: piece.offset, count: piece.count + 1)).last,
          copy.position == scanner.position, scanner.take(UInt8(ascii: ","))
        )
      }
      #expect(found.0 == expected)
      #expect(found.1 == expected)
      #expect(found.2 == UInt8(ascii: "\""))
      #expect(found.3 && found.4)
    }
  }

  @Test(
    "what is no string is refused at its place",
    arguments: [
      (#""abc"#, "1:1"), (#""abc\"#, "1:5"), (#""abc\""#, "1:1"), (#""\x""#, "1:2"), (#""a\u12G4""#, "1:3"),
      (#""\ud800""#, "1:2"), (#""\udc00""#, "1:2"), (#""\ud800\u0041""#, "1:2"), (#""\ude01\ud83d""#, "1:2"),
      (#""\u12"#, "1:2"), ("\"a\u{1}b\"", "1:3"), (#""a\n\q""#, "1:5"),
    ])
  func badStrings(_ text: String, _ place: String) {
    let inPlace = #expect(throws: JSONError.self) {
      try withScanner(over: text) { (scanner) throws(JSONFailure) in _ = try scanner.string() }
    }
    let copied = #expect(throws: JSONError.self) {
      try withScanner(over: text) { (scanner) throws(JSONFailure) in _ = try scanner.copiedString() }
    }
    #expect(inPlace?.position.description == place)
    #expect(copied?.position.description == place)
  }

  @Test(
    "values are stepped over",
    arguments: [
      "null", "true", "-12.5e3", #""a\"]}""#, "[]", "{}", "[1,[2,[]],{}]", #"{"a":{"b":[1,{"c":null}]},"d":[]}"#,
      " [ 1 , 2 ] ", #"{ "a" : [ ] , "b" : { } }"#,
      String(repeating: "[", count: 128) + String(repeating: "]", count: 128),
    ])
  func skipping(_ text: String) throws {
    let next = try withScanner(over: text + ";") { (scanner) throws(JSONFailure) in
      try scanner.skipValue()
      return scanner.peek()
    }
    #expect(next == UInt8(ascii: ";"))
  }

  @Test(
    "what is not JSON is not stepped over",
    arguments: [
      ("", "1:1"), ("[1 2]", "1:4"), ("[1,]", "1:4"), ("{\"a\" 1}", "1:6"), ("{\"a\":1,}", "1:8"), ("{a:1}", "1:2"),
      ("[1}", "1:3"), ("{\"a\":1]", "1:7"), ("nul", "1:1"), ("1.", "1:1"), ("[01]", "1:2"), ("[", "1:2"), ("{", "1:2"),
      ("[\"\\q\"]", "1:3"), ("{'a':1}", "1:2"), ("[NaN]", "1:2"), ("[-]", "1:2"),
    ])
  func badValues(_ text: String, _ place: String) {
    let error = #expect(throws: JSONError.self) {
      try withScanner(over: text) { (scanner) throws(JSONFailure) in try scanner.skipValue() }
    }
    #expect(error?.position.description == place)
    #expect(error?.isLimit == false)
  }

  @Test("a value that is nested too deeply is refused as such", arguments: ["[", "{\"a\":"])
  func depth(_ opening: String) {
    let error = #expect(throws: JSONError.self) {
      try withScanner(over: String(repeating: opening, count: 100_000)) { (scanner) throws(JSONFailure) in
        try scanner.skipValue()
      }
    }
    #expect(error?.isLimit == true)
  }

  @Test("what follows the value is refused")
  func trailing() {
    let error = #expect(throws: JSONError.self) {
      try withScanner(over: "1 x") { (scanner) throws(JSONFailure) in
        try scanner.skipValue()
        try scanner.finish(at: 3)
      }
    }
    #expect(error?.description == "1:3: there is text after the end of the value")
  }
}
