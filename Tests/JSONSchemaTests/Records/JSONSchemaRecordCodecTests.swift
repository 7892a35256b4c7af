import JSONSchema
import SchemaCore
import Testing

@Suite struct JSONSchemaRecordCodecTests {
  private static let schema =
    #"{"type": "object", "properties": {"lines": {"items": {"properties": {"price": {"type": "number"}}}}}, "required": ["id"]}"#

  @Test("records are JSON in one line, all else as it was written")
  func records() throws {
    let codec = try JSONSchemaFormat().parse(Self.schema).recordCodec()
    let bytes = try codec.encode(
      json: Array("{ \"id\" : 1.50,\r\n\t\"a\": [ 1e400, \"x \\\" \\\\\", \" \\u00e9\" ] }\n".utf8))
    #expect(String(decoding: bytes, as: UTF8.self) == #"{"id":1.50,"a":[1e400,"x \" \\"," \u00e9"]}"#)
    #expect(try codec.decode(bytes) == bytes)
  }

  @Test("a record that is not as the schema wants it is refused, with the field")
  func refused() throws {
    let codec = try JSONSchemaFormat().parse(Self.schema).recordCodec()
    let text = Array(#"{"id": 1, "lines": [{"price": 1}, {"price": "1"}]}"#.utf8)
    let encoding = #expect(throws: CodecError.self) { try codec.encode(json: text) }
    #expect(encoding?.kind == .mismatch)
    #expect(encoding?.path == "lines[1].price")
    let decoding = #expect(throws: CodecError.self) { try codec.decode(text) }
    #expect(decoding?.kind == .malformed)
  }

  @Test(
    "what is not JSON is refused, whether records are validated or not", arguments: ["{} x", "", "{\"a\": }", "\u{0}"])
  func syntax(text: String) throws {
    let schema = try JSONSchemaFormat().parse("{}")
    for validation: JSONSchemaRecordCodec.Validation in [[], [.encoding, .decoding]] {
      let codec = try JSONSchemaRecordCodec(schema, validation: validation)
      #expect(#expect(throws: CodecError.self) { try codec.encode(json: Array(text.utf8)) }?.kind == .syntax)
      #expect(#expect(throws: CodecError.self) { try codec.decode(Array(text.utf8)) }?.kind == .malformed)
    }
  }

  @Test("records are held against the schema only where that is asked for")
  func choice() throws {
    let schema = try JSONSchemaFormat().parse(Self.schema)
    let codec = try JSONSchemaRecordCodec(schema, validation: .encoding)
    #expect(throws: CodecError.self) { try codec.encode(json: Array("{}".utf8)) }
    #expect(try codec.decode(Array("{ }".utf8)) == Array("{}".utf8))
  }

  @Test("records of another version are read as they are, and must be as the reader wants them")
  func reading() throws {
    let writer = try JSONSchemaFormat().parse("{}")
    let reader = try JSONSchemaFormat().parse(Self.schema)
    let codec = try reader.recordCodec(for: .root, reading: writer, json: .specification)
    #expect(try codec.decode(Array(#"{"id":1}"#.utf8)) == Array(#"{"id":1}"#.utf8))
    #expect(throws: CodecError.self) { try codec.decode(Array("{}".utf8)) }
  }
}
