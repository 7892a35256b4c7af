import Avro
import SchemaCore
import Testing

@Suite("Defaults of fields")
struct DefaultValuesTests {
  private func parse(type: String, default value: String) throws -> AvroDocument {
    try AvroFormat().parse(
      #"{"type":"record","name":"R","fields":[{"name":"x","type":\#(type),"default":\#(value)}]}"#)
  }

  @Test(
    "a default that fits its type is accepted",
    arguments: [
      (#""null""#, "null"), (#""boolean""#, "true"), (#""int""#, "-2147483648"), (#""long""#, "9223372036854775807"),
      (#""float""#, "1"), (#""double""#, "1e300"), (#""double""#, #""NaN""#), (#""float""#, #""-Infinity""#),
      (#""double""#, #""2.5""#), (#""bytes""#, #""\u00ff\u0000""#), (#""string""#, #""€""#),
      (#"{"type":"fixed","name":"F","size":4}"#, #""ab""#),
      (#"{"type":"enum","name":"E","symbols":["A"]}"#, #""Z""#),
      (#"{"type":"array","items":"int"}"#, "[1,2]"), (#"{"type":"map","values":"int"}"#, #"{"a":1}"#),
      (#"["null","int"]"#, "5"), (#"["int","null"]"#, "null"), (#"["null","R"]"#, #"{"x":null}"#),
      (
        #"{"type":"record","name":"S","fields":[{"name":"a","type":"int"},{"name":"b","type":"int","default":1}]}"#,
        #"{"a":1,"unknown":2}"#
      ),
    ])
  func accepted(_ type: String, _ value: String) throws {
    _ = try parse(type: type, default: value)
  }

  @Test(
    "a default that does not fit its type is refused",
    arguments: [
      (#""null""#, "0"), (#""boolean""#, "1"), (#""int""#, "2147483648"), (#""int""#, "1.0"), (#""int""#, #""1""#),
      (#""long""#, "9223372036854775808"), (#""float""#, #""one""#), (#""bytes""#, #""\u0100""#), (#""string""#, "1"),
      (#"{"type":"fixed","name":"F","size":4}"#, "1"), (#"{"type":"enum","name":"E","symbols":["A"]}"#, "null"),
      (#"{"type":"array","items":"int"}"#, #"[1,"2"]"#), (#"{"type":"map","values":"int"}"#, "[]"),
      (#"["null","int"]"#, #""x""#), ("[]", "null"),
      (#"{"type":"record","name":"S","fields":[{"name":"a","type":"int"}]}"#, "{}"),
    ])
  func refused(_ type: String, _ value: String) {
    let error = #expect(throws: SchemaError.self) { try parse(type: type, default: value) }
    #expect(error?.kind == .invalid)
    #expect(error?.path?.tokens.starts(with: ["fields", "0", "default"]) == true)
  }

  @Test("a default that could be tried in endless ways ends with an error")
  func endless() {
    let value = String(repeating: #"{"f":"#, count: 400) + "5" + String(repeating: "}", count: 400)
    let text = """
      {"type":"record","name":"A","fields":[{"name":"f","type":[
        {"type":"record","name":"B","fields":[{"name":"f","type":["A","B"]}]},"A"],"default":\(value)}]}
      """
    let error = #expect(throws: SchemaError.self) { try AvroFormat().parse(text) }
    #expect(error?.kind == .limit)
  }
}
