import Avro
import SchemaCore
import Testing

@Suite("Malformed records")
struct MalformedRecordTests {
  struct Example: CustomTestStringConvertible, Sendable {
    var name: String
    var schema: String
    var hex: String
    var kind: CodecError.Kind
    var path: String
    var byteOffset: Int
    var testDescription: String { name }

    init(_ name: String, _ schema: String, _ hex: String, _ kind: CodecError.Kind, _ path: String, at byteOffset: Int) {
      self.name = name
      self.schema = schema
      self.hex = hex
      self.kind = kind
      self.path = path
      self.byteOffset = byteOffset
    }
  }

  static let order = #"""
    {"type":"record","name":"Order","fields":[
      {"name":"id","type":"int"},
      {"name":"nothing","type":"null"},
      {"name":"lines","type":{"type":"array","items":{"type":"record","name":"Line","fields":[
        {"name":"name","type":"string"},{"name":"price","type":["null","double"]}]}}},
      {"name":"labels","type":{"type":"map","values":"boolean"}},
      {"name":"next","type":["null","Order"]}]}
    """#

  static let examples: [Example] = [
    Example("no bytes", #""int""#, "", .truncated, "", at: 0),
    Example("int out of range", #""int""#, "8080808010", .malformed, "", at: 0),
    Example("varint of eleven bytes", #""long""#, "8080808080808080808001", .malformed, "", at: 0),
    Example("varint of more than 64 bits", #""long""#, "ffffffffffffffffff02", .malformed, "", at: 0),
    Example("varint without end", #""long""#, "ff", .truncated, "", at: 0),
    Example("boolean of 2", #""boolean""#, "02", .malformed, "", at: 0),
    Example("half a float", #""float""#, "0000", .truncated, "", at: 0),
    Example("half a double", #""double""#, "00000000", .truncated, "", at: 0),
    Example("string of negative length", #""string""#, "01", .malformed, "", at: 0),
    Example("string longer than the record", #""string""#, "0461", .truncated, "", at: 0),
    Example("string of nearly all memory", #""string""#, "feffffffffffffffff01", .truncated, "", at: 0),
    Example("lone continuation byte", #""string""#, "0280", .malformed, "", at: 0),
    Example("overlong UTF-8", #""string""#, "04c080", .malformed, "", at: 0),
    Example("UTF-8 surrogate", #""string""#, "06eda080", .malformed, "", at: 0),
    Example("UTF-8 above U+10FFFF", #""string""#, "08f4908080", .malformed, "", at: 0),
    Example("UTF-8 cut off after eight letters", #""string""#, "126162636465666768c3", .malformed, "", at: 0),
    Example("unknown symbol", #"{"type":"enum","name":"E","symbols":["A"]}"#, "02", .malformed, "", at: 0),
    Example("negative symbol", #"{"type":"enum","name":"E","symbols":["A"]}"#, "01", .malformed, "", at: 0),
    Example("enum without symbols", #"{"type":"enum","name":"E","symbols":[]}"#, "00", .malformed, "", at: 0),
    Example("short fixed", #"{"type":"fixed","name":"F","size":3}"#, "0102", .truncated, "", at: 0),
    Example("unknown branch of a nullable", #"["null","int"]"#, "04", .malformed, "", at: 0),
    Example("unknown branch", #"["null","int","long"]"#, "06", .malformed, "", at: 0),
    Example("negative branch", #"["null","int","long"]"#, "01", .malformed, "", at: 0),
    Example("branch of an empty union", "[]", "00", .malformed, "", at: 0),
    Example("more items than bytes", #"{"type":"array","items":"int"}"#, "0600", .truncated, "", at: 0),
    Example("negative block size", #"{"type":"array","items":"int"}"#, "010102", .malformed, "", at: 0),
    Example("block size beyond the end", #"{"type":"array","items":"int"}"#, "010a02", .truncated, "", at: 0),
    Example("least block count", #"{"type":"array","items":"int"}"#, "ffffffffffffffffff0100", .malformed, "", at: 0),
    Example("no end of the items", #"{"type":"array","items":"boolean"}"#, "0201", .truncated, "", at: 2),
    Example("greatest block count", #"{"type":"array","items":"int"}"#, "feffffffffffffffff01", .truncated, "", at: 0),
    Example(
      "greatest count of longs", #"{"type":"array","items":"long"}"#, "feffffffffffffffff01", .truncated, "", at: 0),
    Example(
      "count of doubles that is 0 when multiplied by 8", #"{"type":"array","items":"double"}"#,
      "8080808080808080400000", .truncated, "", at: 0),
    Example(
      "least count of longs", #"{"type":"array","items":"long"}"#, "ffffffffffffffffff0100", .malformed, "", at: 0),
    Example(
      "least count of entries", #"{"type":"map","values":"int"}"#, "ffffffffffffffffff0100", .malformed, "", at: 0),
    Example(
      "least block size", #"{"type":"array","items":"int"}"#, "01ffffffffffffffffff010200", .malformed, "", at: 0),
    Example(
      "greatest block size", #"{"type":"array","items":"int"}"#, "01feffffffffffffffff010200", .truncated, "", at: 0),
    Example("count without its block size", #"{"type":"array","items":"int"}"#, "01", .truncated, "", at: 0),
    Example("more entries than bytes", #"{"type":"map","values":"null"}"#, "0600", .truncated, "", at: 0),
    Example(
      "more items than bytes after a good block", #"{"type":"array","items":"int"}"#, "0202feffffffffffffffff01",
      .truncated, "", at: 2),
    Example("least length", #""string""#, "ffffffffffffffffff01", .malformed, "", at: 0),
    Example("least length of bytes", #""bytes""#, "ffffffffffffffffff01", .malformed, "", at: 0),
    Example(
      "fixed of nearly 2^31 bytes", #"{"type":"fixed","name":"F","size":2147483647}"#, "00", .truncated, "", at: 0),
    Example("least branch", #"["null","int","long"]"#, "ffffffffffffffffff01", .malformed, "", at: 0),
    Example("greatest branch", #"["null","int"]"#, "feffffffffffffffff01", .malformed, "", at: 0),
    Example(
      "greatest symbol", #"{"type":"enum","name":"E","symbols":["A"]}"#, "feffffffffffffffff01", .malformed, "", at: 0),
    Example("int below its range", #""int""#, "8180808010", .malformed, "", at: 0),
    Example("trailing bytes", #""int""#, "020202", .trailingBytes, "", at: 1),

    Example("first field", order, "", .truncated, "id", at: 0),
    Example("count of lines", order, "02", .truncated, "lines", at: 1),
    Example("name of the first line", order, "0204", .truncated, "lines", at: 1),
    Example("count after two lines", order, "0204046100000000", .truncated, "lines", at: 8),
    Example("price in a line", order, "020202610200", .truncated, "lines[0].price", at: 5),
    Example("price of the second line", order, "020402610002620400", .malformed, "lines[1].price", at: 7),
    Example("second block of lines", order, "0202026100", .truncated, "lines", at: 5),
    Example("key of a label", order, "02000202ff00", .malformed, "labels", at: 3),
    Example("value of a label", order, "020002026b05", .malformed, "labels[\"k\"]", at: 5),
    Example("branch after the map", order, "0200000a", .malformed, "next", at: 3),
    Example("id of the next order", order, "02000002", .truncated, "next.id", at: 4),
    Example("lines of the next order", order, "020000020202026104", .malformed, "next.lines[0].price", at: 8),
  ]

  @Test("kind, field and byte offset of the error", arguments: examples)
  func decodingError(_ example: Example) throws {
    let program = try AvroProgram(AvroFormat().parse(example.schema))
    var arena = RecordArena()
    let bytes = try #require(Hexadecimal.bytes(example.hex))
    let error = #expect(throws: CodecError.self) { try program.decode(bytes, into: &arena) }
    #expect(error?.kind == example.kind, "\(error?.description ?? "")")
    #expect(error?.path == example.path)
    #expect(error?.byteOffset == example.byteOffset)
  }
}
