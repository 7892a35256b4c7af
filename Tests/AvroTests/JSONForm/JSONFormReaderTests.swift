import Avro
import SchemaCore
import Testing

@Suite("Records from JSON")
struct JSONFormReaderTests {
  static let order = #"""
    {"type":"record","name":"Order","namespace":"shop","fields":[
      {"name":"id","type":"int"},
      {"name":"lines","type":{"type":"array","items":{"type":"record","name":"Line","fields":[
        {"name":"name","type":"string"},{"name":"price","type":["null","double"],"default":null}]}},"default":[]},
      {"name":"labels","type":{"type":"map","values":"boolean"},"default":{}},
      {"name":"kind","type":{"type":"enum","name":"Kind","symbols":["NEW","OLD"]},"default":"NEW"},
      {"name":"best","type":["Line","string","null"],"default":{"name":"none"}}]}
    """#

  private func json(_ schema: String, _ text: String) throws -> String {
    let codec = try AvroRecordCodec(AvroFormat().parse(schema))
    return String(decoding: try codec.decode(codec.encode(json: Array(text.utf8))), as: UTF8.self)
  }

  @Test(
    "missing fields take their defaults, and members may stand in any order",
    arguments: [
      (
        #"{"id":1}"#,
        #"{"id":1,"lines":[],"labels":{},"kind":"NEW","best":{"shop.Line":{"name":"none","price":null}}}"#
      ),
      (
        #"{"best":{"string":"x"},"kind":"OLD","labels":{"b":true,"a":false},"lines":[{"price":{"double":1e3},"name":"n"}],"id":2}"#,
        #"{"id":2,"lines":[{"name":"n","price":{"double":1000.0}}],"labels":{"b":true,"a":false},"kind":"OLD","best":{"string":"x"}}"#
      ),
      (
        #"{"id":3,"best":null,"lines":[{"name":"n"}]}"#,
        #"{"id":3,"lines":[{"name":"n","price":null}],"labels":{},"kind":"NEW","best":null}"#
      ),
    ])
  func defaults(given: String, full: String) throws {
    #expect(try json(Self.order, given) == full)
  }

  @Test(
    "a default is written without the name of its branch, and the first branch that it fits counts",
    arguments: [
      (#"["null","string"]"#, "null", "null"),
      (#"["string","null"]"#, #""x""#, #"{"string":"x"}"#),
      (#"["int","long"]"#, "3000000000", #"{"long":3000000000}"#),
      (#"["int","double"]"#, "1.5", #"{"double":1.5}"#),
      (#"["null",{"type":"array","items":["null","int"]}]"#, "[1,null]", #"{"array":[{"int":1},null]}"#),
      (#"["null",{"type":"map","values":"bytes"}]"#, #"{"k":"ÿ"}"#, #"{"map":{"k":"ÿ"}}"#),
      (
        #"["null",{"type":"enum","name":"E","symbols":["A"]},{"type":"fixed","name":"F","size":2}]"#, #""AA""#,
        #"{"F":"AA"}"#
      ),
    ])
  func defaultOfUnion(type: String, given: String, written: String) throws {
    let schema = #"{"type":"record","name":"R","fields":[{"name":"f","type":\#(type),"default":\#(given)}]}"#
    #expect(try json(schema, "{}") == #"{"f":\#(written)}"#)
  }

  @Test(
    "what does not fit is refused with the field, what was found and what is expected",
    arguments: [
      (#"{"id":"1"}"#, "id: expected int (a whole number), found \"1\""),
      (#"{"id":3000000000}"#, "id: expected int (a whole number from -2147483648 to 2147483647), found 3000000000"),
      (#"{"id":1.5}"#, "id: expected int (a whole number from -2147483648 to 2147483647), found 1.5"),
      (#"{}"#, "id: the field is missing and has no default; expected int (a whole number)"),
      (
        #"{"id":1,"size":2}"#,
        "size: shop.Order has no such field; its fields are id, lines, labels, kind, best"
      ),
      (#"{"id":1,"kind":"MID"}"#, "kind: shop.Kind has no symbol \"MID\"; its symbols are NEW, OLD"),
      (#"{"id":1,"lines":{}}"#, "lines: expected an array, found {}"),
      (#"{"id":1,"lines":[{"name":"a"},{"name":null}]}"#, "lines[1].name: expected a string, found null"),
      (
        #"{"id":1,"lines":[{"name":"a","price":2.5}]}"#,
        "lines[0].price: expected null or {\"double\": …}, found 2.5; write {\"double\": 2.5}"
      ),
      (
        #"{"id":1,"lines":[{"name":"a","price":{"float":1}}]}"#,
        "lines[0].price: expected null or {\"double\": …}, found an object with \"float\""
      ),
      (
        #"{"id":1,"lines":[{"name":"a","price":{"double":true}}]}"#,
        "lines[0].price: expected double (a number within its range, or \"NaN\", \"Infinity\" or \"-Infinity\"), found true"
      ),
      (#"{"id":1,"labels":{"a b":1}}"#, "labels[\"a b\"]: expected true or false, found 1"),
      (
        #"{"id":1,"best":"x"}"#,
        "best: expected {\"shop.Line\": …}, {\"string\": …} or null, found \"x\"; write {\"string\": \"x\"}"
      ),
      (
        #"{"id":1,"best":{"null":null}}"#,
        "best: expected {\"shop.Line\": …}, {\"string\": …} or null, found an object with \"null\""
      ),
    ])
  func refusals(given: String, message: String) throws {
    let codec = try AvroRecordCodec(AvroFormat().parse(Self.order))
    let error = #expect(throws: CodecError.self) { try codec.encode(json: Array(given.utf8)) }
    #expect(error?.description == message)
  }

  @Test(
    "scalars out of their range are refused",
    arguments: [
      (#""long""#, "9223372036854775808"), (#""double""#, "1e400"), (#""float""#, "1e39"), (#""double""#, #""inf""#),
      (#""bytes""#, #""Ā""#), (#"{"type":"fixed","name":"F","size":2}"#, #""a""#), (#""null""#, "0"),
      (#""boolean""#, "0"), ("[]", "null"), (#"["null"]"#, #"{"null":null}"#),
    ])
  func outOfRange(schema: String, given: String) throws {
    let codec = try AvroRecordCodec(AvroFormat().parse(schema))
    let error = #expect(throws: CodecError.self) { try codec.encode(json: Array(given.utf8)) }
    #expect(error?.kind == .mismatch)
  }

  @Test("a float takes the nearest float to the digits, not to the nearest double")
  func floatRounding() throws {
    // Just above the middle of two floats; as a double it is the middle itself, which rounds to even.
    #expect(try json(#""float""#, "1.00000017881393432617187499") == "1.0000001")
    #expect(try json(#""float""#, "1.00000017881393432617187501") == "1.0000002")
  }

  @Test("defaults that hold one another without end are refused", .timeLimit(.minutes(1)))
  func endlessDefaults() throws {
    let ring =
      #"{"type":"record","name":"A","fields":[{"name":"a","type":"A","default":{}},{"name":"b","type":"A","default":{}}]}"#
    let codec = try AvroRecordCodec(AvroFormat().parse(ring, rules: .stored))
    let error = #expect(throws: CodecError.self) { try codec.encode(json: Array("{}".utf8)) }
    #expect(error?.kind == .limit)
  }

  @Test("keys of a map that only look the same are two keys")
  func composedKeys() throws {
    let text = "{\"\u{E9}\":1,\"e\u{301}\":2}"
    let written = try json(#"{"type":"map","values":"int"}"#, text)
    #expect(Array(written.utf8) == Array(text.utf8))
  }

  @Test("a text that is not JSON is refused with line and column")
  func syntax() throws {
    let codec = try AvroRecordCodec(AvroFormat().parse(Self.order))
    let error = #expect(throws: CodecError.self) { try codec.encode(json: Array("{\"id\":\n 1,,}".utf8)) }
    #expect(error?.kind == .syntax)
    #expect(error?.message.hasPrefix("2:4: ") == true)
  }

  @Test("a recursive record deeper than can be decoded is not encoded either")
  func deepRecord() throws {
    let list = #"{"type":"record","name":"List","fields":[{"name":"next","type":["null","List"]}]}"#
    let codec = try AvroRecordCodec(AvroFormat().parse(list))
    for (depth, isAccepted) in [(128, true), (129, false), (160, false), (250, false)] {
      let text =
        String(repeating: #"{"next":{"List":"#, count: depth) + #"{"next":null}"#
        + String(repeating: "}}", count: depth)
      if isAccepted {
        #expect(try codec.encode(json: text.utf8).count == depth + 1)
      } else {
        let error = #expect(throws: CodecError.self) { try codec.encode(json: text.utf8) }
        #expect(error?.kind == .limit)
      }
    }
  }

  @Test("JSON nested too deeply is refused")
  func depth() throws {
    let codec = try AvroRecordCodec(AvroFormat().parse(#""string""#))
    let text = Array(repeating: UInt8(ascii: "["), count: 100_000)
    let error = #expect(throws: CodecError.self) { try codec.encode(json: text) }
    #expect(error?.kind == .limit)
  }
}
