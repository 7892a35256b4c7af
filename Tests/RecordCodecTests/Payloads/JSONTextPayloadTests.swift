import Avro
import JSONSchema
import Protobuf
import RecordCodec
import RegistryClient
import RegistryTesting
import SchemaCore
import Testing

@Suite("Records of any schema as JSON text")
struct JSONTextPayloadTests {
  private static let formats = SchemaFormats([AvroFormat(), ProtobufFormat(), JSONSchemaFormat()])
  private static let text = #"{"type":"record","name":"R","fields":[{"name":"a","type":"string"}]}"#
  private static let newer =
    #"{"type":"record","name":"R","fields":[{"name":"a","type":"string"},{"name":"b","type":"int","default":1}]}"#

  private let payload = JSONTextPayload(formats: Self.formats)
  private let lookup = FixedSchemaLookup(
    .fixed(Self.text, subject: "t-value"), .fixed("\"bytes\"", id: 8, subject: "b-value"),
    .fixed("syntax = \"proto3\"; message M { int32 n = 1; }", format: .protobuf, id: 9, subject: "p-value"),
    .fixed("{}", format: .json, id: 10, subject: "j-value"))

  @Test("a record is framed with its schema and read back, by ID and by GUID", arguments: WireFormat.allCases)
  func roundTrip(_ wireFormat: WireFormat) async throws {
    let encoder = RecordEncoder(
      payload, topic: "t", lookup: lookup, settings: EncodingSettings(wireFormat: wireFormat))
    let encoded = try await encoder.encode(Array(#" {"a": "hi"} "#.utf8))
    #expect(Hexadecimal.text(encoded.bytes) == (wireFormat == .header ? "046869" : "0000000007046869"))
    let decoder = RecordDecoder(payload, lookup: lookup)
    let decoded = try await decoder.decode(encoded.bytes, headers: encoded.headers)
    #expect(String(decoding: decoded, as: UTF8.self) == #"{"a":"hi"}"#)
    let identity = try await encoder.prepare()
    #expect(try await decoder.schema(of: encoded.bytes, headers: encoded.headers).identity == .registered(identity))
  }

  @Test(
    "one payload serves all formats",
    arguments: [
      ("t", #"{"a":"x"}"#, "00000000070278"), ("b", #""\u0001\u0002""#, "00000000080102"),
      ("p", #"{"n":5}"#, "0000000009000805"), ("j", "[1]", "000000000a5b315d"),
    ])
  func eachFormat(_ topic: String, _ json: String, _ hex: String) async throws {
    let record = try await RecordEncoder(payload, topic: topic, lookup: lookup).encode(Array(json.utf8))
    #expect(Hexadecimal.text(record.bytes) == hex)
    #expect(try await RecordDecoder(payload, lookup: lookup).decode(record.bytes) == Array(json.utf8))
  }

  @Test("all records are read as one schema where that is asked for")
  func reader() async throws {
    let reader = try AvroFormat().parse(Self.newer)
    let decoder = RecordDecoder(JSONTextPayload(formats: Self.formats, as: reader), lookup: lookup)
    let text = String(decoding: try await decoder.decode([0, 0, 0, 0, 7, 2, 0x78]), as: UTF8.self)
    #expect(text == #"{"a":"x","b":1}"#)
  }

  @Test("what a record does not fit is named with its field and the schema")
  func mismatch() async throws {
    let encoder = RecordEncoder(payload, topic: "t", lookup: lookup)
    do {
      _ = try await encoder.encode(Array(#"{"a": 1}"#.utf8))
      Issue.record("a number was taken for a string")
    } catch {
      #expect(error.description.hasPrefix("the record does not fit schema ID 7: a: "))
    }
  }

  @Test("a format that is not installed is an error")
  func notInstalled() async throws {
    let decoder = RecordDecoder(JSONTextPayload(formats: SchemaFormats([AvroFormat()])), lookup: lookup)
    await #expect(throws: RecordCodecError.self) { try await decoder.decode([0, 0, 0, 0, 10, 0x5B, 0x5D]) }
  }
}
