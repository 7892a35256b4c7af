import JSONSchema
import SchemaCore
import Testing

@Suite struct JSONRecordArenaTests {
  @Test(
    "a record is written without white space, as it was read",
    arguments: [
      ("null", "null"), (" [ ] ", "[]"), ("{ }", "{}"), ("[1.50, -0, 1e400, 12345678901234567890, 0.5E-3, 1]", nil),
      (#"{"a" : {"b": [[], {}, [[1]]]}, "c": true, "d": false}"#, nil),
      (#"["\u0041\u00e9\ud83d\udc09\/", "\"\\\b\f\n\r\t\u0001"]"#, #"["Aé🐉/","\"\\\b\f\n\r\t\u0001"]"#),
      (#"{"a": 1, "b": 2, "a": [3]}"#, #"{"b":2,"a":[3]}"#),
      (#"{"a": {"a": 1, "a": 2}, "a": 3, "z": 0}"#, #"{"a":3,"z":0}"#),
      (#"[{"a": 1, "a": 2}, 5]"#, #"[{"a":2},5]"#),
      (#"["0123456789abcdef", "0123456789abcde\"", "0123456789abcdefé漢"]"#, nil),
    ] as [(String, String?)])
  func written(text: String, expected: String?) throws {
    var arena = JSONRecordArena()
    var output = Array("> ".utf8)
    try arena.read(Array(text.utf8))
    arena.write(into: &output)
    let written = String(decoding: output.dropFirst(2), as: UTF8.self)
    #expect(written == expected ?? text.filter { $0 != " " })
    #expect(JSONWriter.text(arena.value) == written)
    try arena.read(Array(written.utf8))
    #expect(JSONWriter.text(arena.value) == written)
  }

  @Test("what is no JSON is refused with its place, and leaves null")
  func refused() throws {
    var arena = JSONRecordArena()
    try arena.read(Array("[1]".utf8))
    let error = #expect(throws: CodecError.self) { try arena.read(Array("[1,\n x]".utf8)) }
    #expect(error?.kind == .malformed && error?.textPosition == TextPosition(line: 2, column: 2))
    #expect(arena.value == .null)
    let deep = Array(repeating: UInt8(ascii: "["), count: JSONRecordArena.maximumDepth + 1)
    #expect(#expect(throws: CodecError.self) { try arena.read(deep) }?.kind == .limit)
  }
}
