import Avro
import RegistryTesting
import SchemaCore
import Testing

@Suite("Single-object encoding")
struct SingleObjectTests {
  private static let schema = #"{"type":"record","name":"Point","fields":[{"name":"x","type":"long"}]}"#
  private static let other = #"{"type":"record","name":"Point","fields":[{"name":"y","type":"string"}]}"#

  private func message(x: Int64) throws -> [UInt8] {
    let encoder = try SingleObjectEncoder(try AvroFormat().parse(Self.schema))
    var arena = RecordArena()
    try encoder.program.fill(&arena, withJSON: #"{"x":\#(x)}"#.utf8)
    var bytes: [UInt8] = []
    try encoder.encode(&arena, into: &bytes)
    return bytes
  }

  private func decoder() throws -> SingleObjectDecoder {
    SingleObjectDecoder(try AvroSchemaTable([try AvroFormat().parse(Self.schema), try AvroFormat().parse(Self.other)]))
  }

  @Test("a message is the marker, the fingerprint with its least significant byte first, and the record")
  func layout() throws {
    let bytes = try message(x: -3)
    let fingerprint = try AvroFormat().parse(Self.schema).fingerprint()
    #expect(bytes[0..<2] == [0xC3, 0x01])
    #expect(UInt64(bytes[2]) == fingerprint & 0xFF && UInt64(bytes[9]) == fingerprint >> 56)
    #expect(bytes[10...] == [5])
    #expect(try SingleObjectMessage(bytes).fingerprint == fingerprint)
  }

  @Test("the schema of a message is found by its fingerprint")
  func decoding() throws {
    let decoder = try decoder()
    var arena = RecordArena()
    for x in [Int64(0), 7, .max] {
      let program = try decoder.decode(try message(x: x), into: &arena)
      #expect(try String(decoding: program.jsonText(of: arena), as: UTF8.self) == #"{"x":\#(x)}"#)
    }
  }

  @Test("messages are read as another schema has them, within the limits that are given")
  func resolution() throws {
    let store = try AvroSchemaTable([try AvroFormat().parse(Self.schema)])
    let reader = try AvroFormat().parse(Self.schema.replacing(#""long""#, with: #""double""#))
    var arena = RecordArena()
    let program = try SingleObjectDecoder(store, as: reader).decode(try message(x: 7), into: &arena)
    #expect(try String(decoding: program.jsonText(of: arena), as: UTF8.self) == #"{"x":7.0}"#)
    let limits = RecordLimits(maximumDepth: 3)
    let strict = SingleObjectDecoder(store, limits: limits)
    #expect(try strict.decode(try message(x: 7), into: &arena).limits == limits)
    let other = SingleObjectDecoder(store, as: try AvroFormat().parse(#""string""#))
    let error = #expect(throws: CodecError.self) { try other.decode(try message(x: 7), into: &arena) }
    #expect(error?.kind == .mismatch)
  }

  @Test("bytes of another kind are not taken for a message", arguments: [[], [0xC3], [0, 0, 0, 0, 1], [0xC3, 0x02]])
  func recognition(bytes: [UInt8]) throws {
    #expect(!SingleObjectMessage.isMessage(bytes))
    #expect(throws: CodecError.self) { try SingleObjectMessage(bytes) }
    #expect(SingleObjectMessage.isMessage(try message(x: 1)))
  }

  @Test("a message cut off anywhere is refused")
  func truncated() throws {
    let bytes = try message(x: 300)
    let decoder = try decoder()
    for count in 0..<bytes.count {
      var arena = RecordArena()
      let error = #expect(throws: CodecError.self) { try decoder.decode(bytes.prefix(count), into: &arena) }
      #expect(error?.kind == .truncated)
      #expect(error?.byteOffset.map { $0 <= count } == true)
    }
  }

  @Test("a fingerprint that the store does not know is named")
  func unknown() throws {
    let decoder = SingleObjectDecoder(AvroSchemaTable())
    var arena = RecordArena()
    let error = try #require(throws: CodecError.self) { try decoder.decode(try message(x: 1), into: &arena) }
    let fingerprint = try AvroFormat().parse(Self.schema).fingerprint()
    #expect(error.kind == .mismatch && error.message.contains(String(fingerprint, radix: 16)))
  }

  @Test("offsets of errors count from the message's begin")
  func offsets() throws {
    var arena = RecordArena()
    let bytes = try message(x: 1) + [9]
    let error = try #require(throws: CodecError.self) { try decoder().decode(bytes, into: &arena) }
    #expect(error.kind == .trailingBytes && error.byteOffset == 11)
  }

  @Test(
    "the conformance message is read and written to the byte",
    // Conformance data that lies beside the checkout, if at all.
    .enabled(
      if: Fixtures.sharedCases("avro/single-object/test_schema.avsc") != nil,
      "the conformance cases are not beside the checkout"))
  func conformance() throws {
    let schema = try AvroFormat().parse(try #require(Fixtures.sharedCases("avro/single-object/test_schema.avsc")))
    let bytes = try #require(Fixtures.sharedBytes("cases/avro/single-object/test_message.bin"))
    var arena = RecordArena()
    let program = try SingleObjectDecoder(try AvroSchemaTable([schema])).decode(bytes, into: &arena)
    let json = try String(decoding: program.jsonText(of: arena), as: UTF8.self)
    #expect(json == #"{"id":42,"name":"Bill","tags":["dog_lover","cat_hater"]}"#)

    let encoder = try SingleObjectEncoder(schema)
    try encoder.program.fill(&arena, withJSON: json.utf8)
    var written: [UInt8] = []
    try encoder.encode(&arena, into: &written)
    #expect(written == bytes)
  }
}
