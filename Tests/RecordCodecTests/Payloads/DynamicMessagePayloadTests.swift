import Protobuf
import RecordCodec
import RegistryClient
import RegistryTesting
import SchemaCore
import Testing

@Suite("Protobuf messages of types that are known at run time")
struct DynamicMessagePayloadTests {
  private static let file = """
    syntax = "proto3"; package shop;
    message Order { string id = 1; message Line { int32 count = 1; } repeated Line lines = 2; }
    message Refund { string id = 1; }
    """
  private static let newer = file.replacing(
    "message Refund { string id = 1; }", with: "message Refund { string id = 1; int32 cents = 2; }")

  private let lookup = FixedSchemaLookup(
    .fixed(Self.file, format: .protobuf, id: 7, subject: "t-value"),
    .fixed(Self.newer, format: .protobuf, id: 8))

  private func program(_ name: String) throws -> ProtobufProgram {
    try ProtobufFormat().parse(Self.file).program(for: .named(name))
  }

  @Test(
    "are named by their place in the file",
    arguments: [("shop.Order", "00"), ("shop.Refund", "0202"), ("shop.Order.Line", "040000")])
  func indexes(_ name: String, _ hex: String) async throws {
    let program = try program(name)
    let encoder = RecordEncoder(DynamicMessagePayload(program), topic: "t", lookup: lookup)
    let record = try await encoder.encode(DynamicMessage(program))
    #expect(Hexadecimal.text(record.bytes) == "0000000007" + hex)
    let decoded = try await RecordDecoder(DynamicMessagePayload(), lookup: lookup).decode(record.bytes)
    #expect(decoded.type.name == name)
    #expect(try await RecordDecoder(DynamicMessagePayload(program), lookup: lookup).decode(record.bytes) == decoded)
  }

  @Test("one decoder reads the messages of a topic that has several, in any spelling of their place")
  func several() async throws {
    let decoder = RecordDecoder(DynamicMessagePayload(), lookup: lookup)
    for _ in 0..<3 {
      for (hex, name) in [
        ("000a0161", "shop.Order"), ("02000a0161", "shop.Order"), ("02020a0161", "shop.Refund"),
        ("8200020a0161", "shop.Refund"), ("0400000801", "shop.Order.Line"),
      ] {
        let bytes = try #require(Hexadecimal.bytes("0000000007" + hex))
        #expect(try await decoder.decode(bytes).type.name == name, "\(hex)")
      }
    }
    #expect(lookup.requests.count == 1)
  }

  @Test("are read by the type of the decoder, whichever version of the file they were written with")
  func projection() async throws {
    let decoder = RecordDecoder(DynamicMessagePayload(try program("shop.Refund")), lookup: lookup)
    let bytes = try #require(Hexadecimal.bytes("000000000802020a01611005"))
    let refund = try await decoder.decode(bytes)
    #expect(refund["id"] == .string("a"))
    #expect(refund.unknownFields == [0x10, 5])
  }

  @Test("are not read or written as another message, however well the bytes would fit")
  func otherMessage() async throws {
    let decoder = RecordDecoder(DynamicMessagePayload(try program("shop.Order")), lookup: lookup)
    let error = await #expect(throws: RecordCodecError.self) {
      try await decoder.decode([0, 0, 0, 0, 7, 2, 2, 0x0A, 1, 0x61])
    }
    #expect(error?.description.contains("shop.Refund") == true)
    let encoder = RecordEncoder(DynamicMessagePayload(try program("shop.Order")), topic: "t", lookup: lookup)
    let refund = DynamicMessage(try program("shop.Refund"))
    await #expect(throws: RecordCodecError.self) { try await encoder.encode(refund) }
  }

  @Test(
    "whose place is damaged or not in the file are errors",
    arguments: ["", "02", "0206", "0201", "08", "040004", "ffffffff0f"])
  func damaged(_ hex: String) async throws {
    let bytes = try #require(Hexadecimal.bytes("0000000007" + hex))
    await #expect(throws: RecordCodecError.self) {
      try await RecordDecoder(DynamicMessagePayload(), lookup: lookup).decode(bytes)
    }
  }
}
