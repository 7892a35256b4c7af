import SchemaCore
import Testing

@testable import JSONSchema

@Suite struct JSONTapeTests {
  @Test("a text is a row of slots in its order")
  func slots() throws {
    var tape = JSONTape()
    try Self.read(#" {"a": [1, -2.5, "x\u00e9\ud83d\udc09\n", true, null], "b": {}} "#, &tape)
    let view = tape.view
    #expect(view[0].tag == .object && view[0].count == 2 && view[0].end == 10)
    #expect(view[2].tag == .array && view[2].count == 5 && view[2].end == 8)
    #expect(view[3].integer == 1 && view[4].kind == .fraction)
    #expect(view.string(of: view[5]) == "xé🐉\n")
    #expect(view[9].count == 0 && view[9].end == 10)
    #expect(view.pointer(to: 5).description == "/a/2" && view.pointer(to: 9).description == "/b")
    #expect(view.pointer(to: 8).description == "/b" && view.pointer(to: 0).isRoot)
  }

  @Test("numbers in a row are counted as all other elements are")
  func row() throws {
    var tape = JSONTape()
    try Self.read(#"[[1,-2,3.25,10.0,1e2,-0.5e1,"x",4, 5 ,6],{"a":7,"b":8.5},9]"#, &tape)
    let view = tape.view
    #expect(view[0].count == 3 && view[1].count == 10 && view[1].end == 12)
    #expect(view[12].count == 2 && view[12].end == 17 && view[17].integer == 9 && view[0].end == 18)
    let kinds: [JSONKindSet] = [.integer, .integer, .fraction, .wholeNumber, .wholeNumber, .wholeNumber, .string]
    #expect((2...8).map { view[$0].kind } == kinds)
  }

  @Test(
    "what a number is does not depend on how it is written",
    arguments: [
      ("0", JSONKindSet.integer), ("-0", .integer), ("1.0", .wholeNumber), ("1e2", .wholeNumber),
      ("10e-1", .wholeNumber),
      ("1.5", .fraction), ("1e-1", .fraction), ("123456789012345678901234567890", .integer), ("1E400", .wholeNumber),
      ("9223372036854775808", .integer), ("0.0", .wholeNumber), ("0e9", .wholeNumber), ("1.50e1", .wholeNumber),
    ])
  func numbers(text: String, kind: JSONKindSet) throws {
    var tape = JSONTape()
    try Self.read(text, &tape)
    #expect(tape.view[0].kind == kind)
  }

  @Test(
    "what is not JSON is refused, with the place",
    arguments: [
      ("", 1), ("{", 2), ("[1", 3), ("[1,]", 4), ("{\"a\" 1}", 6), ("{a:1}", 2), ("{\"a\":1,}", 8), ("01", 1),
      ("1.", 1),
      ("1e", 1), ("-", 1), ("+1", 1), (".5", 1), ("tru", 1), ("nulll", 5), ("\"a", 1), ("\"\\x\"", 2),
      ("\"\\ud800\"", 2),
      ("\"\\udc00\"", 2), ("\"\\ud800\\u0041\"", 2), ("\"\\u12g4\"", 2), ("\"\t\"", 2), ("1 2", 3), ("]", 1), ("[}", 2),
      ("'a'", 1), ("\"\\", 2), ("NaN", 1), ("[1}", 3), ("[1,-]", 4), ("[1,02]", 4), ("[1,2", 5), ("[1,,2]", 4),
      ("[1,2.]", 4),
      ("[1,2.5e]", 4), ("[1.5.2]", 5), ("[1,2}", 5),
    ])
  func refused(text: String, column: Int) throws {
    var tape = JSONTape()
    let error = #expect(throws: JSONError.self) { try Self.read(text, &tape) }
    #expect(error?.position == TextPosition(line: 1, column: column))
    // The other reader of this project must refuse it as well.
    #expect(throws: JSONError.self) { try JSONParser.parse(text) }
  }

  @Test(
    "bytes that are not UTF-8 are refused",
    arguments: [[0x22, 0xFF, 0x22], [0x22, 0xC0, 0x80, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22]])
  func notUTF8(bytes: [UInt8]) {
    var tape = JSONTape()
    let error = #expect(throws: JSONError.self) {
      let result = bytes.withUnsafeBufferPointer { buffer in
        Result { () throws(JSONError) in try tape.read(buffer) }
      }
      try result.get()
    }
    #expect(error?.position == TextPosition(line: 1, column: 2))
  }

  @Test("exact numbers are ordered as numbers are")
  func order() {
    let texts = [
      "-1e400", "-2", "-1.5", "-1e-400", "0", "1e-400", "0.1", "0.10000000000000000000001", "1", "9", "10", "1e400",
    ]
    let numbers = texts.map { text in
      var text = text
      return text.withUTF8 { ExactNumber($0) }
    }
    #expect(numbers == numbers.sorted() && Set(numbers).count == texts.count)
  }

  private static func read(_ text: String, _ tape: inout JSONTape) throws {
    let bytes = Array(text.utf8)
    let result = bytes.withUnsafeBufferPointer { buffer in
      Result { () throws(JSONError) in try tape.read(buffer) }
    }
    try result.get()
  }
}
