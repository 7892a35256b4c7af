import Protobuf
import SchemaCore
import Testing

@Suite("Records of a Protobuf schema")
struct ProtobufSchemaRecordsTests {
  private static let text = """
    syntax = "proto3"; package shop; message Order { message Line { int32 count = 1; } string id = 1; }
    """

  @Test("are coded between JSON and bytes, those of the first message if nothing is said")
  func codec() throws {
    let schema = try ProtobufFormat().parse(Self.text)
    let order = try schema.recordCodec()
    let bytes = try order.encode(json: #"{"id": "a"}"#.utf8)
    #expect(bytes == [0x0A, 1, UInt8(ascii: "a")])
    #expect(String(decoding: try order.decode(bytes), as: UTF8.self) == #"{"id":"a"}"#)
    let line = try schema.recordCodec(for: .indexes([0, 0]), json: .specification)
    #expect(try line.encode(json: #"{"count": 3}"#.utf8) == [0x08, 3])
  }

  @Test("are read with the message of the same name in another version, also in another package")
  func reading() throws {
    let writer = try ProtobufFormat().parse(Self.text)
    let reader = try ProtobufFormat().parse(
      "syntax = \"proto3\"; package store; message New {} message Order { string key = 1; }")
    let codec = try reader.recordCodec(for: .root, reading: writer, json: .specification)
    #expect(String(decoding: try codec.decode([0x0A, 1, UInt8(ascii: "a")]), as: UTF8.self) == #"{"key":"a"}"#)
    #expect(throws: SchemaError.self) {
      try reader.recordCodec(for: .indexes([0, 0]), reading: writer, json: .specification)
    }
  }

  @Test("use the types of references")
  func references() throws {
    let reference = ResolvedReference(
      SchemaReference(name: "order.proto", subject: "order", version: 1), text: Self.text)
    let schema = try ProtobufFormat().parse(
      "syntax = \"proto3\"; import \"order.proto\"; message M { shop.Order order = 1; }", references: [reference])
    let bytes = try schema.recordCodec().encode(json: #"{"order": {"id": "a"}}"#.utf8)
    #expect(bytes == [0x0A, 3, 0x0A, 1, UInt8(ascii: "a")])
  }
}
