import Avro
import JSONSchema
import Protobuf
import RecordCodec
import RegistryClient
import RegistryTesting
import SchemaCore
import Testing

@Suite("Naming subjects")
struct SubjectNamingTests {
  private static let custom = SubjectNaming.custom { place in
    place.topic.map { SubjectName(name: "\(place.part):\($0):\(place.recordName ?? "?")") }
  }

  @Test(
    "a subject is named after the topic, the record, or both",
    arguments: [
      (SubjectNaming.topic, RecordPart.value, "t-value"), (.topic, .key, "t-key"), (.record, .value, "shop.Order"),
      (.record, .key, "shop.Order"), (.topicRecord, .value, "t-shop.Order"), (.associated(), .value, "t-value"),
      (.associated(fallback: .record), .value, "shop.Order"),
      (.associated(fallback: .topicRecord), .key, "t-shop.Order"),
      (.subject(SubjectName(name: "s")), .key, "s"), (custom, .key, "key:t:shop.Order"),
    ])
  func names(_ naming: SubjectNaming, _ part: RecordPart, _ subject: String) throws {
    let place = RecordPlace(topic: "t", part: part, recordName: "shop.Order")
    #expect(try naming.subject(of: place) == SubjectName(qualified: subject))
  }

  @Test(
    "a subject that is named after something which is missing is refused",
    arguments: [
      (SubjectNaming.topic, RecordPlace(topic: nil, part: .value, recordName: "R")),
      (.record, RecordPlace(topic: "t", part: .value)), (.topicRecord, RecordPlace(topic: "t", part: .value)),
      (.topicRecord, RecordPlace(topic: nil, part: .value, recordName: "R")),
      (.associated(fallback: .none), RecordPlace(topic: "t", part: .value, recordName: "R")),
      (custom, RecordPlace(topic: nil, part: .key)),
    ])
  func missing(_ naming: SubjectNaming, _ place: RecordPlace) {
    #expect(throws: RecordCodecError.self) { try naming.subject(of: place) }
  }

  @Test("the record's name is that of its format")
  func recordNames() async throws {
    func subject(_ payload: some PayloadCodec) async -> SubjectName? {
      let lookup = FixedSchemaLookup()
      let settings = EncodingSettings(naming: .record)
      _ = try? await RecordEncoder(payload, lookup: lookup, settings: settings).prepare()
      guard case .register(_, let subject, _, _)? = lookup.requests.last else { return nil }
      return subject
    }
    let file = "syntax = \"proto3\"; package shop; message Order { message Line {} } message Refund {}"
    let program = try ProtobufFormat().parse(file).program(for: .named("shop.Order.Line"))
    let schema = try PayloadSchema(protobuf: file)
    #expect(await subject(AvroPayload<Reading>())?.name == "com.example.Reading")
    #expect(await subject(AvroPayload<String>()) == nil)
    #expect(await subject(DynamicMessagePayload(schema: schema))?.name == "shop.Order")
    #expect(await subject(DynamicMessagePayload(program, schema: schema))?.name == "shop.Order.Line")
    #expect(await subject(JSONPayload<JSONValue>(schema: #"{"title":"Order"}"#))?.name == "Order")
    #expect(await subject(JSONPayload<JSONValue>(schema: "{}")) == nil)
  }

  @Test("what is associated with a topic counts, and several subjects are refused")
  func associations() async throws {
    let one = AssociatedResource(name: "t", part: "value")
    let cluster = AssociatedResource(name: "t", namespace: "c1", part: "key")
    let many = AssociatedResource(name: "u", part: "value")
    let lookup = FixedSchemaLookup(
      .fixed(#""string""#, subject: "mine"), .fixed(#""string""#, subject: "keys"),
      associations: [
        one: [SubjectName(name: "mine")], cluster: [SubjectName(name: "keys")],
        many: [SubjectName(name: "a"), SubjectName(name: "b")],
      ])
    func subject(_ topic: String, _ settings: EncodingSettings) async throws -> SubjectName? {
      try await RecordEncoder(AvroPayload<String>(), topic: topic, lookup: lookup, settings: settings).prepare()
      guard case .register(_, let subject, _, _)? = lookup.requests.last else { return nil }
      return subject
    }
    #expect(try await subject("t", EncodingSettings())?.name == "mine")
    #expect(try await subject("t", EncodingSettings(naming: .associated(cluster: "c1"), part: .key))?.name == "keys")
    await #expect(throws: RecordCodecError.self) { try await subject("u", EncodingSettings()) }
  }

  @Test(
    "references are registered under their names, or under these with dots",
    arguments: [
      (ReferenceNaming.name, "a/b.proto", "a/b.proto"), (.qualified, "a/b.proto", "a.b"), (.qualified, "x", "x"),
      (.custom { SubjectName(name: "r-" + $0) }, "x", "r-x"),
    ])
  func references(_ naming: ReferenceNaming, _ name: String, _ subject: String) {
    #expect(naming.subject(reference: name) == SubjectName(name: subject))
  }
}
