import SchemaCore
import Testing

@testable import Protobuf

@Suite("Well-known types in ProtoJSON")
struct JSONWellKnownTests {
  private static let all = Result { try ProtoJSON(JSONSchema.files, message: "t.All") }

  @Test(
    "are written as they are read",
    arguments: [
      #"{"time":"2024-05-06T07:08:09.123Z"}"#, #"{"time":"1970-01-01T00:00:00Z"}"#, #"{"span":"-1.500s"}"#,
      #"{"span":"0s"}"#,
      #"{"mask":"foo,barBaz.qux"}"#, #"{"mask":""}"#, #"{"struct":{}}"#,
      #"{"struct":{"a":1.0,"b":[true,null,"x",{}],"c":{"d":[[]]}}}"#, #"{"value":null}"#, #"{"value":1.5}"#,
      #"{"value":"x"}"#,
      #"{"value":false}"#, #"{"value":{}}"#, #"{"value":[]}"#, #"{"value":{"a":[1.0,{"b":null}]}}"#, #"{"list":[]}"#,
      #"{"list":[1.0,[],"x"]}"#, #"{"empty":{}}"#, #"{"int32Value":0}"#, #"{"int64Value":"-7"}"#,
      #"{"uint32Value":4294967295}"#,
      #"{"uint64Value":"0"}"#, #"{"floatValue":0.5}"#, #"{"doubleValue":"NaN"}"#, #"{"boolValue":false}"#,
      #"{"stringValue":""}"#,
      #"{"bytesValue":"AQ=="}"#, #"{"times":["0001-01-01T00:00:00Z","9999-12-31T23:59:59.999999999Z"]}"#,
      #"{"int32Values":[0,1]}"#,
      #"{"values":[null,1.0,"x",[],{}]}"#, #"{"valueMap":{"a":null,"b":[1.0]}}"#, #"{"any":{}}"#,
    ])
  func same(_ text: String) throws {
    #expect(try Self.all.get().rewritten(text) == text)
  }

  @Test(
    "are read in other spellings",
    arguments: [
      (#"{"time":"1970-01-01T08:00:01+08:00"}"#, #"{"time":"1970-01-01T00:00:01Z"}"#),
      (#"{"span":"1.000000000s"}"#, #"{"span":"1s"}"#),
      (#"{"int64Value":5}"#, #"{"int64Value":"5"}"#), (#"{"int32Value":"5"}"#, #"{"int32Value":5}"#),
      (#"{"value":1}"#, #"{"value":1.0}"#),
      (#"{"time":"1970-01-01T00:00:00\u005A"}"#, #"{"time":"1970-01-01T00:00:00Z"}"#),
    ])
  func otherSpellings(_ text: String, _ expected: String) throws {
    #expect(try Self.all.get().rewritten(text) == expected)
  }

  @Test(
    "that do not fit are refused",
    arguments: [
      (
        #"{"time":"1970-01-01"}"#,
        "time: expected a timestamp (a string such as \"2024-05-06T07:08:09.123Z\", of the years 0001 to 9999), found \"1970-01-01\" (at 1:9)"
      ),
      (#"{"time":0}"#, nil), (#"{"time":{"seconds":1}}"#, nil), (#"{"span":"1"}"#, nil), (#"{"span":1}"#, nil),
      (#"{"mask":"foo,bar_bar"}"#, nil), (#"{"mask":["foo"]}"#, nil), (#"{"struct":[]}"#, nil), (#"{"list":{}}"#, nil),
      (#"{"list":[1,]}"#, nil),
      (#"{"struct":{"a":1,"a":2}}"#, "struct: the key \"a\" is given twice (at 1:11)"),
      (#"{"int32Value":{"value":1}}"#, nil),
      (#"{"boolValue":"true"}"#, nil), (#"{"int32Values":[1,null]}"#, nil), (#"{"times":[null]}"#, nil),
      (#"{"value":1e999}"#, nil),
      (#"{"value":nope}"#, nil),
      (#"{"empty":{"a":1}}"#, "empty: google.protobuf.Empty has no field \"a\"; it has no fields (at 1:11)"),
      (#"{"empty":1}"#, nil),
    ] as [(String, String?)])
  func misfits(_ text: String, _ message: String?) throws {
    let json = try Self.all.get()
    let error = #expect(throws: CodecError.self) { try json.rewritten(text) }
    if let message { #expect(error?.description == message) }
  }

  @Test(
    "for which there is no JSON are refused when they are written",
    arguments: [
      [0xEA, 3, 11, 8, 0xFF, 0x91, 0xB8, 0xC3, 0x98, 0xFE, 0xFF, 0xFF, 0xFF, 1],
      [0xEA, 3, 2, 0x10, 0x80 &+ 0x7F, 1][0..<0] + [0xEA, 3, 6, 0x10, 0x80, 0x94, 0xEB, 0xDC, 3],
      [0xF2, 3, 13, 8, 1, 0x10, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1],
      [0xFA, 3, 8, 0x0A, 6, 0x66, 0x6F, 0x6F, 0x42, 0x61, 0x72],
      [0x8A, 4, 0], [0x8A, 4, 9, 0x11, 0, 0, 0, 0, 0, 0, 0xF8, 0x7F], [0x8A, 4, 9, 0x11, 0, 0, 0, 0, 0, 0, 0xF0, 0x7F],
      [0x9A, 4, 3, 0x12, 1, 7], [0x9A, 4, 5, 0x0A, 3, 0x61, 0x2F, 0x62],
    ] as [[UInt8]])
  func notWritten(_ bytes: [UInt8]) throws {
    let json = try Self.all.get()
    #expect(throws: CodecError.self) { try json.text(of: bytes) }
  }

  @Test("a type with the name of one, but with other fields, is like any other")
  func impostor() throws {
    let file = ProtoParser.parse(
      "syntax = \"proto3\"; package google.protobuf; message Timestamp { int64 seconds = 1; } message Value { string a = 1; } message Holder { Timestamp t = 1; Value v = 2; }",
      name: "impostor.proto")
    let files = try Linker(rules: LinkRules(visibility: .imports, isStrict: false)).link([file])
    let json = try ProtoJSON(files, message: "google.protobuf.Holder")
    #expect(try json.rewritten(#"{"t":{"seconds":5},"v":{"a":"x"}}"#) == #"{"t":{"seconds":"5"},"v":{"a":"x"}}"#)
  }

  @Test("can be the whole message")
  func roots() throws {
    for (type, text) in [
      ("Timestamp", "\"1970-01-01T00:00:01Z\""), ("Value", "[1.0,null]"), ("Int64Value", "\"5\""),
      ("Struct", "{\"a\":{}}"), ("Empty", "{}"),
    ] {
      #expect(try ProtoJSON(JSONSchema.files, message: "google.protobuf." + type).rewritten(text) == text)
    }
  }
}
