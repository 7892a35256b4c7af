import SchemaCore
import Testing

@Suite struct JSONParserTests {
  @Test(
    "text that is written back compactly is the same text",
    arguments: [
      "null", "true", "false", "0", "-0", "12345678901234567890", "1.50", "1e10", "-2.5E-3", "\"\"",
      "[]", "{}", "[1,[2,[3]]]", "{\"b\":1,\"a\":{\"z\":null}}", "\"\u{1F426} é\"",
    ])
  func roundTrip(_ text: String) throws {
    #expect(JSONWriter.text(try JSONParser.parse(text)) == text)
  }

  @Test(
    "escapes are read, and written in their shortest form",
    arguments: [
      (#""\u00e9""#, "\"é\""), (#""\ud83d\udc26""#, "\"\u{1F426}\""), (#""\/""#, "\"/\""),
      (#""\b\f\n\r\t\"\\""#, #""\b\f\n\r\t\"\\""#), (#""\u0001\u001F""#, #""\u0001\u001F""#),
    ])
  func escapes(_ text: String, _ expected: String) throws {
    #expect(JSONWriter.text(try JSONParser.parse(text)) == expected)
  }

  @Test(
    "what is not JSON is refused at its place",
    arguments: [
      ("", "1:1"), ("{", "1:2"), ("{\"a\" 1}", "1:6"), ("{\"a\":1,}", "1:8"), ("[1 2]", "1:4"), ("[1,]", "1:4"),
      ("nul", "1:1"), ("01", "1:2"), ("1.", "1:1"), ("-", "1:1"), (".5", "1:1"), ("+1", "1:1"), ("\"abc", "1:1"),
      ("\"\\x\"", "1:2"), ("\"\\u12G4\"", "1:2"), ("\"\\ud800\"", "1:2"), ("{}\n\nx", "3:1"), ("{\n  é: 1}", "2:3"),
      ("// no comments", "1:1"), ("\"a\nb\"", "1:3"), ("[1,\n \"é\", x]", "2:7"),
    ])
  func errors(_ text: String, _ place: String) {
    let error = #expect(throws: JSONError.self) { try JSONParser.parse(text) }
    #expect(error?.position.description == place)
    #expect(error?.isLimit == false)
  }

  @Test(
    "what ends a string or is escaped in it is found at any place",
    arguments: ["a", "!", "#", "[", "]", "é", "\u{1F426}", "\u{7F}"])
  func places(filler: String) throws {
    for before in 0...17 {
      let start = String(repeating: filler, count: before)
      #expect(throws: JSONError.self) { try JSONParser.parse("\"\(start)") }
      for after in 0...9 {
        let end = String(repeating: filler, count: after)
        for escape in [#"\""#, #"\\"#, #"\u001F"#, ""] {
          let text = "\"\(start)\(escape)\(end)\""
          #expect(JSONWriter.text(try JSONParser.parse(text)) == text)
        }
        let error = #expect(throws: JSONError.self) { try JSONParser.parse("\"\(start)\u{1F}\(end)\"") }
        #expect(error?.position.column == before + 2)
      }
    }
  }

  @Test(
    "an escape is read wherever it stands in a string", arguments: ["\"", "\\", "/", "\n", "\u{1}", "é", "\u{1F426}"])
  func placesOfEscapes(_ piece: String) throws {
    for before in 0..<18 {
      for between in 0..<18 {
        let text = String(repeating: "a", count: before) + piece + String(repeating: "b", count: between) + piece + "c"
        let escaped = JSONWriter.text(.string(text)).replacing("/", with: "\\/")
        #expect(try JSONParser.parse(escaped) == .string(text))
        #expect(throws: JSONError.self) { try JSONParser.parse(escaped.dropLast() + "") }
      }
    }
  }

  @Test("a string is read that is longer than any place kept ready for it")
  func longStrings() throws {
    let text = String(repeating: "{\"type\":\"string\"}\n", count: 1000)
    #expect(try JSONParser.parse(JSONWriter.text(.string(text))) == .string(text))
  }

  @Test("nesting beyond the limit is refused before the stack is")
  func depth() {
    let deep = String(repeating: "[", count: 10_000)
    let error = #expect(throws: JSONError.self) { try JSONParser.parse(deep) }
    #expect(error?.isLimit == true)
    #expect(error?.message.contains("512") == true)
  }

  @Test("as much nesting as the limit allows is read")
  func depthWithinLimit() throws {
    let text = String(repeating: "[", count: 512) + String(repeating: "]", count: 512)
    #expect(JSONWriter.text(try JSONParser.parse(text)) == text)
  }

  @Test("a text over the size limit is refused unread")
  func size() {
    let options = JSONParser.Options(maximumBytes: 10)
    let error = #expect(throws: JSONError.self) { try JSONParser.parse("[1,2,3,4,5]", options: options) }
    #expect(error?.isLimit == true)
  }

  @Test("bytes that are not UTF-8 are refused")
  func encoding() {
    #expect(throws: JSONError.self) { try JSONParser.parse([0x22, 0xFF, 0x22]) }
  }

  @Test("of members with one key the last value counts, at the place of the first")
  func duplicateKeys() throws {
    #expect(JSONWriter.text(try JSONParser.parse(#"{"a":1,"b":2,"a":3}"#)) == #"{"a":3,"b":2}"#)
    // Keys that look alike and are not the same bytes are two keys.
    let alike = "{\"\u{E9}\":1,\"e\u{301}\":2}"
    #expect(JSONWriter.text(try JSONParser.parse(alike)) == alike)
    let many = (0..<40).map { "\"k\($0 % 20)\":\($0)" }.joined(separator: ",")
    let last = (20..<40).map { "\"k\($0 - 20)\":\($0)" }.joined(separator: ",")
    #expect(JSONWriter.text(try JSONParser.parse("{\(many)}")) == "{\(last)}")
  }

  @Test("comments are white space where they are allowed")
  func comments() throws {
    let options = JSONParser.Options(allowsComments: true)
    let value = try JSONParser.parse("/* a */ {\"a\": // b\n 1 /**/}", options: options)
    #expect(JSONWriter.text(value) == #"{"a":1}"#)
    #expect(throws: JSONError.self) { try JSONParser.parse("1 /* open", options: options) }
  }

  @Test("objects with many members find each of them")
  func manyMembers() throws {
    let members = (0..<100).map { "\"k\($0)\":\($0)" }.joined(separator: ",")
    var object = try #require(try JSONParser.parse("{\(members),\"k7\":\"last\"}").object)
    #expect(object.count == 100)
    #expect(object["k7"] == "last")
    #expect(object["k99"] == 99)
    object["k7"] = nil
    #expect(object["k7"] == nil)
    #expect(object["k99"] == 99)
    #expect(object["k100"] == nil)
  }

  @Test("objects are equal whatever the order of their members")
  func equality() throws {
    let first = try JSONParser.parse(#"{"a":1,"b":[{"c":2,"d":3}]}"#)
    #expect(try first == JSONParser.parse(#"{"b":[{"d":3,"c":2}],"a":1}"#))
    #expect(try first != JSONParser.parse(#"{"b":[{"d":3,"c":4}],"a":1}"#))
    #expect(try first.hashValue == JSONParser.parse(#"{"b":[{"d":3,"c":2}],"a":1}"#).hashValue)
  }
}

@Suite struct JSONWriterTests {
  @Test("sorting goes by UTF-16 code units, at every level")
  func sorting() throws {
    // U+1F426 begins with the surrogate D83D, and so comes before U+FF5E, though its scalar is greater.
    let value = try JSONParser.parse("{\"\u{FF5E}\":1,\"\u{1F426}\":{\"b\":1,\"a\":2},\"a\":3}")
    #expect(JSONWriter.text(value, style: .sorted) == "{\"a\":3,\"\u{1F426}\":{\"a\":2,\"b\":1},\"\u{FF5E}\":1}")
  }

  @Test("pretty text has a line a member")
  func pretty() throws {
    let value = try JSONParser.parse(#"{"a":[1,2],"b":{},"c":[]}"#)
    #expect(
      JSONWriter.text(value, style: .pretty) == "{\n  \"a\": [\n    1,\n    2\n  ],\n  \"b\": {},\n  \"c\": []\n}")
  }
}

@Suite struct JSONPointerTests {
  @Test(
    "a pointer finds its value's place in the text",
    arguments: [
      ([], "1:1"), (["a"], "2:8"), (["a", "1"], "2:12"), (["b/c~"], "3:11"), (["b/c~", "d"], "3:18"), (["e"], "4:8"),
    ])
  func position(_ tokens: [String], _ place: String) {
    let text = """
      {
        "a": [1, {}],
        "b/c~": { "d": 1 },
        "e": "x", "x": 1
      }
      """
    #expect(JSONPointer(tokens).position(in: text)?.description == place)
  }

  @Test(
    "of members with one name a pointer leads to the last, or into it",
    arguments: [
      (["a"], #"{"a":1,"a":2}"#, "1:12"), (["a", "b"], #"{"a":{"b":1},"a":{"b":2}}"#, "1:23"),
      (["a", "b"], #"{"a":{"b":1},"a":{}}"#, nil), (["a", "0"], #"{"a":[1],"b":{"0":1}}"#, "1:7"),
      (["\u{E9}"], "{\"e\u{301}\":1}", nil),
    ] as [([String], String, String?)])
  func replaced(_ tokens: [String], _ text: String, _ place: String?) {
    #expect(JSONPointer(tokens).position(in: text)?.description == place)
  }

  @Test("a pointer to what is not there has no place")
  func missing() {
    #expect(JSONPointer(["a", "0"]).position(in: #"{"a":1}"#) == nil)
    #expect(JSONPointer(["b"]).position(in: #"{"a":1}"#) == nil)
    #expect(JSONPointer(["a"]).position(in: "not json") == nil)
  }

  @Test("where the way to a value ends early, the innermost value on it has a place")
  func innermost() {
    let text = #"{"a":{"b":[1,"N"]}}"#
    for (path, place) in [
      ("/a/b/1", "1:14"), ("/a/b/1/fields/0", "1:14"), ("#/a/x/y", "1:6"), ("/", "1:1"), ("/z", "1:1"),
    ] {
      #expect(JSONPointer(text: path).innermostPosition(in: text)?.description == place, "\(path)")
    }
    #expect(JSONPointer(text: "/a").innermostPosition(in: "{") == nil)
  }

  @Test(
    "a pointer is read from its text",
    arguments: [
      ("/", []), ("#/", []), ("", []), ("#", []), ("/a~1b/c~0d/0", ["a/b", "c~d", "0"]), ("#/a", ["a"]),
      ("/a/", ["a", ""]), ("/~2~", ["~2~"]),
    ])
  func reading(_ text: String, _ tokens: [String]) {
    #expect(JSONPointer(text: text).tokens == tokens)
  }

  @Test("slashes and tildes in keys are escaped")
  func escaping() {
    #expect(JSONPointer(["a/b", "c~d", "0"]).description == "/a~1b/c~0d/0")
    #expect(JSONPointer.root.description == "/")
  }
}
