import RegistryClient
import RegistryTesting
import SchemaCore
import Testing

@Suite struct SchemaRegistryClientTests {
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

  @Test("a lookup tells what is nearly the same where somebody asks, and only there")
  func nearMatches() async throws {
    let registry = try await InProcessRegistry()
    try await registry.withServer { url in
      let client = SchemaRegistryClient(configuration: try ClientConfiguration(url: url))
      let subject = SubjectName(name: "s")
      _ = try await client.register(SchemaText(text: "\"int\""), under: subject)
      for explaining in [false, true] {
        let missed = await #expect(throws: ClientError.self) {
          try await client.lookUp(SchemaText(text: "\"bytes\""), under: subject, explaining: explaining)
        }
        #expect((missed?.details["nearMatches"] != nil) == explaining)
      }
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
      let subject = SubjectName(name: "r")
      let found = try await client.schema(.version(.latest, of: subject))
      #expect(found.references.map(\.reference.name) == ["F", "A"])
      #expect(found.id.rawValue == 3)
      #expect(found.version?.rawValue == 1)
      // All ways to ask lead to the same.
      for request: SchemaRequest in [
        .lookUp(root, under: subject), .register(root, under: subject, normalizing: true),
        .identity(.id(found.id)), .identity(.guid(try #require(found.guid))),
      ] {
        let again = try await client.schema(request)
        #expect(again.references == found.references)
        #expect(again.schema == found.schema)
        #expect(again.id == found.id)
      }
      #expect(try await client.history(of: subject).map(\.references) == [found.references])
    }
  }

  @Test("registries that answer to a registration with the ID only are asked for the rest")
  func bareID() async throws {
    let exchange = ScriptedExchange { message, _ in
      message.method == "POST" ? .ok(#"{"id":5}"#) : .ok(#"{"schema":"\"int\""}"#)
    }
    let client = try SchemaRegistryClient(nodes: 1, exchange)
    let found = try await client.schema(.register(SchemaText(text: " \"int\""), under: SubjectName(qualified: ":.c:s")))
    #expect(found.schema.text == "\"int\"")
    #expect(found.id.rawValue == 5)
    #expect(exchange.messages.last?.url == "http://a/schemas/ids/5?subject=%3A.c%3A")
  }

  @Test("nobody at the address is an error that names it")
  func unreachable() async throws {
    // Port 1 of this machine: reserved, and nobody listens there.
    let client = SchemaRegistryClient(configuration: try ClientConfiguration(url: "http://127.0.0.1:1"))
    let error = await #expect(throws: ClientError.self) { try await client.subjects() }
    #expect(error?.kind == .unreachable)
    #expect(error?.message.contains("http://127.0.0.1:1") == true)
  }
}
