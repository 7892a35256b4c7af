import Avro
import SchemaCore
import Testing

@Suite("Types that read what other schemas wrote")
struct AvroTypedDecoderTests {
  struct Reading: AvroSerializable, Equatable {
    var sensor: String
    var celsius: Double
    var note: String?

    static let avroSchema = AvroDocument.record(
      "example.Reading",
      [
        .field("sensor", String.self), .field("celsius", Double.self),
        .field("note", String?.self, defaultValue: JSONValue.null),
      ])

    init(from reader: inout AvroReader) throws(CodecError) {
      sensor = try reader.string()
      celsius = try reader.double()
      note = try String?(from: &reader)
    }

    func write(to writer: inout AvroWriter) throws(CodecError) {
      writer.string(sensor)
      writer.double(celsius)
      try note.write(to: &writer)
    }
  }

  private func schema(_ fields: String) throws -> AvroDocument {
    try AvroFormat().parse(#"{"type":"record","name":"example.Reading","fields":[\#(fields)]}"#)
  }

  @Test("fields in another order, numbers of another type and fields that are missing or unknown are no obstacle")
  func resolution() throws {
    let writer = try schema(
      #"{"name":"celsius","type":"int"},{"name":"extra","type":"string"},{"name":"sensor","type":"string"}"#)
    let decoder = try AvroTypedDecoder<Reading>(writer: writer)
    let reading = try decoder.decode([42, 2, 120, 4, 97, 98])
    #expect((reading.sensor, reading.celsius, reading.note) == ("ab", 21, nil))
    let error = #expect(throws: CodecError.self) { try decoder.decode([42, 2, 120, 4, 97]) }
    #expect(error?.path == "sensor")
  }

  @Test("records of an equal schema are read as they are")
  func equalSchemas() throws {
    let writer = try schema(
      #"{"name":"sensor","type":"string","doc":"x"},{"name":"celsius","type":"double"},"#
        + #"{"name":"note","type":["null","string"]}"#)
    let bytes: [UInt8] = [2, 97, 0, 0, 0, 0, 0, 0, 0xF0, 0x3F, 2, 2, 98]
    let reading = try AvroTypedDecoder<Reading>(writer: writer).decode(bytes)
    #expect((reading.sensor, reading.celsius, reading.note) == ("a", 1, "b"))
    #expect(try reading.avroBytes() == bytes)
  }

  @Test("a schema that the type cannot read is refused")
  func refusal() throws {
    let writer = try schema(#"{"name":"sensor","type":"int"}"#)
    #expect(throws: AvroResolutionError.self) { try AvroTypedDecoder<Reading>(writer: writer) }
  }
}
