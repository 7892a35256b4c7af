import Avro
import SchemaCore
import Testing

@Suite("Records from the cells of a table")
struct PlainCellTests {
  private func record(_ type: String, _ cell: String, defaultValue: String? = nil) throws -> String {
    let value = defaultValue.map { ",\"default\":\($0)" } ?? ""
    let document = try AvroFormat().parse(
      "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"f\",\"type\":\(type)\(value)}]}")
    let text = JSONWriter.text(.object(["f": .string(cell)]))
    let bytes = try AvroRecordCodec(document, json: .cells).encode(json: text.utf8)
    return String(decoding: try AvroRecordCodec(document).decode(bytes), as: UTF8.self)
  }

  @Test(
    "the text of a cell is a value of the field's type",
    arguments: [
      (#""int""#, "-5", "-5"), (#""long""#, "1e3", "1000"), (#""double""#, "5", "5.0"),
      (#""double""#, "NaN", #""NaN""#),
      (#""boolean""#, "TRUE", "true"), (#""string""#, "5", #""5""#), (#""string""#, "", #""""#),
      (#"{"type":"int","logicalType":"date"}"#, "1970-01-02", "1"),
      (#"{"type":"int","logicalType":"date"}"#, "3", "3"),
      (#"{"type":"bytes","logicalType":"decimal","precision":4,"scale":2}"#, "0.65", #""A""#),
      (#"{"type":"enum","name":"E","symbols":["A"]}"#, "A", #""A""#),
      (#"{"type":"array","items":"int"}"#, "[1, 2]", "[1,2]"),
      (#"["null","string"]"#, "", "null"), (#"["null","string"]"#, "x", #"{"string":"x"}"#),
      (#"["null","long"]"#, "7", #"{"long":7}"#), (#"["string","long","boolean"]"#, "7", #"{"long":7}"#),
      (#"["string","long","boolean"]"#, "true", #"{"boolean":true}"#),
      (#"["string","long","boolean"]"#, "x", #"{"string":"x"}"#), (#""null""#, "", "null"),
    ])
  func cells(type: String, cell: String, written: String) throws {
    #expect(try record(type, cell) == "{\"f\":\(written)}")
  }

  @Test("an empty cell is null if it may be, else the default")
  func emptyCells() throws {
    #expect(try record(#""int""#, "", defaultValue: "5") == #"{"f":5}"#)
    #expect(try record(#""string""#, "", defaultValue: #""x""#) == #"{"f":"x"}"#)
    #expect(try record(#"["int","null"]"#, "", defaultValue: "5") == #"{"f":null}"#)
  }

  @Test(
    "a cell that does not fit is refused with its column",
    arguments: [
      (#""int""#, "", "f: expected int (a whole number), found \"\""),
      (#""long""#, "5 kg", "f: expected long (a whole number), found \"5 kg\""),
      (#""boolean""#, "yes", "f: expected true or false, found \"yes\""),
      (#"["null","int","boolean"]"#, "x", "f: expected null, int or boolean, found \"x\""),
    ])
  func refusals(type: String, cell: String, message: String) throws {
    let error = #expect(throws: CodecError.self) { try record(type, cell) }
    #expect(error?.description == message)
  }
}
