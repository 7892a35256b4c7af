import Avro
import JSONSchema
import Protobuf
import RecordCodec
import RegistryClient
import RegistryTesting
import SchemaCore
import Testing

private struct Payment: AvroSerializable, Equatable {
  var id: String
  var cents: Int64

  static let avroSchema = AvroDocument.record(
    "shop.Payment", [.field("id", String.self), .field("cents", Int64.self)])

  init(id: String, cents: Int64) {
    self.id = id
    self.cents = cents
  }

  init(from reader: inout AvroReader) throws(CodecError) {
    id = try reader.string()
    cents = try reader.long()
  }

  func write(to writer: inout AvroWriter) throws(CodecError) {
    writer.string(id)
    writer.long(cents)
  }
}

private struct Refund: Codable {
  var id: String
  var cents: Int
}

/// The examples of the page `ProducingAndConsuming`.
@Suite("Producing and consuming")
struct ProducingAndConsumingPageTests {
  @Test("values become records, and records values")
  func example() async throws {
    let registry = try await InProcessRegistry()
    try await registry.withServer { url in try await Self.run(url: url) }
  }

  private static func run(url: String) async throws {
    let client = SchemaRegistryClient(configuration: try ClientConfiguration(url: url))
    let lookup = CachingSchemaLookup(client)

    let payments = RecordEncoder(AvroPayload<Payment>(), topic: "payments", lookup: lookup)
    let record = try await payments.encode(Payment(id: "p-1", cents: 1250))

    let keys = RecordEncoder(
      AvroPayload<String>(), topic: "payments", lookup: lookup, settings: EncodingSettings(part: .key))
    let key = try await keys.encode("p-1")

    let incoming = RecordDecoder(AvroPayload<Payment>(), lookup: lookup)
    let payment = try await incoming.decode(record.bytes, headers: record.headers)

    let tombstone = try await incoming.decodeIfPresent(nil)

    let schema = #"{"type": "object", "properties": {"id": {"type": "string"}, "cents": {"type": "integer"}}}"#
    let refunds = RecordEncoder(JSONPayload<Refund>(schema: schema), topic: "refunds", lookup: lookup)
    let refund = try await refunds.encode(Refund(id: "p-1", cents: 50))

    let order = try PayloadSchema(
      protobuf: #"syntax = "proto3"; import "money.proto"; message Order { Money total = 1; }"#,
      imports: ["money.proto": #"syntax = "proto3"; message Money { int64 cents = 1; }"#])
    let orders = RecordEncoder(DynamicMessagePayload(schema: order), topic: "orders", lookup: lookup)
    try await orders.prepare()

    #expect(payment == Payment(id: "p-1", cents: 1250))
    #expect(tombstone == nil)
    #expect(key.bytes.count == 9)
    #expect(refund.bytes.count > 5)
    #expect(
      try await client.subjects()
        == ["money.proto", "orders-value", "payments-key", "payments-value", "refunds-value"])
  }
}
