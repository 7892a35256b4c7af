import Avro
import RecordCodec
import RegistryClient
import RegistryTesting
import SchemaCore
import Testing

@Suite("Encoding records")
struct RecordEncoderTests {
  private let lookup = FixedSchemaLookup(.fixed(#""string""#, subject: "t-value"))

  @Test("a tombstone is nil, and nobody is asked about it")
  func tombstone() async throws {
    let encoder = RecordEncoder(AvroPayload<String>(), topic: "t", lookup: lookup)
    #expect(try await encoder.encodeIfPresent(nil) == nil)
    #expect(lookup.requests.isEmpty)
    let some: String? = "hi"
    #expect(try await encoder.encodeIfPresent(some)?.bytes == [0, 0, 0, 0, 7, 4, 0x68, 0x69])
  }

  @Test("the registry is asked once, and nobody waits from then on")
  func once() async throws {
    let encoder = RecordEncoder(AvroPayload<String>(), topic: "t", lookup: lookup)
    #expect(try encoder.encodeIfReady("hi") == nil)
    #expect(try await encoder.prepare() == .id(SchemaID(rawValue: 7)))
    #expect(try encoder.encodeIfReady("hi")?.bytes == [0, 0, 0, 0, 7, 4, 0x68, 0x69])
    for _ in 0..<3 { _ = try await encoder.encode("hi") }
    #expect(lookup.requests.count == 1)
    encoder.forgetSchema()
    #expect(try encoder.encodeIfReady("hi") == nil)
    _ = try await encoder.encode("hi")
    #expect(lookup.requests.count == 2)
  }

  @Test("keys and values have headers of their own", arguments: [RecordPart.key, .value])
  func headers(_ part: RecordPart) async throws {
    let schema = RegisteredText.fixed(#""string""#, subject: "t-\(part.rawValue)")
    let settings = EncodingSettings(wireFormat: .header, part: part)
    let encoder = RecordEncoder(
      AvroPayload<String>(), topic: "t", lookup: FixedSchemaLookup(schema), settings: settings)
    let record = try await encoder.encode("hi")
    let guid = try #require(schema.guid)
    #expect(record.bytes == [4, 0x68, 0x69])
    #expect(
      record.headers == [
        RecordHeader(name: "__\(part.rawValue)_schema_id", value: FramedRecord.frame(for: .guid(guid)))
      ])
  }

  @Test("a header cannot be written without a GUID")
  func missingGUID() async {
    var schema = RegisteredText.fixed(#""string""#, subject: "t-value")
    schema.guid = nil
    let encoder = RecordEncoder(
      AvroPayload<String>(), topic: "t", lookup: FixedSchemaLookup(schema),
      settings: EncodingSettings(wireFormat: .header))
    await #expect(throws: RecordCodecError.self) { try await encoder.prepare() }
  }

  @Test("many tasks share an encoder")
  func sharing() async throws {
    let encoder = RecordEncoder(AvroPayload<String>(), topic: "t", lookup: lookup)
    let records = try await withThrowingTaskGroup(of: [UInt8].self) { group in
      for number in 0..<200 { group.addTask { try await encoder.encode("\(number % 20)").bytes } }
      return try await group.reduce(into: Set()) { $0.insert($1) }
    }
    #expect(records.count == 20)
  }

  @Test("a schema of another format than the records' is refused")
  func otherFormat() async {
    let lookup = FixedSchemaLookup(.fixed("{}", format: .json, subject: "t-value"))
    let settings = EncodingSettings(selection: .latest)
    for codec in [AvroValuePayload(), AvroValuePayload(schema: Reading.avroSchema)] {
      let encoder = RecordEncoder(codec, topic: "t", lookup: lookup, settings: settings)
      await #expect(throws: RecordCodecError.self) { try await encoder.prepare() }
    }
  }
}
