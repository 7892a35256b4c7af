import SchemaCore
import Testing

@testable import Protobuf

@Suite("Cells of tables as Protobuf fields")
struct JSONCellTests {
  private static let cells = Result {
    try ProtoJSON(
      JSONSchema.files, message: "t.All", options: ProtoJSONOptions(readsCells: true))
  }

  @Test(
    "texts are read as what the field is",
    arguments: [
      (
        #"{"int32":"12","int64":"-5","double":"0.5","string":"x","bytes":"AQ==","color":"BLUE"}"#,
        #"{"int32":12,"int64":"-5","double":0.5,"string":"x","bytes":"AQ==","color":"BLUE"}"#
      ),
      (#"{"bool":"True"}"#, #"{"bool":true}"#), (#"{"bool":"FALSE","boolValue":"false"}"#, #"{"boolValue":false}"#),
      (#"{"color":"7"}"#, #"{"color":"BLUE"}"#),
      (#"{"int32":"","string":"","bool":"","color":"","inner":"","numbers":"","time":"","value":""}"#, "{}"),
      (#"{"numbers":"[1,2]"}"#, #"{"numbers":[1,2]}"#),
      (#"{"inner":"{\"int32\":1,\"texts\":[\"a\\n\"]}"}"#, #"{"inner":{"int32":1,"texts":["a\n"]}}"#),
      (#"{"labels":"{\"a\":\"b\"}"}"#, #"{"labels":{"a":"b"}}"#),
      (
        #"{"time":"1970-01-01T00:00:00Z","span":"1s","mask":"a,b"}"#,
        #"{"time":"1970-01-01T00:00:00Z","span":"1s","mask":"a,b"}"#
      ),
      (#"{"stringValue":"x","int32Value":"5"}"#, #"{"int32Value":5,"stringValue":"x"}"#),
      (#"{"struct":"{\"a\":1}"}"#, #"{"struct":{"a":1.0}}"#),
      (#"{"value":"some text"}"#, #"{"value":"some text"}"#), (#"{"value":"[1]"}"#, #"{"value":[1.0]}"#),
      (#"{"int32":5,"numbers":[1],"bool":true}"#, #"{"int32":5,"bool":true,"numbers":[1]}"#),
      (#"{"snake_case_name":"x","maybe":"0"}"#, #"{"maybe":0,"snakeCaseName":"x"}"#),
      (#"{"number":"1","text":""}"#, #"{"number":1}"#), (#"{"nothing":"x"}"#, #"{"nothing":null}"#),
    ])
  func texts(_ text: String, _ expected: String) throws {
    #expect(try Self.cells.get().rewritten(text) == expected)
  }

  @Test(
    "texts that are none are refused",
    arguments: [
      (
        #"{"int32":"x"}"#,
        "int32: expected int32 (a whole number from -2147483648 to 2147483647), found \"x\" (at 1:10)"
      ),
      (#"{"bool":"yes"}"#, "bool: expected true or false, found \"yes\" (at 1:9)"), (#"{"nope":"1"}"#, nil),
      (#"{"int32":"1","int32":"2"}"#, nil),
      (
        #"{"numbers":"[1,"}"#,
        "numbers: the cell must hold JSON text here; [1]: a value is expected, found the end of the text (at 1:4) (at 1:12)"
      ),
      (#"{"numbers":"1,2"}"#, nil),
      (
        #"{"numbers":"[1] x"}"#,
        "numbers: the cell must hold JSON text here; there is text after the end of the value (at 1:5) (at 1:12)"
      ),
      (#"{"inner":"{\"int32\":\"x\"}"}"#, nil), (#"{"number":"1","text":"x"}"#, nil),
    ] as [(String, String?)])
  func misfits(_ text: String, _ message: String?) throws {
    let json = try Self.cells.get()
    let error = #expect(throws: CodecError.self) { try json.rewritten(text) }
    if let message { #expect(error?.description == message) }
  }

  @Test("text that must be there may be empty")
  func required() throws {
    let json = try ProtoJSON(JSONSchema.files, message: "t.Old", options: ProtoJSONOptions(readsCells: true))
    #expect(try json.rewritten(#"{"needed":"1","title":"","raw":""}"#) == #"{"needed":1,"title":""}"#)
    #expect(throws: CodecError.self) { try json.rewritten(#"{"needed":"","title":""}"#) }
  }
}
