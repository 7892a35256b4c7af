import RegistryAPI
import RegistryClient
import RegistryTesting
import SchemaCore
import Testing

@Suite struct SchemaRegistryClientTests {
  private let subject = SubjectName(qualified: "a/b c:ü+%")
  private let text = #"{"type":"record","name":"R","fields":[{"name":"a","type":"string"}]}"#

  @Test("every method has its endpoint, whatever the subject's name holds")
  func endpoints() async throws {
    let registry = try await InProcessRegistry()
    try await registry.withServer { url in
      let client = SchemaRegistryClient(configuration: try ClientConfiguration(url: url + "/"))
      let schema = SchemaText(text: text)
      let registered = try await client.register(schema, under: subject)
      #expect(registered.id == 1)
      #expect(try await client.lookUp(schema, under: subject).version == 1)
      for explaining in [false, true] {
        let missed = await #expect(throws: ClientError.self) {
          try await client.lookUp(SchemaText(text: "\"bytes\""), under: subject, explaining: explaining)
        }
        #expect((missed?.details["nearMatches"] != nil) == explaining)
      }
      #expect(try await client.subjects() == [subject.description])
      #expect(try await client.subjects(prefix: "x") == [])
      #expect(try await client.schemas(prefix: ":*:").map(\.id) == [1])
      #expect(try await client.versions(of: subject).map(\.rawValue) == [1])
      #expect(try await client.version(.latest, of: subject).schema == schema)
      #expect(try await client.schema(id: SchemaID(rawValue: 1)).schema == schema)
      #expect(try await client.holders(of: SchemaID(rawValue: 1)).map(\.subject) == [subject.description])
      let guid = try #require(registered.guid.flatMap { SchemaGUID($0) })
      #expect(try await client.schema(guid: guid).schema == schema)
      #expect(try await client.ids(of: guid).map(\.id) == [1])
      #expect(try await client.checkCompatibility(of: SchemaText(text: #""int""#), with: subject).isCompatible == false)
      #expect(try await client.changeConfig(ConfigChange(SubjectConfig(level: .full)), of: subject).level == .full)
      #expect(try await client.config(of: subject).level == .full)
      #expect(try await client.config(of: nil).level == .backward)
      #expect(try await client.removeConfig(of: subject).level == .full)
      #expect(try await client.changeMode("READONLY", of: subject).mode == "READONLY")
      #expect(try await client.mode(of: subject).mode == "READONLY")
      #expect(try await client.removeMode(of: subject).mode == "READONLY")
      #expect(try await client.mode(of: subject, effective: true).mode == "READWRITE")
      #expect(try await client.deleteVersion(.number(SchemaVersion(rawValue: 1)), of: subject).rawValue == 1)
      #expect(try await client.deleteSubject(subject, permanently: true).map(\.rawValue) == [1])
    }
  }

  @Test("a refusal carries the registry's status, code and words")
  func refusal() async throws {
    let registry = try await InProcessRegistry()
    try await registry.withServer { url in
      let client = SchemaRegistryClient(configuration: try ClientConfiguration(url: url))
      let error = await #expect(throws: ClientError.self) { try await client.versions(of: SubjectName(name: "s")) }
      #expect(error?.kind == .refused(status: 404, code: 40401))
      #expect(error?.message == "Subject 's' not found.")
    }
  }

  @Test("references are found to their ends, each before what uses it")
  func references() async throws {
    let registry = try await InProcessRegistry()
    try await registry.withServer { url in
      let client = SchemaRegistryClient(configuration: try ClientConfiguration(url: url))
      let fixed = SchemaText(text: #"{"type":"fixed","name":"F","size":2}"#)
      let array = SchemaText(
        text: #"{"type":"record","name":"A","fields":[{"name":"f","type":"F"}]}"#,
        references: [SchemaReference(name: "F", subject: "f", version: 1)])
      let root = SchemaText(
        text: #"{"type":"record","name":"R","fields":[{"name":"a","type":"A"}]}"#,
        references: [SchemaReference(name: "A", subject: "a", version: 1)])
      for (schema, subject) in [(fixed, "f"), (array, "a"), (root, "r")] {
        _ = try await client.register(schema, under: SubjectName(name: subject))
      }
      let found = try await client.schema(.version(.latest, of: SubjectName(name: "r")))
      #expect(found.references.map(\.reference.name) == ["F", "A"])
      #expect(found.id.rawValue == 3)
    }
  }

  @Test("nobody at the address is an error that names it")
  func unreachable() async throws {
    // Port 1 of this machine: reserved, and nobody listens there.
    let client = SchemaRegistryClient(configuration: try ClientConfiguration(url: "http://127.0.0.1:1"))
    let error = await #expect(throws: ClientError.self) { try await client.subjects() }
    #expect(error?.kind == .unreachable)
    #expect(error?.message.contains("http://127.0.0.1:1") == true)
  }

  @Test(
    "what is no address is refused before anything is sent", arguments: ["", "localhost:8081", "ftp://x", "http://"])
  func address(_ text: String) {
    let error = #expect(throws: ClientError.self) { try ClientConfiguration(url: text) }
    #expect(error?.kind == .invalidRequest)
  }
}
