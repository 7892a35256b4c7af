import JSONSchema
import RecordCodec
import RegistryClient
import RegistryTesting
import SchemaCore
import Testing

@Suite("JSON payloads")
struct JSONPayloadTests {
  private struct Order: Codable, Equatable {
    var id: Int
    var note: String?
  }

  private static let schema =
    #"{"type":"object","properties":{"id":{"type":"integer","minimum":1},"note":{"type":"string"}},"required":["id"]}"#

  private let lookup = FixedSchemaLookup(.fixed(Self.schema, format: .json, subject: "orders-value"))

  @Test("a value stands behind its frame as text")
  func typed() async throws {
    let encoder = RecordEncoder(JSONPayload<Order>(), topic: "orders", lookup: lookup)
    let record = try await encoder.encode(Order(id: 3, note: "é"))
    #expect(record.bytes == [0, 0, 0, 0, 7] + Array(#"{"id":3,"note":"é"}"#.utf8))
    #expect(
      try await RecordDecoder(JSONPayload<Order>(), lookup: lookup).decode(record.bytes) == Order(id: 3, note: "é"))
  }

  @Test("values without a type keep all digits")
  func values() async throws {
    let text = #"{"id":1,"more":[1.50,123456789012345678901234567890,null]}"#
    let bytes = [0, 0, 0, 0, 7] + Array(text.utf8)
    let value = try await RecordDecoder(JSONPayload<JSONValue>(), lookup: lookup).decode(bytes)
    #expect(value == (try JSONParser.parse(text)))
    let encoder = RecordEncoder(JSONPayload<JSONValue>(), topic: "orders", lookup: lookup)
    #expect(try await encoder.encode(value).bytes == bytes)
  }

  @Test("records are held against the schema, unless that is switched off")
  func validation() async throws {
    let bytes = [0, 0, 0, 0, 7] + Array(#"{"id":0}"#.utf8)
    let order = Order(id: 0, note: nil)
    let strict = RecordEncoder(JSONPayload<Order>(), topic: "orders", lookup: lookup)
    await #expect(throws: RecordCodecError.self) { try await strict.encode(order) }
    await #expect(throws: RecordCodecError.self) {
      try await RecordDecoder(JSONPayload<Order>(), lookup: lookup).decode(bytes)
    }
    let trusting = JSONPayload<Order>(schema: Self.schema, validation: [])
    #expect(try await RecordEncoder(trusting, topic: "orders", lookup: lookup).encode(order).bytes == bytes)
    #expect(try await RecordDecoder(trusting, lookup: lookup).decode(bytes) == order)
  }

  @Test("what is no JSON is an error with its place")
  func malformed() async throws {
    do {
      _ = try await RecordDecoder(JSONPayload<Order>(), lookup: lookup).decode([0, 0, 0, 0, 7, 0x7B])
      Issue.record("an open brace was decoded")
    } catch {
      #expect(error.description.hasPrefix("the record does not fit schema ID 7: "), "\(error)")
    }
  }
}
