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

  @Test("a long default that many branches do not fit ends with an error", .timeLimit(.minutes(1)))
  func longText() {
    let branches = (0..<5000).map { #"{"type":"fixed","name":"F\#($0)","size":1}"# }.joined(separator: ",")
    let text = String(repeating: "a", count: 400_000) + "€"
    let error = #expect(throws: SchemaError.self) { try parse(type: "[\(branches)]", default: "\"\(text)\"") }
    #expect(error?.kind == .limit)
  }

  @Test("a default of many records with many fields each ends with an error", .timeLimit(.minutes(1)))
  func emptyRecords() {
    let fields = (0..<2000).map { #"{"name":"f\#($0)","type":"int","default":1}"# }.joined(separator: ",")
    let type = #"{"type":"array","items":{"type":"record","name":"E","fields":[\#(fields)]}}"#
    let value = Array(repeating: "{}", count: 50_000).joined(separator: ",")
    let error = #expect(throws: SchemaError.self) { try parse(type: type, default: "[\(value)]") }
    #expect(error?.kind == .limit)
  }

  @Test("stored defaults share the time that normalization takes; what is left stays as it is", .timeLimit(.minutes(1)))
  func sharedSteps() throws {
    // Fits neither branch, which takes tens of thousands of steps to find out for each.
    let value = String(repeating: #"{"f":"#, count: 13) + "5" + String(repeating: "}", count: 13)
    func normalized(_ count: Int) throws -> String {
      let values = Array(repeating: value, count: count).joined(separator: ",")
      return try AvroFormat().parse(
        """
        {"type":"record","name":"R","fields":[{"name":"before","type":"double","default":1},
          {"name":"a","type":{"type":"record","name":"A","fields":[{"name":"f","type":[
            {"type":"record","name":"B","fields":[{"name":"f","type":["A","B"]}]},"A"]}]}},
          {"name":"values","type":{"type":"array","items":["A","B"]},"default":[\(values)]},
          {"name":"after","type":"double","default":1}]}
        """, rules: .stored
      ).rendered(as: .normalized)
    }
    let suffix = #"{"name":"after","type":"double","default":"#
    #expect(try normalized(1).hasSuffix(suffix + "1.0}]}"))
    let spent = try normalized(2000)
    #expect(spent.hasSuffix(suffix + "1}]}"))
    #expect(spent.contains(#"{"name":"before","type":"double","default":1.0}"#))
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
