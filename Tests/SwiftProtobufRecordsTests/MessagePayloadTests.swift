import Protobuf
import RecordCodec
import RegistryClient
import RegistryTesting
import SchemaCore
import SwiftProtobuf
import SwiftProtobufRecords
import Testing

/// The messages that SwiftProtobuf brings along stand in for those that its users generate.
@Suite("Generated messages as records")
struct MessagePayloadTests {
  private static func registered(_ text: String, format: FormatName = .protobuf) -> FixedSchemaLookup {
    FixedSchemaLookup(.fixed(text, format: format, subject: "t-value"))
  }

  private static func builtIn(_ path: String) throws -> FixedSchemaLookup {
    registered(try #require(BuiltInFiles.text(of: path)))
  }

  private static func encoder<Record: SwiftProtobuf.Message>(
    of type: Record.Type, _ lookup: FixedSchemaLookup, checksFields: Bool = true,
    wireFormat: WireFormat = .payloadPrefix
  ) -> RecordEncoder<MessagePayload<Record>> {
    RecordEncoder(
      MessagePayload(checksFields: checksFields), topic: "t", lookup: lookup,
      settings: EncodingSettings(wireFormat: wireFormat))
  }

  private static func api() -> Google_Protobuf_Api {
    var api = Google_Protobuf_Api()
    api.name = "shop"
    api.methods = [.with { $0.name = "order" }, .with { $0.name = "refund" }]
    api.syntax = .proto3
    return api
  }

  @Test("come back as they were, by ID and by GUID", arguments: WireFormat.allCases)
  func roundTrip(_ wireFormat: WireFormat) async throws {
    let lookup = try Self.builtIn("google/protobuf/api.proto")
    let encoder = Self.encoder(of: Google_Protobuf_Api.self, lookup, wireFormat: wireFormat)
    let encoded = try await encoder.encode(Self.api())
    let decoder = RecordDecoder(MessagePayload<Google_Protobuf_Api>(), lookup: lookup)
    for _ in 0..<2 {
      #expect(try await decoder.decode(encoded.bytes, headers: encoded.headers) == Self.api())
    }
    let bytes: [UInt8] = try Self.api().serializedBytes()
    #expect(Array(encoded.bytes.suffix(bytes.count)) == bytes)
  }

  @Test("without a field set are nothing behind their frame, and are read so")
  func empty() async throws {
    let lookup = try Self.builtIn("google/protobuf/api.proto")
    for wireFormat in WireFormat.allCases {
      let encoded = try await Self.encoder(of: Google_Protobuf_Api.self, lookup, wireFormat: wireFormat).encode(.init())
      #expect(encoded.bytes == (wireFormat == .header ? [] : [0, 0, 0, 0, 7, 0]))
      let decoder = RecordDecoder(MessagePayload<Google_Protobuf_Api>(), lookup: lookup)
      #expect(try await decoder.decode(encoded.bytes, headers: encoded.headers) == Google_Protobuf_Api())
    }
  }

  @Test("are named by their place in the file, nested ones too")
  func indexes() async throws {
    let api = try Self.builtIn("google/protobuf/api.proto")
    let method = try await Self.encoder(of: Google_Protobuf_Method.self, api).encode(.init())
    #expect(method.bytes == [0, 0, 0, 0, 7, 2, 2])
    let descriptor = try Self.builtIn("google/protobuf/descriptor.proto")
    let nested = try await Self.encoder(of: Google_Protobuf_DescriptorProto.ExtensionRange.self, descriptor)
      .encode(.init())
    #expect(nested.bytes.prefix(6) == [0, 0, 0, 0, 7, 4])
  }

  @Test("are not read as another message, however well the bytes would fit")
  func otherMessage() async throws {
    let lookup = try Self.builtIn("google/protobuf/api.proto")
    let encoded = try await Self.encoder(of: Google_Protobuf_Method.self, lookup).encode(.with { $0.name = "order" })
    let decoder = RecordDecoder(MessagePayload<Google_Protobuf_Api>(), lookup: lookup)
    do {
      _ = try await decoder.decode(encoded.bytes)
      Issue.record("a method was read as an API")
    } catch {
      #expect(error.description.contains("google.protobuf.Method"), "\(error)")
      #expect(error.description.contains("google.protobuf.Api"), "\(error)")
    }
  }

  @Test("are refused by a schema that lacks one of their fields, or has it with another type")
  func otherVersion() async throws {
    let message = Google_Protobuf_SourceContext.with { $0.fileName = "a.proto" }
    let file = "syntax = \"proto3\"; package google.protobuf; message SourceContext {"
    for fields in ["string file_name = 2;", "int64 file_name = 1;", ""] {
      let lookup = Self.registered("\(file) \(fields) }")
      await #expect(throws: RecordCodecError.self) {
        try await Self.encoder(of: Google_Protobuf_SourceContext.self, lookup).encode(message)
      }
      let unchecked = Self.encoder(of: Google_Protobuf_SourceContext.self, lookup, checksFields: false)
      #expect(try await unchecked.encode(message).bytes.count == 15)
    }
    let encoder = Self.encoder(
      of: Google_Protobuf_SourceContext.self, Self.registered("\(file) string file_name = 1; }"))
    #expect(try await encoder.encode(message).bytes.count == 15)
  }

  @Test(
    "need a schema of Protobuf that defines them",
    arguments: [
      (FormatName.avro, "\"string\""), (.protobuf, "syntax = \"proto3\"; message Other {}"), (.protobuf, "message {"),
    ])
  func otherSchema(_ format: FormatName, _ text: String) async throws {
    let lookup = Self.registered(text, format: format)
    await #expect(throws: RecordCodecError.self) {
      try await Self.encoder(of: Google_Protobuf_Api.self, lookup).prepare()
    }
    let decoder = RecordDecoder(MessagePayload<Google_Protobuf_Api>(), lookup: lookup)
    await #expect(throws: RecordCodecError.self) { try await decoder.decode([0, 0, 0, 0, 7, 0]) }
  }

  @Test("are registered with the file that they were generated from")
  func registration() async throws {
    let text = try #require(BuiltInFiles.text(of: "google/protobuf/duration.proto"))
    let lookup = Self.registered(text)
    let payload = MessagePayload<Google_Protobuf_Duration>(schema: try PayloadSchema(protobuf: text))
    try await RecordEncoder(payload, topic: "t", lookup: lookup).prepare()
    let schema = SchemaText(format: .protobuf, text: text)
    #expect(lookup.requests == [.register(schema, under: SubjectName(name: "t-value"))])
  }

  @Test(
    "that are damaged are errors", arguments: [[], [0, 0, 0, 0, 7], [0, 0, 0, 0, 7, 0, 0x0A, 5], [0, 0, 0, 0, 9, 0]])
  func damaged(_ bytes: [UInt8]) async throws {
    let decoder = RecordDecoder(
      MessagePayload<Google_Protobuf_Api>(), lookup: try Self.builtIn("google/protobuf/api.proto"))
    await #expect(throws: RecordCodecError.self) { try await decoder.decode(bytes) }
  }
}
