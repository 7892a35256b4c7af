import Avro
import RecordCodec
import RegistryClient
import RegistryTesting
import SchemaCore
import Testing

@Suite struct RecordCodingTests {
  private static let formats = SchemaFormats([AvroFormat()])
  private let text = #"{"type":"record","name":"R","fields":[{"name":"a","type":"string"}]}"#

  /// A lookup that knows a few schemas, without a registry.
  private struct FixedLookup: SchemaLookup {
    var texts: [SchemaIdentity: RegisteredText]

    init(_ known: RegisteredText...) {
      texts = [:]
      for text in known {
        texts[.id(text.id)] = text
        if let guid = text.guid { texts[.guid(guid)] = text }
      }
    }

    func schema(_ request: SchemaRequest) throws(ClientError) -> RegisteredText {
      guard case .identity(let identity, _) = request, let text = texts[identity] else {
        throw ClientError(.refused(status: 404, code: 40403), "Schema not found")
      }
      return text
    }
  }

  private func registered(_ text: String, id: Int32 = 7) -> RegisteredText {
    RegisteredText(
      id: SchemaID(rawValue: id), guid: SchemaGUID("095d71cf-1255-6b9d-5e33-0ad575b3df5d"),
      schema: SchemaText(text: text), references: [])
  }

  @Test("a record is framed with its schema and read back, by ID and by GUID", arguments: WireFormat.allCases)
  func roundTrip(_ wireFormat: WireFormat) async throws {
    let schema = registered(text)
    let encoder = try RecordEncoder(schema, formats: Self.formats, wireFormat: wireFormat)
    let encoded = try encoder.encode(json: Array(#" {"a": "hi"} "#.utf8))
    #expect(
      Hexadecimal.text(encoded.bytes) == (wireFormat == .header ? "046869" : "0000000007046869"))
    let decoder = RecordDecoder(lookup: FixedLookup(schema), formats: Self.formats)
    let decoded = try await decoder.decode(encoded.bytes, headers: encoded.headers)
    #expect(String(decoding: decoded.json, as: UTF8.self) == #"{"a":"hi"}"#)
    #expect(decoded.schema == encoder.schema)
  }

  @Test("a root of type bytes is the bytes themselves, without a length")
  func bareBytes() async throws {
    let schema = registered(#""bytes""#)
    let encoded = try RecordEncoder(schema, formats: Self.formats).encode(json: Array(#""\u0001\u0002""#.utf8))
    #expect(Hexadecimal.text(encoded.bytes) == "00000000070102")
    let decoder = RecordDecoder(lookup: FixedLookup(schema), formats: Self.formats)
    #expect(try await decoder.decode(encoded.bytes).json == Array(#""\u0001\u0002""#.utf8))
  }

  @Test("what a record does not fit is named with its field and the schema")
  func mismatch() throws {
    let encoder = try RecordEncoder(registered(text), formats: Self.formats)
    do {
      _ = try encoder.encode(json: Array(#"{"a": 1}"#.utf8))
      Issue.record("a number was taken for a string")
    } catch {
      #expect(error.description.hasPrefix("the record does not fit schema ID 7: a: "))
    }
  }

  @Test(
    "what cannot be decoded is an error, never a crash",
    arguments: [
      ("", "empty"), ("7b7d", "not framed"), ("0000000009", "Schema not found"), ("0000000007", "schema ID 7"),
      ("000000000704", "schema ID 7"), ("000000000704686900", "schema ID 7"),
    ])
  func undecodable(_ hex: String, _ part: String) async throws {
    let decoder = RecordDecoder(lookup: FixedLookup(registered(text)), formats: Self.formats)
    let bytes = try #require(Hexadecimal.bytes(hex))
    do {
      _ = try await decoder.decode(bytes)
      Issue.record("\(hex) was decoded")
    } catch {
      #expect(error.description.contains(part))
    }
  }

  @Test("a header cannot be written without a GUID")
  func missingGUID() {
    var schema = registered(text)
    schema.guid = nil
    #expect(throws: RecordCodecError.self) {
      try RecordEncoder(schema, formats: Self.formats, wireFormat: .header)
    }
  }

  @Test("records written under a registered schema are decoded by the schema that they name")
  func evolution() async throws {
    let registry = try await InProcessRegistry()
    try await registry.withServer { url in
      let client = SchemaRegistryClient(configuration: try ClientConfiguration(url: url))
      let subject = SubjectNaming.topic.subject(topic: "t", part: .value)
      #expect(subject.name == "t-value")
      let newer =
        #"{"type":"record","name":"R","fields":[{"name":"a","type":"string"},"#
        + #"{"name":"b","type":"int","default":1}]}"#
      var records: [[UInt8]] = []
      for (schema, json) in [(text, #"{"a":"x"}"#), (newer, #"{"a":"y","b":2}"#)] {
        _ = try await client.register(SchemaText(text: schema), under: subject)
        let encoder = try RecordEncoder(
          try await client.schema(.version(.latest, of: subject)), formats: Self.formats)
        records.append(try encoder.encode(json: Array(json.utf8)).bytes)
      }
      let decoder = RecordDecoder(lookup: CachingSchemaLookup(client), formats: Self.formats)
      var lines: [String] = []
      for record in records { lines.append(String(decoding: try await decoder.decode(record).json, as: UTF8.self)) }
      #expect(lines == [#"{"a":"x"}"#, #"{"a":"y","b":2}"#])
    }
  }
}
