import Protobuf
import RecordCodec
import RegistryClient
import SchemaCore
import SwiftProtobuf
import SwiftProtobufRecords
import Testing

/// The messages that SwiftProtobuf brings along stand in for those that its users generate.
@Suite("Generated messages as records")
struct MessageCodingTests {
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

  private static func builtIn(_ path: String) throws -> String { try #require(BuiltInFiles.text(of: path)) }

  private static func registered(_ text: String, format: FormatName = .protobuf, id: Int32 = 7) -> RegisteredText {
    RegisteredText(
      id: SchemaID(rawValue: id), guid: SchemaGUID("095d71cf-1255-6b9d-5e33-0ad575b3df5d"),
      schema: SchemaText(format: format, text: text), references: [])
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
    let schema = Self.registered(try Self.builtIn("google/protobuf/api.proto"))
    let encoded = try MessageEncoder<Google_Protobuf_Api>(schema, wireFormat: wireFormat).encode(Self.api())
    let decoder = MessageDecoder<Google_Protobuf_Api>(lookup: FixedLookup(schema))
    #expect(try await decoder.decode(encoded.bytes, headers: encoded.headers) == Self.api())
    let bytes: [UInt8] = try Self.api().serializedBytes()
    #expect(Array(encoded.bytes.suffix(bytes.count)) == bytes)
  }

  @Test("are named by their place in the file, nested ones too")
  func indexes() throws {
    let api = Self.registered(try Self.builtIn("google/protobuf/api.proto"))
    #expect(
      try MessageEncoder<Google_Protobuf_Method>(api).encode(Google_Protobuf_Method()).bytes == [0, 0, 0, 0, 7, 2, 2])
    let descriptor = Self.registered(try Self.builtIn("google/protobuf/descriptor.proto"))
    let nested = try MessageEncoder<Google_Protobuf_DescriptorProto.ExtensionRange>(descriptor).encode(.init())
    #expect(nested.bytes.prefix(6) == [0, 0, 0, 0, 7, 4])
  }

  @Test("are not read as another message, however well the bytes would fit")
  func otherMessage() async throws {
    let schema = Self.registered(try Self.builtIn("google/protobuf/api.proto"))
    let encoded = try MessageEncoder<Google_Protobuf_Method>(schema).encode(.with { $0.name = "order" })
    let decoder = MessageDecoder<Google_Protobuf_Api>(lookup: FixedLookup(schema))
    do {
      _ = try await decoder.decode(encoded.bytes)
      Issue.record("a method was read as an API")
    } catch {
      #expect(error.description.contains("google.protobuf.Method"), "\(error)")
      #expect(error.description.contains("google.protobuf.Api"), "\(error)")
    }
  }

  @Test("are refused by a schema that lacks one of their fields, or has it with another type")
  func otherVersion() throws {
    let message = Google_Protobuf_SourceContext.with { $0.fileName = "a.proto" }
    let file = "syntax = \"proto3\"; package google.protobuf; message SourceContext {"
    for fields in ["string file_name = 2;", "int64 file_name = 1;", ""] {
      let encoder = try MessageEncoder<Google_Protobuf_SourceContext>(Self.registered("\(file) \(fields) }"))
      #expect(throws: RecordCodecError.self) { try encoder.encode(message) }
      let unchecked = try MessageEncoder<Google_Protobuf_SourceContext>(
        Self.registered("\(file) \(fields) }"), checksFields: false)
      #expect(try unchecked.encode(message).bytes.count == 15)
    }
    let encoder = try MessageEncoder<Google_Protobuf_SourceContext>(Self.registered("\(file) string file_name = 1; }"))
    #expect(try encoder.encode(message).bytes.count == 15)
  }

  @Test(
    "need a schema of Protobuf that defines them",
    arguments: [
      (FormatName.avro, "\"string\""), (.protobuf, "syntax = \"proto3\"; message Other {}"), (.protobuf, "message {"),
    ])
  func otherSchema(_ format: FormatName, _ text: String) async throws {
    let schema = Self.registered(text, format: format)
    #expect(throws: RecordCodecError.self) { try MessageEncoder<Google_Protobuf_Api>(schema) }
    let decoder = MessageDecoder<Google_Protobuf_Api>(lookup: FixedLookup(schema))
    await #expect(throws: RecordCodecError.self) { try await decoder.decode([0, 0, 0, 0, 7, 0]) }
  }

  @Test(
    "that are damaged are errors", arguments: [[], [0, 0, 0, 0, 7], [0, 0, 0, 0, 7, 0, 0x0A, 5], [0, 0, 0, 0, 9, 0]])
  func damaged(_ bytes: [UInt8]) async throws {
    let decoder = MessageDecoder<Google_Protobuf_Api>(
      lookup: FixedLookup(Self.registered(try Self.builtIn("google/protobuf/api.proto"))))
    await #expect(throws: RecordCodecError.self) { try await decoder.decode(bytes) }
  }
}
