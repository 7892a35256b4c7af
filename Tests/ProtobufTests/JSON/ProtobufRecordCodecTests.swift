import SchemaCore
import Testing

@testable import Protobuf

@Suite("Records of Protobuf as JSON")
struct ProtobufRecordCodecTests {
  @Test("go from text to bytes and back, in each form")
  func forms() throws {
    let bytes: [UInt8] = [8, 5, 0x18, 0xAC, 2, 0x22, 1, 0x61]
    for (form, text) in [
      (JSONForm.specification, #"{"id":5,"amount":"300","tags":["a"]}"#),
      (.plain, #"{"id":5,"name":"","amount":300,"tags":["a"]}"#),
      (.cells, #"{"id":5,"name":"","amount":300,"tags":["a"]}"#),
    ] {
      let codec = try ProtobufRecordCodec(JSONSchema.files, message: "t.Small", json: form)
      #expect(String(decoding: try codec.decode(bytes), as: UTF8.self) == text)
      #expect(try codec.encode(json: text.utf8) == bytes)
    }
    let codec = try ProtobufRecordCodec(JSONSchema.files, message: "t.Small", json: .cells)
    #expect(try codec.encode(json: #"{"id":"5","name":"","amount":"300","tags":"[\"a\"]"}"#.utf8) == bytes)
  }

  @Test("refuse a message type that is not there")
  func unknownType() {
    let error = #expect(throws: SchemaError.self) { try ProtobufRecordCodec(JSONSchema.files, message: "t.None") }
    #expect(error?.kind == .unknownName)
  }

  @Test("are coded by many tasks at a time")
  func tasks() async throws {
    let codec = try ProtobufRecordCodec(JSONSchema.files, message: "t.All")
    let all = try await withThrowingTaskGroup(of: Bool.self) { group in
      for task in 0..<8 {
        group.addTask {
          try (0..<50).allSatisfy { turn in
            let text = #"{"int32":\#(task * 100 + turn + 1),"any":{"@type":"x/t.Small","id":\#(turn + 1)}}"#
            return String(decoding: try codec.decode(try codec.encode(json: text.utf8)), as: UTF8.self) == text
          }
        }
      }
      return try await group.reduce(true) { $0 && $1 }
    }
    #expect(all)
  }
}
