import SchemaCore
import Testing

@testable import Protobuf

@Suite("Scalars in ProtoJSON")
struct JSONScalarTests {
  private static let all = Result { try ProtoJSON(JSONSchema.files, message: "t.All") }

  @Test(
    "are written as they are read",
    arguments: [
      "{}", #"{"int32":-2147483648}"#, #"{"int32":2147483647}"#, #"{"uint32":4294967295}"#,
      #"{"int64":"-9223372036854775808"}"#, #"{"uint64":"18446744073709551615"}"#, #"{"sint32":-1}"#,
      #"{"sint64":"-1"}"#, #"{"fixed32":4294967295}"#, #"{"fixed64":"18446744073709551615"}"#,
      #"{"sfixed32":-5}"#, #"{"sfixed64":"-5"}"#, #"{"float":1.5}"#, #"{"float":3.4028235e+38}"#, #"{"float":0.1}"#,
      #"{"double":0.1}"#, #"{"double":5e-324}"#, #"{"double":1.7976931348623157e+308}"#, #"{"double":"NaN"}"#,
      #"{"float":"Infinity"}"#, #"{"double":"-Infinity"}"#, #"{"bool":true}"#, #"{"string":"a\"\\\né\u0001"}"#,
      #"{"bytes":"AAECAw=="}"#, #"{"color":"GREEN"}"#, #"{"color":"VERDE"}"#, #"{"color":"BLUE"}"#, #"{"color":5}"#,
      #"{"color":-77}"#, #"{"alias":"C"}"#, #"{"maybe":0}"#, #"{"double":-0.0}"#,
    ])
  func same(_ text: String) throws {
    #expect(try Self.all.get().rewritten(text) == text)
  }

  @Test(
    "are read in other spellings",
    arguments: [
      (#"{"int32":1.0}"#, #"{"int32":1}"#), (#"{"int32":1e3}"#, #"{"int32":1000}"#),
      (#"{"int32":"12"}"#, #"{"int32":12}"#),
      (#"{"int32":"1e5"}"#, #"{"int32":100000}"#), (#"{"int32":"2\u00314"}"#, #"{"int32":214}"#),
      (#"{"int32":100000.000}"#, #"{"int32":100000}"#), (#"{"int32":-1.0e0}"#, #"{"int32":-1}"#),
      (#"{"int64":9223372036854774784}"#, #"{"int64":"9223372036854774784"}"#), (#"{"int64":"-0"}"#, "{}"),
      (#"{"uint64":18446744073709549568}"#, #"{"uint64":"18446744073709549568"}"#), (#"{"uint64":-0}"#, "{}"),
      (#"{"float":"1"}"#, #"{"float":1.0}"#), (#"{"double":1}"#, #"{"double":1.0}"#),
      (#"{"double":"1.5e2"}"#, #"{"double":150.0}"#),
      (#"{"double":1e-400}"#, "{}"), (#"{"float":1.175494e-38}"#, #"{"float":1.175494e-38}"#),
      (#"{"color":1}"#, #"{"color":"GREEN"}"#), (#"{"color":1.0}"#, #"{"color":"GREEN"}"#), (#"{"alias":"B"}"#, "{}"),
      (#"{"bytes":"-_"}"#, #"{"bytes":"+w=="}"#), (#"{"bytes":"\u0041AEC"}"#, #"{"bytes":"AAEC"}"#),
      (#"{"string":"\u8C37\u6B4C\ud83d\ude01\/\u0000"}"#, #"{"string":"谷歌😁/\u0000"}"#), (#"{"string":""}"#, "{}"),
      (#"{"int32":0,"bool":false,"double":0.0,"bytes":"","color":"RED"}"#, "{}"),
      (" { \"int32\" : 1 , \"bool\"\n:\ttrue }\r\n", #"{"int32":1,"bool":true}"#),
    ])
  func otherSpellings(_ text: String, _ expected: String) throws {
    #expect(try Self.all.get().rewritten(text) == expected)
  }

  @Test(
    "that do not fit are refused at their place",
    arguments: [
      (
        #"{"int32":2147483648}"#,
        "int32: expected int32 (a whole number from -2147483648 to 2147483647), found 2147483648 (at 1:10)"
      ),
      (#"{"int32":-2147483649}"#, nil), (#"{"uint32":4294967296}"#, nil), (#"{"uint32":-1}"#, nil),
      (#"{"int64":"9223372036854775808"}"#, nil), (#"{"uint64":"18446744073709551616"}"#, nil),
      (#"{"uint64":"1e536870000"}"#, nil),
      (#"{"int32":0.5}"#, nil), (#"{"uint64":"0.5"}"#, nil), (#"{"int32":true}"#, nil), (#"{"int32":"12abc"}"#, nil),
      (#"{"int32":"12 34"}"#, nil), (#"{"int32":"12,34"}"#, nil), (#"{"int32":""}"#, nil), (#"{"int32":" 1"}"#, nil),
      (#"{"int32":"1 "}"#, nil), (#"{"int32":"+1"}"#, nil), (#"{"int32":"0x1"}"#, nil), (#"{"int32":"٣"}"#, nil),
      (
        #"{"int32":[1]}"#,
        "int32: expected int32 (a whole number from -2147483648 to 2147483647), found an array (at 1:10)"
      ),
      (#"{"int32":{}}"#, nil), (#"{"int32":"01"}"#, nil),
      (
        #"{"float":3.502823e+38}"#,
        "float: expected float (a number within its range, or \"NaN\", \"Infinity\" or \"-Infinity\"), found 3.502823e+38 (at 1:10)"
      ),
      (#"{"float":"-3.502823e+38"}"#, nil), (#"{"double":1.89769e+308}"#, nil), (#"{"double":""}"#, nil),
      (#"{"double":"nan"}"#, nil),
      (#"{"double":"infinity"}"#, nil), (#"{"double":"NaN "}"#, nil), (#"{"double":true}"#, nil),
      (#"{"float":"12abc"}"#, nil),
      (#"{"bool":1}"#, "bool: expected true or false, found 1 (at 1:9)"), (#"{"bool":"true"}"#, nil),
      (#"{"bool":0}"#, nil),
      (#"{"string":12345}"#, "string: expected a string, found 12345 (at 1:11)"), (#"{"string":true}"#, nil),
      (#"{"bytes":"A"}"#, "bytes: expected bytes (a string in base64), found \"A\" (at 1:10)"),
      (#"{"bytes":"é==="}"#, nil), (#"{"bytes":[]}"#, nil),
      (#"{"color":"green"}"#, "color: expected one of VERDE, RED, GREEN, BLUE, or a number, found \"green\" (at 1:10)"),
      (#"{"color":true}"#, nil), (#"{"color":["RED"]}"#, nil), (#"{"color":0.5}"#, nil),
      (#"{"color":2147483648}"#, nil),
    ] as [(String, String?)])
  func misfits(_ text: String, _ message: String?) throws {
    let json = try Self.all.get()
    let error = #expect(throws: CodecError.self) { try json.rewritten(text) }
    #expect(error?.kind == .mismatch)
    #expect(error?.path ?? "" == text.split(separator: "\"")[1])
    if let message { #expect(error?.description == message) }
  }

  @Test(
    "and other text that is not JSON are refused at the place",
    arguments: [
      (#"{"int32":01}"#, "1:10"), (#"{"int32":NaN}"#, nil), (#"{"double":Infinity}"#, nil), (#"{"bool":True}"#, nil),
      (#"{"bool":FALSE}"#, nil), (#"{"int32":1,}"#, "1:12"), (#"{"int32":1 , }"#, "1:14"), (#"{int32:1}"#, "1:2"),
      (#"{'int32':1}"#, "1:2"), (#"{"int32":1 "int64":2}"#, "1:12"), (#"{"string":'x'}"#, nil), ("", nil), ("{", "1:2"),
      ("{} {}", "1:4"), (#"{"string":"abc"#, "1:11"), (#"{"string":"abc\"#, "1:15"), (#"{"string":"\U8C37"}"#, "1:12"),
      (#"{"string":"\uXXXX"}"#, "1:12"), (#"{"string":"\u8C3"}"#, "1:12"), (#"{"string":"\uD800"}"#, "1:12"),
      (#"{"string":"\uDE01\uD83D"}"#, "1:12"), ("{// no comments\n\"int32\":1}", "1:2"),
      ("{\"string\":\"a\nb\"}", "1:13"),
      (#"{"numbers":[1,2,]}"#, "1:17"), (#"{"numbers":[1 2]}"#, "1:15"), (#"{"color":RED}"#, nil),
      (#"{"int32":-}"#, "1:10"),
      (#"{"int32":1.}"#, "1:10"), (#"{"int32":1e}"#, "1:10"), (#"{"int32" 1}"#, "1:10"), ("\u{FEFF}{}", nil),
      ("[]", nil), ("null", nil), ("7", nil),
    ] as [(String, String?)])
  func notJSON(_ text: String, _ place: String?) throws {
    let json = try Self.all.get()
    let error = #expect(throws: CodecError.self) { try json.rewritten(text) }
    if let place {
      #expect(error?.kind == .syntax)
      #expect(error?.textPosition?.description == place)
    }
  }

  @Test(
    "text that is not UTF-8 is refused", arguments: [[0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xC0, 0x80]] as [[UInt8]])
  func notUTF8(_ bytes: [UInt8]) throws {
    let json = try Self.all.get()
    var arena = MessageArena()
    let error = #expect(throws: CodecError.self) {
      try json.fill(&arena, withJSON: Array(#"{"string":""#.utf8) + bytes + Array(#""}"#.utf8))
    }
    #expect(error?.kind == .syntax)
  }

  @Test("the text may be any collection, and errors tell about it as it was")
  func collections() throws {
    let json = try Self.all.get()
    var arena = MessageArena()
    try json.fill(&arena, withJSON: #"{"string":"a\nb"}"#.utf8.lazy.map { $0 })
    #expect(String(decoding: try json.text(of: arena), as: UTF8.self) == #"{"string":"a\nb"}"#)
    let error = #expect(throws: CodecError.self) {
      try json.rewritten("{\"string\":\"\\u0041\\n\",\n \"inner\":{\"numbers\":[1,2,\"\\u0041\"]}}")
    }
    #expect(error?.path == "inner.numbers[2]")
    #expect(error?.textPosition == TextPosition(line: 2, column: 26))
    #expect(error?.message.hasSuffix(#"found "\u0041""#) == true)
  }

  @Test("random doubles and floats are read as they were written")
  func random() throws {
    let json = try Self.all.get()
    var arena = MessageArena()
    for _ in 0..<300 {
      let doubles = (0..<20).map { _ in Double(bitPattern: .random(in: 0...(.max))) }.filter(\.isFinite)
      let text = #"{"doubles":[\#(doubles.map(\.description).joined(separator: ","))]}"#
      try json.fill(&arena, withJSON: text.utf8)
      #expect(String(decoding: try json.text(of: arena), as: UTF8.self) == text)
      let float = Float(bitPattern: .random(in: 0...(.max)))
      if float.isFinite && float != 0 {
        #expect(try json.rewritten("{\"float\":\(float)}") == "{\"float\":\(float)}")
      }
    }
  }
}
