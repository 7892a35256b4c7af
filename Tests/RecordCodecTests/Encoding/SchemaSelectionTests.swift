import Avro
import JSONSchema
import Protobuf
import RecordCodec
import RegistryAPI
import RegistryClient
import RegistryTesting
import SchemaCore
import Testing

/// Each setting against a registry.
@Suite("Selecting a schema to write with")
struct SchemaSelectionTests {
  private static let v1 = #"{"type":"record","name":"R","fields":[{"name":"a","type":"string"}]}"#
  private static let v2 =
    #"{"type":"record","name":"R","fields":[{"name":"a","type":"string"},{"name":"b","type":"int","default":1}]}"#
  private static let other = #"{"type":"record","name":"R","fields":[{"name":"c","type":"int"}]}"#
  private let subject = SubjectName(name: "t-value")

  private func withClient(_ body: @Sendable (SchemaRegistryClient) async throws -> Void) async throws {
    let registry = try await InProcessRegistry()
    try await registry.withServer { url in
      try await body(SchemaRegistryClient(configuration: try ClientConfiguration(url: url)))
    }
  }

  /// The ID that records are written with.
  private func id(
    of schema: String?, _ settings: EncodingSettings, _ client: SchemaRegistryClient
  ) async throws -> Int32? {
    let payload = AvroValuePayload(schema: try schema.map { try AvroFormat().parse($0) })
    let identity = try await RecordEncoder(payload, topic: "t", lookup: client, settings: settings).prepare()
    guard case .id(let id) = identity else { return nil }
    return id.rawValue
  }

  @Test("a schema is registered before the first record, and only once")
  func registering() async throws {
    try await withClient { client in
      for _ in 0..<2 {
        let id = try await id(of: Self.v1, EncodingSettings(), client)
        #expect(id == 1)
      }
      #expect(try await id(of: Self.v2, EncodingSettings(), client) == 2)
      #expect(try await client.versions(of: subject).map(\.rawValue) == [1, 2])
      // An incompatible one is refused by the registry.
      let error = await #expect(throws: RecordCodecError.self) {
        try await id(
          of: #"{"type":"record","name":"R","fields":[{"name":"a","type":"int"}]}"#, EncodingSettings(), client)
      }
      #expect(error?.description.contains("error code 40901") == true)
    }
  }

  @Test("a schema that must be registered already is looked up, and nothing is registered")
  func lookingUp() async throws {
    try await withClient { client in
      let settings = EncodingSettings(selection: .lookUp)
      await #expect(throws: RecordCodecError.self) { try await id(of: Self.v1, settings, client) }
      _ = try await client.register(SchemaText(text: Self.v1), under: subject)
      #expect(try await id(of: Self.v1, settings, client) == 1)
      await #expect(throws: RecordCodecError.self) { try await id(of: Self.v2, settings, client) }
      #expect(try await client.versions(of: subject).map(\.rawValue) == [1])
    }
  }

  @Test("the latest version is taken, if it can read what the records' own schema allows")
  func latest() async throws {
    try await withClient { client in
      let settings = EncodingSettings(selection: .latest)
      await #expect(throws: RecordCodecError.self) { try await id(of: nil, settings, client) }
      _ = try await client.register(SchemaText(text: Self.v1), under: subject)
      _ = try await client.register(SchemaText(text: Self.v2), under: subject)
      #expect(try await id(of: Self.v1, settings, client) == 2)
      // Without a schema of their own records take the latest unless told otherwise.
      #expect(try await id(of: nil, EncodingSettings(), client) == 2)
      let error = await #expect(throws: RecordCodecError.self) { try await id(of: Self.other, settings, client) }
      #expect(error?.description.contains("schema ID 2 is not compatible") == true)
      #expect(error?.description.contains("a") == true)
    }
  }

  @Test("a schema that is not compatible is taken where that is not asked for")
  func notStrict() async throws {
    try await withClient { client in
      let own = #"{"type":"record","name":"R","fields":[{"name":"a","type":["string","int"]}]}"#
      _ = try await client.register(SchemaText(text: Self.v1), under: subject)
      await #expect(throws: RecordCodecError.self) {
        try await id(of: own, EncodingSettings(selection: .latest), client)
      }
      #expect(
        try await id(of: own, EncodingSettings(selection: .latest, requiresCompatibility: false), client) == 1)
    }
  }

  @Test("the latest version with certain properties is taken")
  func properties() async throws {
    try await withClient { client in
      func text(_ schema: String, _ stage: String) -> SchemaText {
        SchemaText(text: schema, metadata: SchemaMetadata(properties: ["stage": ExactText(stage)]))
      }
      _ = try await client.register(text(Self.v1, "live"), under: subject)
      _ = try await client.register(text(Self.v2, "trial"), under: subject)
      for (stage, expected) in [("live", Int32(1)), ("trial", 2)] {
        let settings = EncodingSettings(selection: .latestWith(["stage": ExactText(stage)]))
        #expect(try await id(of: nil, settings, client) == expected)
      }
      await #expect(throws: RecordCodecError.self) {
        try await id(of: nil, EncodingSettings(selection: .latestWith(["stage": "dead"])), client)
      }
    }
  }

  @Test("a certain schema is taken, by its ID or GUID")
  func identity() async throws {
    try await withClient { client in
      let registered = try await client.register(SchemaText(text: Self.v1), under: subject)
      _ = try await client.register(SchemaText(text: Self.v2), under: subject)
      let guid = try #require(registered.guid.flatMap { SchemaGUID($0) })
      for identity in [SchemaIdentity.id(SchemaID(rawValue: 1)), .guid(guid)] {
        let settings = EncodingSettings(selection: .identity(identity))
        #expect(try await id(of: nil, settings, client) == 1)
        #expect(try await id(of: Self.v1, settings, client) == 1)
        await #expect(throws: RecordCodecError.self) { try await id(of: Self.other, settings, client) }
      }
    }
  }

  @Test("a schema is normalized where that is asked for")
  func normalizing() async throws {
    try await withClient { client in
      // Two spellings of one schema of JSON, which are two to a registry that does not normalize.
      let spellings = [#"{"type":"object","title":"T"}"#, #"{"title":"T","type":"object"}"#]
      for (normalizes, expected) in [(true, [1, 1]), (false, [2, 3])] as [(Bool, [Int32])] {
        var ids: [Int32] = []
        for spelling in spellings {
          let encoder = RecordEncoder(
            JSONPayload<JSONValue>(schema: spelling), topic: normalizes ? "n" : "t", lookup: client,
            settings: EncodingSettings(normalizes: normalizes))
          if case .id(let id) = try await encoder.prepare() { ids.append(id.rawValue) }
        }
        #expect(Set(ids).count == Set(expected).count, "\(ids)")
      }
    }
  }

  @Test("the latest version is asked for again after the schema was forgotten")
  func forgetting() async throws {
    try await withClient { client in
      _ = try await client.register(SchemaText(text: Self.v1), under: subject)
      let encoder = RecordEncoder(AvroValuePayload(), topic: "t", lookup: client)
      #expect(try await encoder.prepare() == .id(SchemaID(rawValue: 1)))
      _ = try await client.register(SchemaText(text: Self.v2), under: subject)
      #expect(try await encoder.prepare() == .id(SchemaID(rawValue: 1)))
      encoder.forgetSchema()
      #expect(try await encoder.prepare() == .id(SchemaID(rawValue: 2)))
    }
  }

  @Test("records written with two versions are read by one decoder")
  func evolution() async throws {
    try await withClient { client in
      var records: [[UInt8]] = []
      for (schema, json) in [(Self.v1, #"{"a":"x"}"#), (Self.v2, #"{"a":"y","b":2}"#)] {
        let payload = JSONTextPayload(
          formats: SchemaFormats([AvroFormat()]), schema: PayloadSchema(SchemaText(text: schema)))
        records.append(try await RecordEncoder(payload, topic: "t", lookup: client).encode(Array(json.utf8)).bytes)
      }
      let decoder = RecordDecoder(
        JSONTextPayload(formats: SchemaFormats([AvroFormat()])), lookup: CachingSchemaLookup(client))
      var lines: [String] = []
      for record in records { lines.append(String(decoding: try await decoder.decode(record), as: UTF8.self)) }
      #expect(lines == [#"{"a":"x"}"#, #"{"a":"y","b":2}"#])
    }
  }
}
