import Avro
import SchemaCore
import Testing

/// A type that codes itself, and tells by what it reads and writes which way was taken.
private struct Note: Codable, AvroSerializable, Equatable {
  var id: Int64
  var text: String

  static let avroSchema = AvroDocument.record("Note", [.field("id", Int64.self), .field("text", String.self)])

  init(id: Int64, text: String) {
    self.id = id
    self.text = text
  }

  init(from reader: inout AvroReader) throws(CodecError) {
    id = try reader.long()
    text = try reader.string() + " by itself"
  }

  func write(to writer: inout AvroWriter) throws(CodecError) {
    writer.long(id)
    writer.string(text + " by itself")
  }
}

@Suite("Codable types that code themselves")
struct SelfCodingTypesTests {
  private static func program(_ text: String, limits: RecordLimits = RecordLimits()) throws -> AvroProgram {
    try AvroProgram(try AvroFormat().parse(text), limits: limits)
  }

  private static let schema =
    #"{"type":"record","name":"Note","fields":[{"name":"id","type":"long"},{"name":"text","type":"string"}]}"#

  @Test("a type whose schema is the program's reads and writes itself, again and again, beside others")
  func same() throws {
    struct Other: Codable, Equatable { var id: Int }
    let program = try Self.program(Self.schema)
    let (encoder, decoder) = (AvroEncoder(program), AvroDecoder(program))
    for _ in 0..<2 {
      let bytes = try encoder.encode(Note(id: 1, text: "a"))
      #expect(bytes == [2, 22] + Array("a by itself".utf8))
      #expect(try decoder.decode(Note.self, from: [2, 2, 0x61]) == Note(id: 1, text: "a by itself"))
      #expect(try decoder.decode(Other.self, from: [2, 2, 0x61]) == Other(id: 1))
    }
    var output: [UInt8] = [7]
    try encoder.encode(Note(id: 1, text: ""), into: &output)
    #expect(output == [7, 2, 20] + Array(" by itself".utf8))
  }

  @Test(
    "where the schema is another, or has other limits, containers are asked",
    arguments: [
      #"{"type":"record","name":"Note","fields":[{"name":"id","type":"int"},{"name":"text","type":"string"}]}"#,
      #"""
      {"type":"record","name":"Note","fields":[
        {"name":"id","type":{"type":"long","logicalType":"timestamp-millis"}},{"name":"text","type":"string"}]}
      """#,
      #"""
      {"type":"record","name":"Note","fields":[
        {"name":"id","type":"long"},{"name":"text","type":"string"},{"name":"more","type":["null","int"],"default":null}]}
      """#,
    ])
  func others(_ schema: String) throws {
    let program = try Self.program(schema)
    let bytes = try AvroEncoder(program).encode(Note(id: 1, text: "a"))
    #expect(bytes.starts(with: [2, 2, 0x61]))
    #expect(try AvroDecoder(program).decode(Note.self, from: bytes) == Note(id: 1, text: "a"))
  }

  @Test("names of fields count, and the limits that a program has")
  func namesAndLimits() throws {
    let renamed = try Self.program(
      #"{"type":"record","name":"Note","fields":[{"name":"key","type":"long"},{"name":"text","type":"string"}]}"#)
    #expect(throws: CodecError.self) { try AvroDecoder(renamed).decode(Note.self, from: [2, 2, 0x61]) }
    let limited = try Self.program(Self.schema, limits: RecordLimits(maximumSlots: 100))
    #expect(try AvroDecoder(limited).decode(Note.self, from: [2, 2, 0x61]) == Note(id: 1, text: "a"))
  }

  @Test("a program that resolves another writer's records resolves them for such a type too")
  func resolved() throws {
    let writer = try AvroFormat().parse(
      #"{"type":"record","name":"Note","fields":[{"name":"text","type":"string"},{"name":"id","type":"long"}]}"#)
    let program = try AvroProgram(writer: writer, reader: Note.avroSchema)
    #expect(try AvroDecoder(program).decode(Note.self, from: [2, 0x61, 2]) == Note(id: 1, text: "a"))
  }

  @Test("an error names the field and the byte")
  func errors() throws {
    let decoder = AvroDecoder(try Self.program(Self.schema))
    #expect {
      try decoder.decode(Note.self, from: [2, 4, 0x61])
    } throws: { error in
      (error as? CodecError)?.path == "text" && (error as? CodecError)?.byteOffset != nil
    }
  }
}
