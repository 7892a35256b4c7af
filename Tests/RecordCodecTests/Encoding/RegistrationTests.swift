import JSONSchema
import Protobuf
import RecordCodec
import RegistryAPI
import RegistryClient
import RegistryTesting
import SchemaCore
import Testing

@Suite("Registering what a schema refers to")
struct RegistrationTests {
  private static let order = """
    syntax = "proto3"; package shop; import public "shop/customer.proto";
    /* More. */ import "shop/money.proto"; import "google/protobuf/timestamp.proto";
    message Order { Money total = 1; Customer customer = 2; google.protobuf.Timestamp time = 3; }
    """
  private static let files = [
    "shop/money.proto":
      "syntax = \"proto3\"; package shop; import \"shop/unit.proto\"; message Money { Unit unit = 1; }",
    "shop/unit.proto": "syntax = \"proto3\"; package shop; message Unit { string code = 1; }",
    "shop/customer.proto":
      "syntax = \"proto3\"; package shop; import \"shop/unit.proto\"; message Customer { Unit unit = 1; }",
  ]

  private func withClient(_ body: @Sendable (SchemaRegistryClient) async throws -> Void) async throws {
    let registry = try await InProcessRegistry()
    try await registry.withServer { url in
      try await body(SchemaRegistryClient(configuration: try ClientConfiguration(url: url)))
    }
  }

  private func encoder(
    _ client: SchemaRegistryClient, _ settings: EncodingSettings = EncodingSettings()
  ) throws -> RecordEncoder<DynamicMessagePayload> {
    RecordEncoder(
      DynamicMessagePayload(schema: try PayloadSchema(protobuf: Self.order, imports: Self.files)), topic: "orders",
      lookup: client, settings: settings)
  }

  @Test("imports are registered first, depth first, each once, and built-in files not at all")
  func imports() async throws {
    try await withClient { client in
      try await encoder(client).prepare()
      let registered = try await client.schema(.version(.latest, of: SubjectName(name: "orders-value")))
      #expect(registered.id.rawValue == 4)
      // Plain imports stand before public ones.
      #expect(registered.schema.references.map(\.name) == ["shop/money.proto", "shop/customer.proto"])
      #expect(
        registered.references.map(\.reference.name) == ["shop/unit.proto", "shop/money.proto", "shop/customer.proto"])
      #expect(
        try await client.subjects() == ["orders-value", "shop/customer.proto", "shop/money.proto", "shop/unit.proto"])
      // A record of it is read by who knows the registry only.
      let program = try ProtobufFormat().parse(Self.order, references: registered.references).program()
      var order = DynamicMessage(program)
      let record = try await encoder(client).encode(order)
      order = try await RecordDecoder(DynamicMessagePayload(), lookup: client).decode(record.bytes)
      #expect(order.type.name == "shop.Order")
    }
  }

  @Test("imports are registered under names by a rule")
  func naming() async throws {
    try await withClient { client in
      try await encoder(client, EncodingSettings(referenceNaming: .qualified)).prepare()
      #expect(try await client.subjects() == ["orders-value", "shop.customer", "shop.money", "shop.unit"])
    }
  }

  @Test("imports are registered in the context of the subject")
  func context() async throws {
    try await withClient { client in
      let settings = EncodingSettings(naming: .subject(SubjectName(qualified: ":.c:orders")))
      try await encoder(client, settings).prepare()
      let subjects = try await client.subjects(prefix: ":*:")
      #expect(
        subjects == [":.c:orders", ":.c:shop/customer.proto", ":.c:shop/money.proto", ":.c:shop/unit.proto"])
    }
  }

  @Test("imports are only looked up where that is asked for, and so is everything where nothing is registered")
  func lookingUp() async throws {
    try await withClient { client in
      let cautious = EncodingSettings(registersReferences: false)
      await #expect(throws: RecordCodecError.self) { try await encoder(client, cautious).prepare() }
      await #expect(throws: RecordCodecError.self) {
        try await encoder(client, EncodingSettings(selection: .lookUp)).prepare()
      }
      #expect(try await client.subjects() == [])
      try await encoder(client).prepare()
      #expect(try await encoder(client, cautious).prepare() == .id(SchemaID(rawValue: 4)))
      #expect(try await encoder(client, EncodingSettings(selection: .lookUp)).prepare() == .id(SchemaID(rawValue: 4)))
    }
  }

  @Test("a schema may refer to what is registered already, too")
  func registeredReferences() async throws {
    try await withClient { client in
      _ = try await client.register(
        SchemaText(format: .json, text: #"{"type":"integer"}"#), under: SubjectName(name: "number"))
      let reference = SchemaReference(name: "number.json", subject: "number", version: 1)
      let schema = PayloadSchema(
        SchemaText(format: .json, text: #"{"title":"L","items":{"$ref":"number.json"}}"#, references: [reference]))
      let encoder = RecordEncoder(
        JSONPayload<[Int]>(schema: schema), lookup: client, settings: EncodingSettings(naming: .record))
      let record = try await encoder.encode([1, 2])
      #expect(try await RecordDecoder(JSONPayload<[Int]>(), lookup: client).decode(record.bytes) == [1, 2])
      let texts = RecordEncoder(
        JSONPayload<[String]>(schema: schema), lookup: client, settings: EncodingSettings(naming: .record))
      await #expect(throws: RecordCodecError.self) { try await texts.encode(["a"]) }
    }
  }

  @Test("files that are missing, or import one another in a circle, are refused")
  func files() {
    #expect(throws: SchemaError.self) { try PayloadSchema(protobuf: Self.order) }
    let circle = ["a.proto": "import \"b.proto\";", "b.proto": "import \"a.proto\";"]
    #expect(throws: SchemaError.self) { try PayloadSchema(protobuf: "import \"a.proto\";", imports: circle) }
  }
}
