import RegistryAPI
import RegistryClient
import RegistryTesting
import SchemaCore
import Testing

/// Each endpoint against a real registry, in conversations.
@Suite struct EndpointTests {
  private let subject = SubjectName(qualified: ":.c:a/b c:ü+%")
  private let one = SchemaVersion(rawValue: 1)

  private func withClient(_ body: @Sendable (SchemaRegistryClient) async throws -> Void) async throws {
    let registry = try await InProcessRegistry()
    try await registry.withServer { url in
      var configuration = try ClientConfiguration(url: url + "/")
      // An attempt that a busy machine makes wait must not be made again.
      (configuration.timeout, configuration.attemptTimeout) = (.seconds(120), .seconds(60))
      try await body(SchemaRegistryClient(configuration: configuration))
    }
  }

  private func record(_ name: String, _ field: String) -> SchemaText {
    SchemaText(text: #"{"type":"record","name":"\#(name)","fields":[{"name":"a","type":"\#(field)"}]}"#)
  }

  @Test("schemas by ID and GUID, as bodies and as texts, with their holders")
  func schemas() async throws {
    try await withClient { client in
      let schema = record("R", "int")
      let registered = try await client.register(schema, under: subject)
      let id = SchemaID(rawValue: registered.id)
      let body = try await client.schema(id: id, subject: subject, tags: ["*"], fetchingMaximumID: true)
      #expect(body.schema == schema)
      #expect(body.maximumID == registered.id)
      #expect(try await client.text(of: id, subject: subject) == schema.text)
      #expect(try await client.subjects(of: id, subject: subject) == [subject.description])
      #expect(try await client.holders(of: id, subject: subject).map(\.version) == [1])
      let guid = try #require(registered.guid.flatMap { SchemaGUID($0) })
      #expect(try await client.schema(guid: guid, format: "resolved").schema == schema)
      #expect(try await client.ids(of: guid).map(\.context) == [".c"])
      #expect(Set(try await client.formats().map(\.rawValue)) == ["AVRO", "PROTOBUF", "JSON"])
      #expect(try await client.listSchemas(prefix: ":*:", onlyLatest: true, page: ListPage(limit: 5)).count == 1)
      #expect(try await client.listSchemas(prefix: ":*:", ruleType: "CEL").isEmpty)
      #expect(try await client.schemas(prefix: ":*:").map(\.id) == [registered.id])
    }
  }

  @Test("subjects and versions, with pages and marks of deletion")
  func versions() async throws {
    try await withClient { client in
      for field in ["int", "long", "float"] { _ = try await client.register(record("R", field), under: subject) }
      #expect(try await client.deleteVersion(.number(one), of: subject) == one)
      #expect(try await client.versions(of: subject).map(\.rawValue) == [2, 3])
      #expect(try await client.versions(of: subject, deleted: .only).map(\.rawValue) == [1])
      #expect(
        try await client.versions(of: subject, deleted: .included, page: ListPage(offset: 1, limit: 1)).map(\.rawValue)
          == [2])
      let marked = try await client.markedVersions(of: subject)
      #expect(marked.map(\.version.rawValue) == [1, 2, 3])
      #expect(marked.map(\.isDeleted) == [true, false, false])
      #expect(try await client.text(of: .latest, of: subject) == record("R", "float").text)
      #expect(try await client.version(.number(one), of: subject, includingDeleted: true, tags: ["*"]).version == 1)
      #expect(try await client.subjects(prefix: ":*:") == [subject.description])
      #expect(try await client.deleteSubject(subject).map(\.rawValue) == [2, 3])
      #expect(try await client.subjects(prefix: ":*:", deleted: .only) == [subject.description])
      #expect(try await client.deleteVersion(.number(one), of: subject, permanently: true) == one)
      #expect(try await client.deleteSubject(subject, permanently: true).map(\.rawValue) == [2, 3])
    }
  }

  @Test("registrations with their options, tried out before and looked up after")
  func registrations() async throws {
    try await withClient { client in
      let request = SchemaBody(record("R", "int"), version: 1)
      let rehearsal = try await client.rehearse(request, under: subject, explaining: true)
      #expect(rehearsal.isNew)
      #expect(try await client.subjects(prefix: ":*:") == [])
      #expect(try await client.register(request, under: subject, normalizing: true, format: "resolved").version == 1)
      let refused = await #expect(throws: ClientError.self) {
        try await client.register(SchemaBody(record("R", "string")), under: subject, explaining: true)
      }
      #expect(refused?.code == 40901)
      #expect(refused?.details.isEmpty == false)
      let verdict = try await client.checkCompatibility(of: record("R", "string"), with: subject, explaining: true)
      #expect(verdict.isCompatible == false)
      #expect(verdict.verdict?.findings.isEmpty == false)
      #expect(try await client.register(SchemaBody(record("R", "string")), under: subject, forcing: true).version == 2)
      #expect(try await client.lookUp(record("R", "string"), under: subject).version == 2)
    }
  }

  @Test("nothing is rehearsed with a registry that would carry it out")
  func rehearsalElsewhere() async throws {
    let exchange = ScriptedExchange { _, _ in .ok(#"{"is_compatible":true}"#) }
    let error = await #expect(throws: ClientError.self) {
      try await SchemaRegistryClient(nodes: 1, exchange).rehearse(SchemaBody(record("R", "int")), under: subject)
    }
    #expect(error?.kind == .invalidRequest)
    #expect(exchange.messages.map(\.url).allSatisfy { $0.hasPrefix("http://a/compatibility/") })
  }

  @Test("metadata, tags and references")
  func contracts() async throws {
    try await withClient { client in
      var schema = record("R", "int")
      schema.metadata = SchemaMetadata(properties: ["owner": "me", "stage": "a"])
      _ = try await client.register(schema, under: subject)
      #expect(try await client.version(of: subject, withProperties: ["owner": "me", "stage": "a"]).version == 1)
      let missed = await #expect(throws: ClientError.self) {
        try await client.version(of: subject, withProperties: ["owner": "you"])
      }
      #expect(missed?.code == 40403)
      #expect(try await client.schema(.latest(of: subject, with: ["owner": "me"])).version == one)
      let tags = SchemaTags(entity: SchemaEntity(path: "R.a", kind: .field), tags: ["PII"])
      let edited = try await client.modifyTags(of: .latest, of: subject, ContractEdits(tagsToAdd: [tags]))
      #expect(edited.version == 2)
      let referring = SchemaText(
        text: #"{"type":"array","items":"R"}"#,
        references: [SchemaReference(name: "R", subject: subject.description, version: 1)])
      let referrer = try await client.register(referring, under: SubjectName(qualified: ":.c:list"))
      #expect(try await client.referrers(of: .number(one), of: subject).map(\.rawValue) == [referrer.id])
    }
  }

  @Test("settings and modes of subjects, contexts and the registry")
  func settings() async throws {
    try await withClient { (client) async throws in
      #expect(try await client.changeConfig(ConfigChange(SubjectConfig(level: .full)), of: subject).level == .full)
      #expect(try await client.config(of: subject).level == .full)
      #expect(try await client.config(of: nil, effective: true).level == .backward)
      #expect(try await client.removeConfig(of: subject).level == .full)
      #expect(try await client.changeMode("READONLY", of: subject, force: true).mode == "READONLY")
      #expect(try await client.mode(of: subject).mode == "READONLY")
      #expect(try await client.removeMode(of: subject.contextSubject, recursively: true).mode == nil)
      #expect(try await client.mode(of: subject, effective: true).mode == "READWRITE")
    }
  }

  @Test("contexts, and what the server tells of itself")
  func server() async throws {
    try await withClient { client in
      try await client.ping()
      _ = try await client.register(record("R", "int"), under: subject)
      #expect(try await client.contexts().map(\.description) == [".", ".c"])
      #expect(try await client.contexts(prefix: ".c").map(\.description) == [".c"])
      let error = await #expect(throws: ClientError.self) { try await client.deleteContext(ContextName("c")) }
      #expect(error?.code == 42211)
      try await client.deleteContext(ContextName("none"))
      _ = try await client.serverIdentity()
      #expect(try await client.serverVersion().version.isEmpty == false)
      #expect(try await client.deploymentAttributes() == [])
    }
  }

  @Test("keys that wrap, and keys that are wrapped")
  func encryptionKeys() async throws {
    try await withClient { client in
      let key = KeyEncryptionKeyBody(name: "k", kmsType: "local-kms", kmsKeyID: "i")
      #expect(try await client.createKeyEncryptionKey(key).name == "k")
      #expect(try await client.changeKeyEncryptionKey("k", KeyEncryptionKeyUpdateBody(doc: "d")).doc == "d")
      let data = DataEncryptionKeyBody(version: 1, encryptedKeyMaterial: "AAAA")
      #expect(try await client.createDataKey(data, of: subject, under: "k").version == 1)
      #expect(try await client.dataKey(of: subject, under: "k").encryptedKeyMaterial == "AAAA")
      #expect(try await client.dataKey(of: subject, under: "k", version: .latest).version == 1)
      #expect(try await client.dataKeyVersions(of: subject, under: "k", algorithm: "AES256_GCM") == [one])
      #expect(try await client.dataKeySubjects(of: "k") == [subject.description])
      #expect(try await client.keyEncryptionKeys(subjectPrefixes: [":.c:"]) == ["k"])
      try await client.deleteDataKey(of: subject, under: "k", version: one)
      try await client.undeleteDataKey(of: subject, under: "k", version: one)
      try await client.deleteDataKey(of: subject, under: "k")
      try await client.deleteDataKey(of: subject, under: "k", permanently: true)
      try await client.deleteKeyEncryptionKey("k")
      #expect(try await client.keyEncryptionKey("k", includingDeleted: true).isDeleted)
      try await client.undeleteKeyEncryptionKey("k")
      let error = await #expect(throws: ClientError.self) { try await client.testKeyEncryptionKey("k") }
      #expect(error?.code == 42271)
    }
  }

  @Test("a registry without associations has none")
  func associations() async throws {
    let resource = AssociatedResource(name: "t", part: "value")
    try await withClient { client in
      let none = try await client.subjects(associatedWith: resource)
      #expect(none == [])
    }
    let exchange = ScriptedExchange { _, _ in .ok(#"[{"subject":":.c:s","lifecycle":"WEAK","frozen":false}]"#) }
    let client = try SchemaRegistryClient(nodes: 1, exchange)
    #expect(try await client.subjects(associatedWith: resource) == [SubjectName(qualified: ":.c:s")])
    #expect(try await client.associations(ofSubject: subject).first?.lifecycle == "WEAK")
    #expect(try await client.associations(ofResource: "id").first?.isFrozen == false)
    #expect(
      exchange.messages[0].url
        == "http://a/associations/resources/-/t?resourceType=topic&associationType=value")
  }
}
