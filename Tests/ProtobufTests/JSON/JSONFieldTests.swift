import SchemaCore
import Testing

@testable import Protobuf

@Suite("Fields in ProtoJSON")
struct JSONFieldTests {
  private static let all = Result { try ProtoJSON(JSONSchema.files, message: "t.All") }

  @Test(
    "messages, lists, maps and oneofs are written as they are read",
    arguments: [
      #"{"inner":{}}"#, #"{"inner":{"inner":{"int32":1},"maybe":2}}"#, #"{"numbers":[1,-2,3]}"#,
      #"{"texts":["a","","b"]}"#,
      #"{"colors":["RED","BLUE",9]}"#, #"{"inners":[{},{"int32":1},{"texts":["x"]}]}"#,
      #"{"doubles":[0.5,"NaN",1e+100]}"#,
      #"{"manyBytes":["","AA=="]}"#, #"{"labels":{"a":"b","":"","\n":"\""}}"#,
      #"{"byInt32":{"-5":{"int32":1},"0":{}}}"#,
      #"{"byUint64":{"18446744073709551615":true,"0":false}}"#, #"{"byBool":{"true":"GREEN","false":"RED"}}"#,
      #"{"bySint64":{"-9223372036854775808":0.5}}"#, #"{"byFixed32":{"4294967295":"AQ=="}}"#, #"{"number":0}"#,
      #"{"text":""}"#, #"{"message":{}}"#, #"{"nothing":null}"#, #"{"snakeCaseName":"x"}"#,
      #"{"another \"name\"":"x"}"#,
      #"{"maybe":0}"#,
    ])
  func same(_ text: String) throws {
    #expect(try Self.all.get().rewritten(text) == text)
  }

  @Test(
    "are read in any order and by both names",
    arguments: [
      (#"{"string":"x","int32":1}"#, #"{"int32":1,"string":"x"}"#),
      (#"{"snake_case_name":"x"}"#, #"{"snakeCaseName":"x"}"#),
      (#"{"renamed":"x"}"#, #"{"another \"name\"":"x"}"#), (#"{"int\u00332":1}"#, #"{"int32":1}"#),
      (#"{"by_int32":{"1":{}}}"#, #"{"byInt32":{"1":{}}}"#), (#"{"numbers":[],"labels":{},"inners":[]}"#, "{}"),
      (#"{"byInt32":{"\u0031":{},"1e1":{}}}"#, #"{"byInt32":{"1":{},"10":{}}}"#),
      (#"{"nothing":"NULL_VALUE"}"#, #"{"nothing":null}"#),
      (#"{"byBool":{"tr\u0075e":"GREEN"}}"#, #"{"byBool":{"true":"GREEN"}}"#),
    ])
  func otherSpellings(_ text: String, _ expected: String) throws {
    #expect(try Self.all.get().rewritten(text) == expected)
  }

  @Test("null is no value, whatever the field")
  func nulls() throws {
    let names = try Self.all.get().program.root.fields.filter { !["value", "nothing", "null"].contains($0.name) }.map(
      \.name)
    let text = "{" + names.map { "\"\($0)\":null" }.joined(separator: ",") + "}"
    #expect(try Self.all.get().rewritten(text) == "{}")
    #expect(try Self.all.get().rewritten(#"{"number":null,"text":"x"}"#) == #"{"text":"x"}"#)
    #expect(try Self.all.get().rewritten(#"{"text":"x","number":null}"#) == #"{"text":"x"}"#)
    #expect(try Self.all.get().rewritten(#"{"null":null}"#) == "{}")
  }

  @Test(
    "that do not fit are refused with path, place and a hint",
    arguments: [
      (#"{"int33":1}"#, "t.All has no field \"int33\"; did you mean \"int32\"? (at 1:2)"),
      (
        #"{"inner":{"snakeCaseNam":""}}"#,
        "inner: t.All has no field \"snakeCaseNam\"; did you mean \"snakeCaseName\"? (at 1:11)"
      ),
      (#"{"inners":[{},{"x":1}]}"#, nil), (#"{"int32":1,"int32":2}"#, "int32: the field is given twice (at 1:20)"),
      (#"{"snake_case_name":"","snakeCaseName":""}"#, nil), (#"{"int32":null,"int32":null}"#, nil),
      (#"{"numbers":[],"numbers":[]}"#, nil),
      (
        #"{"number":1,"text":"x"}"#,
        "text: only one field of the oneof choice may be given, and number is, too (at 1:20)"
      ),
      (#"{"labels":{"a":"1","b":"2","a":"3"}}"#, "labels: the key \"a\" is given twice (at 1:11)"),
      (#"{"byInt32":{"1":{},"1.0":{}}}"#, "byInt32: the key 1 is given twice (at 1:12)"),
      (
        #"{"numbers":[1,null]}"#,
        "numbers[1]: expected int32 (a whole number from -2147483648 to 2147483647), found null (at 1:15)"
      ),
      (#"{"inners":[null]}"#, nil), (#"{"labels":{"a":null}}"#, #"labels.a: expected a string, found null (at 1:16)"#),
      (#"{"labels":{"a b":1}}"#, #"labels["a b"]: expected a string, found 1 (at 1:18)"#),
      (#"{"numbers":1}"#, "numbers: expected an array, found 1 (at 1:12)"), (#"{"inners":{}}"#, nil),
      (#"{"numbers":{"0":1}}"#, nil),
      (#"{"labels":[]}"#, "labels: expected a map (an object), found an array (at 1:11)"),
      (#"{"inner":[]}"#, "inner: expected t.All (an object), found an array (at 1:10)"),
      (#"{"inner":"{}"}"#, nil), (#"{"byInt32":{"a":{}}}"#, "byInt32: this is no key of type int32 (at 1:13)"),
      (#"{"byBool":{"1":"RED"}}"#, nil),
      (#"{"byUint64":{"-1":true}}"#, nil), (#"{"texts":["a",1]}"#, nil), (#"{"nothing":1}"#, nil),
      ("[]", "expected t.All (an object), found an array (at 1:1)"),
    ] as [(String, String?)])
  func misfits(_ text: String, _ message: String?) throws {
    let json = try Self.all.get()
    let error = #expect(throws: CodecError.self) { try json.rewritten(text) }
    #expect(error?.kind == .mismatch)
    if let message { #expect(error?.description == message) }
  }

  @Test(
    "keys of maps must be strings",
    arguments: [#"{"byInt32":{1:{}}}"#, #"{"byBool":{true:"RED"}}"#, #"{"byInt32":{null:{}}}"#])
  func bareKeys(_ text: String) throws {
    let json = try Self.all.get()
    let error = #expect(throws: CodecError.self) { try json.rewritten(text) }
    #expect(error?.kind == .syntax)
  }

  @Test("members that are no fields can be stepped over, and names that are no values of an enum with them")
  func ignoring() throws {
    let json = try ProtoJSON(JSONSchema.files, message: "t.All", options: ProtoJSONOptions(ignoresUnknownFields: true))
    #expect(try json.rewritten(#"{"x":{"y":[1,{"z":"\u0041"}]},"int32":1,"w":null}"#) == #"{"int32":1}"#)
    #expect(try json.rewritten(#"{"color":"PINK","int32":1}"#) == #"{"int32":1}"#)
    #expect(try json.rewritten(#"{"colors":["BLUE","PINK","BLUE"]}"#) == #"{"colors":["BLUE","BLUE"]}"#)
    #expect(try json.rewritten(#"{"byBool":{"true":"PINK","false":"BLUE"}}"#) == #"{"byBool":{"false":"BLUE"}}"#)
    #expect(throws: CodecError.self) { try json.rewritten(#"{"x":[1,}"#) }
  }

  @Test("messages of many fields find each, and find one that is given twice")
  func wide() throws {
    let json = try ProtoJSON(JSONSchema.files, message: "t.Wide")
    let members = (1...130).map { "\"f\($0)\":\($0)" }
    let text = "{" + members.joined(separator: ",") + "}"
    #expect(try json.rewritten("{" + members.shuffled().joined(separator: ",") + "}") == text)
    #expect(throws: CodecError.self) { try json.rewritten("{\"f130\":1,\"f130\":1}") }
    #expect(throws: CodecError.self) { try json.rewritten("{\"f64\":null,\"f64\":1}") }
  }

  @Test("the plain form has the schema's names, the fields that are always there, and numbers as numbers")
  func plain() throws {
    let json = try ProtoJSON(JSONSchema.files, message: "t.Small", options: ProtoJSONOptions(.plain))
    #expect(try json.rewritten("{}") == #"{"id":0,"name":"","amount":0,"tags":[]}"#)
    #expect(
      try json.rewritten(#"{"amount":"-5","next":{"id":1}}"#)
        == #"{"id":0,"name":"","amount":-5,"tags":[],"next":{"id":1,"name":"","amount":0,"tags":[]}}"#)
    let all = try ProtoJSON(JSONSchema.files, message: "t.All", options: ProtoJSONOptions(.plain))
    let text = try all.rewritten("{}")
    #expect(text.hasPrefix(#"{"int32":0,"int64":0,"uint32":0,"#))
    for part in [
      #""color":"RED""#, #""snake_case_name":"""#, #""renamed":"""#, #""labels":{}"#, #""float":0.0"#, #""bytes":"""#,
    ] {
      #expect(text.contains(part))
    }
    for part in ["maybe", "inner\"", "number\"", "time\"", "int32_value\""] { #expect(!text.contains(part)) }
    #expect(try all.rewritten(text) == text)
    #expect(try all.rewritten(#"{"byUint64":{"5":true}}"#).contains(#""by_uint64":{"5":true}"#))
  }

  @Test("fields of proto2: groups, extensions, closed enums, defaults and what is required")
  func old() throws {
    let json = try ProtoJSON(JSONSchema.files, message: "t.Old")
    let text =
      #"{"needed":1,"raw":"x","closed":"TWO","several":["ONE"],"part":{"inside":3},"withDefault":7,"title":"","[t.extra]":5,"[t.more]":["a"],"[t.Scope.scoped]":{}}"#
    #expect(try json.rewritten(text) == text)
    #expect(try json.rewritten(#"{"needed":0,"title":"t"}"#) == #"{"needed":0,"title":"t"}"#)
    #expect(throws: CodecError.self) { try json.rewritten(#"{"needed":0,"title":"","closed":3}"#) }
    #expect(throws: CodecError.self) { try json.rewritten(#"{"needed":0,"title":"","[t.unknown]":3}"#) }
    let error = #expect(throws: CodecError.self) { try json.rewritten(#"{"raw":"x"}"#) }
    #expect(error?.message == "required fields are not set: needed, title")
  }

  @Test("of map entries with one key the last is written, and text that is not UTF-8 is replaced")
  func decoded() throws {
    let entry: (String, String) -> [UInt8] = {
      [0xCA, 0x02, 6, 0x0A, 1] + Array($0.utf8) + [0x12, 1] + Array($1.utf8)
    }
    let bytes = entry("a", "1") + entry("b", "2") + entry("a", "3")
    #expect(try Self.all.get().text(of: bytes) == #"{"labels":{"b":"2","a":"3"}}"#)
    let old = try ProtoJSON(JSONSchema.files, message: "t.Old")
    #expect(
      try old.text(of: [8, 1, 0x12, 3, 0x61, 0xFF, 0x62, 0x3A, 0])
        == "{\"needed\":1,\"raw\":\"a\u{FFFD}b\",\"title\":\"\"}")
  }

  @Test("an arena of another type is refused")
  func otherArena() throws {
    let small = try ProtoJSON(JSONSchema.files, message: "t.Small")
    var arena = MessageArena()
    try small.fill(&arena, withJSON: "{}".utf8)
    let error: CodecError?
    do {
      _ = try Self.all.get().text(of: arena)
      error = nil
    } catch let caught as CodecError { error = caught }
    #expect(error?.kind == .mismatch)
  }
}
