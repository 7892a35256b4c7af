import Avro
import RecordCodec
import RegistryClient
import RegistryTesting
import SchemaCore
import Testing

/// A type that reads and writes itself.
struct Reading: AvroSerializable, Equatable {
  var sensor: String
  var celsius: Double

  static let avroSchema = AvroDocument.record(
    "com.example.Reading", [.field("sensor", String.self), .field("celsius", Double.self)])

  init(sensor: String, celsius: Double) {
    self.sensor = sensor
    self.celsius = celsius
  }

  init(from reader: inout AvroReader) throws(CodecError) {
    sensor = try reader.string()
    celsius = try reader.double()
  }

  func write(to writer: inout AvroWriter) throws(CodecError) {
    writer.string(sensor)
    writer.double(celsius)
  }
}

/// The same for the compiler's `Codable`.
struct CodableReading: Codable, Equatable {
  var sensor: String
  var celsius: Double
}

@Suite("Avro payloads")
struct AvroPayloadTests {
  private static let plain = Reading.avroSchema.canonicalText
  /// Fields in another order, one more that has a default, and one promoted.
  private static let other =
    #"{"type":"record","name":"Reading","namespace":"com.example","fields":["#
    + #"{"name":"celsius","type":"double"},{"name":"sensor","type":"string"},{"name":"unit","type":"string","default":"C"}]}"#
  private let reading = Reading(sensor: "a", celsius: 1.5)

  private static func parsed(_ text: String) throws -> AvroDocument { try AvroFormat().parse(text) }

  @Test("a value writes and reads itself behind its frame")
  func typed() async throws {
    let lookup = FixedSchemaLookup(.fixed(Self.plain, subject: "t-value"))
    let encoder = RecordEncoder(AvroPayload<Reading>(), topic: "t", lookup: lookup)
    let record = try await encoder.encode(reading)
    #expect(Hexadecimal.text(record.bytes) == "00000000070261000000000000f83f")
    #expect(try await RecordDecoder(AvroPayload<Reading>(), lookup: lookup).decode(record.bytes) == reading)
  }

  @Test("the schema of a type is registered as it stands")
  func registration() async throws {
    let lookup = FixedSchemaLookup(.fixed(Self.plain, subject: "t-value"))
    _ = try await RecordEncoder(AvroPayload<Reading>(), topic: "t", lookup: lookup).prepare()
    #expect(
      lookup.requests == [.register(SchemaText(text: Self.plain), under: SubjectName(name: "t-value"))])
  }

  @Test("what another schema wrote is resolved to the type, of every kind of payload")
  func projection() async throws {
    let lookup = FixedSchemaLookup(.fixed(Self.other))
    let bytes = try #require(Hexadecimal.bytes("0000000007000000000000f83f02610246"))
    #expect(try await RecordDecoder(AvroPayload<Reading>(), lookup: lookup).decode(bytes) == reading)
    let codable = AvroCodablePayload<CodableReading>(schema: Reading.avroSchema)
    let expected = CodableReading(sensor: "a", celsius: 1.5)
    #expect(try await RecordDecoder(codable, lookup: lookup).decode(bytes) == expected)
    #expect(
      try await RecordDecoder(AvroCodablePayload<CodableReading>(), lookup: lookup).decode(bytes) == expected)
    let value = try await RecordDecoder(AvroValuePayload(schema: Reading.avroSchema), lookup: lookup).decode(bytes)
    guard case .record(let record) = value else {
      Issue.record("\(value) is no record")
      return
    }
    #expect(record.fields == [.string("a"), .double(1.5)])
  }

  @Test("records are written with another schema than their own by the names of its fields")
  func written() async throws {
    let lookup = FixedSchemaLookup(.fixed(Self.other, subject: "t-value"))
    let settings = EncodingSettings(selection: .latest)
    let typed = RecordEncoder(AvroPayload<Reading>(), topic: "t", lookup: lookup, settings: settings)
    let codable = RecordEncoder(
      AvroCodablePayload<CodableReading>(schema: Reading.avroSchema), topic: "t", lookup: lookup, settings: settings)
    let unnamed = RecordEncoder(AvroCodablePayload<CodableReading>(), topic: "t", lookup: lookup)
    let hex = "0000000007000000000000f83f02610243"
    #expect(Hexadecimal.text(try await typed.encode(reading).bytes) == hex)
    #expect(Hexadecimal.text(try await codable.encode(CodableReading(sensor: "a", celsius: 1.5)).bytes) == hex)
    #expect(Hexadecimal.text(try await unnamed.encode(CodableReading(sensor: "a", celsius: 1.5)).bytes) == hex)
  }

  @Test("a union of records takes the record that a type is")
  func union() async throws {
    let other = #"{"type":"record","name":"Other","fields":[]}"#
    let lookup = FixedSchemaLookup(.fixed("[\(other),\(Self.plain)]", subject: "t-value"))
    let encoder = RecordEncoder(
      AvroPayload<Reading>(), topic: "t", lookup: lookup, settings: EncodingSettings(selection: .latest))
    let record = try await encoder.encode(reading)
    #expect(Hexadecimal.text(record.bytes) == "0000000007020261000000000000f83f")
    #expect(try await RecordDecoder(AvroPayload<Reading>(), lookup: lookup).decode(record.bytes) == reading)
  }

  @Test("values of a schema that is known at run time are written and read")
  func values() async throws {
    let document = try Self.parsed(Self.plain)
    let lookup = FixedSchemaLookup(.fixed(Self.plain, subject: "t-value"))
    let bytes = try #require(Hexadecimal.bytes("00000000070261000000000000f83f"))
    let value = try await RecordDecoder(AvroValuePayload(), lookup: lookup).decode(bytes)
    for payload in [AvroValuePayload(), AvroValuePayload(schema: document)] {
      #expect(try await RecordEncoder(payload, topic: "t", lookup: lookup).encode(value).bytes == bytes)
    }
  }

  @Test(
    "primitive roots are plain Avro, but bytes stand alone",
    arguments: [
      (#""string""#, AvroValue.string("hi"), "046869"), (#""int""#, .int(-1), "01"), (#""long""#, .long(64), "8001"),
      (#""boolean""#, .boolean(true), "01"), (#""float""#, .float(1.5), "0000c03f"),
      (#""double""#, .double(-1), "000000000000f0bf"), (#""bytes""#, .bytes([0x68, 0x69]), "6869"),
      (#""bytes""#, .bytes([]), ""), (#"["null","string"]"#, .string("hi"), "02046869"),
      (#"["null","bytes"]"#, .bytes([1]), "020201"),
    ])
  func roots(_ schema: String, _ value: AvroValue, _ hex: String) async throws {
    let lookup = FixedSchemaLookup(.fixed(schema, subject: "t-value"))
    let record = try await RecordEncoder(AvroValuePayload(), topic: "t", lookup: lookup).encode(value)
    #expect(Hexadecimal.text(record.bytes) == "0000000007" + hex)
    #expect(try await RecordDecoder(AvroValuePayload(), lookup: lookup).decode(record.bytes) == value)
  }

  @Test("Swift's own types are primitive roots, bytes among them")
  func primitives() async throws {
    func check<Value: AvroSerializable & Equatable & Codable>(
      _ value: Value, _ schema: String, _ hex: String
    ) async throws {
      let lookup = FixedSchemaLookup(.fixed(schema, subject: "t-key"))
      let settings = EncodingSettings(part: .key)
      let typed = try await RecordEncoder(AvroPayload<Value>(), topic: "t", lookup: lookup, settings: settings)
        .encode(value)
      #expect(Hexadecimal.text(typed.bytes) == "0000000007" + hex)
      #expect(try await RecordDecoder(AvroPayload<Value>(), lookup: lookup).decode(typed.bytes) == value)
      let codable = RecordEncoder(AvroCodablePayload<Value>(), topic: "t", lookup: lookup, settings: settings)
      #expect(try await codable.encode(value).bytes == typed.bytes)
      #expect(try await RecordDecoder(AvroCodablePayload<Value>(), lookup: lookup).decode(typed.bytes) == value)
    }
    try await check("hi", #""string""#, "046869")
    try await check(Int32(-1), #""int""#, "01")
    try await check(Int64(64), #""long""#, "8001")
    try await check([UInt8](repeating: 1, count: 2), #""bytes""#, "0101")
  }

  @Test("a schema that can read no record of the type, or is of another format, is refused with the reason")
  func refused() async throws {
    let lookup = FixedSchemaLookup(
      .fixed(#"{"type":"record","name":"Reading","fields":[]}"#, id: 7), .fixed("{}", format: .json, id: 8))
    let decoder = RecordDecoder(AvroPayload<Reading>(), lookup: lookup)
    for (id, part) in [(UInt8(7), "sensor"), (8, "JSON")] {
      do {
        _ = try await decoder.decode([0, 0, 0, 0, id, 0])
        Issue.record("ID \(id) was decoded")
      } catch {
        #expect(error.description.contains(part), "\(error)")
      }
    }
  }
}
