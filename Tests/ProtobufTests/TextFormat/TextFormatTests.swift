import SchemaCore
import Testing

@testable import Protobuf

@Suite("The text format")
struct TextFormatTests {
  private func text(
    of json: String, message: String = "t.All", style: TextFormat.Style = .lines
  ) throws -> String {
    let format = try TextFormat(JSONSchema.files, message: message)
    let reader = try ProtoJSON(JSONSchema.files, message: message)
    var arena = MessageArena()
    var bytes: [UInt8] = []
    try reader.fill(&arena, withJSON: json.utf8)
    try reader.program.encode(&arena, into: &bytes)
    return try decoded(bytes, format, style: style)
  }

  private func decoded(_ bytes: [UInt8], _ format: TextFormat, style: TextFormat.Style = .lines) throws -> String {
    var arena = MessageArena()
    try format.program.decode(bytes, into: &arena)
    return try format.text(of: arena, style: style)
  }

  @Test(
    "shows every value under the schema's name",
    arguments: [
      ("{}", ""), (#"{"int32":-1}"#, "int32: -1"),
      (#"{"uint64":"18446744073709551615"}"#, "uint64: 18446744073709551615"),
      (#"{"bool":true}"#, "bool: true"), (#"{"double":1,"float":0.1}"#, "float: 0.1\ndouble: 1"),
      (#"{"double":"NaN","float":"-Infinity"}"#, "float: -inf\ndouble: nan"), (#"{"double":1e100}"#, "double: 1e+100"),
      (#"{"string":"a\"'\\\n\té\u0001"}"#, #"string: "a\"\'\\\n\té\001""#),
      (#"{"bytes":"AP9h"}"#, #"bytes: "\000\377a""#),
      (#"{"color":"GREEN"}"#, "color: GREEN"), (#"{"color":99}"#, "color: 99"),
      (#"{"snakeCaseName":"x"}"#, #"snake_case_name: "x""#),
      (#"{"inner":{}}"#, "inner {\n}"),
      (#"{"inner":{"int32":1,"inner":{"int32":2}}}"#, "inner {\n  int32: 1\n  inner {\n    int32: 2\n  }\n}"),
      (#"{"numbers":[1,2]}"#, "numbers: 1\nnumbers: 2"),
      (#"{"inners":[{},{"int32":1}]}"#, "inners {\n}\ninners {\n  int32: 1\n}"),
      (#"{"labels":{"a":"b"}}"#, "labels {\n  key: \"a\"\n  value: \"b\"\n}"), (#"{"number":0}"#, "number: 0"),
      (#"{"time":"1970-01-01T00:00:01Z"}"#, "time {\n  seconds: 1\n}"),
      (
        #"{"any":{"@type":"type.googleapis.com/t.Small","id":1}}"#,
        "any {\n  [type.googleapis.com/t.Small] {\n    id: 1\n  }\n}"
      ),
    ])
  func lines(_ json: String, _ expected: String) throws {
    #expect(try text(of: json) == expected)
  }

  @Test("stands in one line if that is asked for")
  func singleLine() throws {
    #expect(
      try text(of: #"{"inner":{"int32":1,"texts":["a","b"]},"maybe":0}"#, style: .singleLine)
        == #"inner { int32: 1 texts: "a" texts: "b" } maybe: 0"#)
  }

  @Test("shows groups by the names of their types, and extensions in brackets")
  func old() throws {
    let json = #"{"needed":1,"title":"","part":{"inside":3},"[t.extra]":5,"[t.Scope.scoped]":{}}"#
    #expect(
      try text(of: json, message: "t.Old", style: .singleLine)
        == #"needed: 1 Part { inside: 3 } title: "" [t.extra]: 5 [t.Scope.scoped] { }"#)
  }

  @Test("shows unknown fields by their numbers")
  func unknown() throws {
    let format = try TextFormat(JSONSchema.files, message: "t.Small")
    let bytes: [UInt8] = [
      0x50, 5, 0x5D, 1, 0, 0, 0, 0x61, 2, 0, 0, 0, 0, 0, 0, 0, 0x6A, 2, 8, 7, 0x72, 3, 0xFF, 0x41, 0x22, 0x7B, 0x80, 1,
      9,
      0x7C, 0x82, 1, 0,
    ]
    let expected =
      #"10: 5 11: 0x00000001 12: 0x0000000000000002 13 { 1: 7 } 14: "\377A\"" 15 { 16: 9 } 16: """#
    #expect(try decoded(bytes, format, style: .singleLine) == expected)
    #expect(try decoded([8, 1] + bytes, format, style: .singleLine) == "id: 1 " + expected)
  }

  @Test("shows an Any as it is if its type is not known or its bytes do not fit")
  func packed() throws {
    let format = try TextFormat(JSONSchema.files, message: "google.protobuf.Any")
    let url: (String) -> [UInt8] = { [0x0A, UInt8($0.utf8.count)] + Array($0.utf8) }
    #expect(try decoded(url("x/t.None") + [0x12, 1, 7], format) == "type_url: \"x/t.None\"\nvalue: \"\\007\"")
    #expect(try decoded(url("x/t.Small") + [0x12, 1, 7], format) == "type_url: \"x/t.Small\"\nvalue: \"\\007\"")
    #expect(try decoded(url("x/t.Small"), format) == "[x/t.Small] {\n}")
  }

  @Test("unknown bytes that look like messages in messages are not followed for ever")
  func nested() throws {
    let format = try TextFormat(JSONSchema.files, message: "t.Small")
    var bytes: [UInt8] = [0x50, 1]
    for _ in 0..<60 { bytes = [0x6A, UInt8(bytes.count)] + bytes }
    let text = try decoded(bytes, format)
    #expect(text.hasPrefix("13 {\n  13 {"))
    #expect(text.split(separator: "\n").count < 40)
  }
}
