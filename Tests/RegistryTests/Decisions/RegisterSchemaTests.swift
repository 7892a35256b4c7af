import Registry
import SchemaCore
import Testing

@Suite struct RegisterSchemaTests {
  private let ab = RegistryFixture.record("a", "b?")
  private let a = RegistryFixture.record("a")

  @Test("registering twice gives the same version and ID")
  func idempotent() async throws {
    let fixture = try await RegistryFixture()
    let first = try await fixture.register(a, "s")
    let second = try await fixture.register(a, "s")
    #expect(first == second)
    #expect(try fixture.versions("s") == [1])
  }

  @Test("a text that differs only in white space and attribute order is the same schema")
  func spelling() async throws {
    let fixture = try await RegistryFixture()
    let first = try await fixture.register(#"{"type":"fixed","name":"F","size":4}"#, "s")
    let second = try await fixture.register("{ \"size\" : 4,\n \"name\": \"F\", \"type\": \"fixed\" }", "s")
    #expect(first.id == second.id)
    #expect(first.schema.text == #"{"type":"fixed","name":"F","size":4}"#)
  }

  @Test("a content has one ID in all subjects of a context")
  func sharedID() async throws {
    let fixture = try await RegistryFixture()
    let ids = [
      try await fixture.register(a, "s").id, try await fixture.register(ab, "s").id,
      try await fixture.register(a, "t").id, try await fixture.register(#""string""#, "u").id,
    ].map(\.rawValue)
    #expect(ids == [1, 2, 1, 3])
    let holders = try fixture.registry.state.holders(of: SchemaID(rawValue: 1), in: .default)
    #expect(holders.map(\.subject.name) == ["s", "t"])
  }

  @Test("contexts have IDs of their own and share GUIDs")
  func contexts() async throws {
    let fixture = try await RegistryFixture()
    try await fixture.register(ab, "s")
    let here = try await fixture.register(a, "s", forced: true)
    let there = try await fixture.register(a, ":.c:s")
    #expect(here.id.rawValue == 2)
    #expect(there.id.rawValue == 1)
    #expect(here.guid == there.guid)
    #expect(fixture.registry.state.contextNames.map(\.description) == [".", ".c"])
    #expect(try fixture.versions(":.c:s") == [1])
  }

  @Test("an incompatible change is refused with the reasons, and nothing is recorded")
  func incompatible() async throws {
    let fixture = try await RegistryFixture()
    try await fixture.register(a, "s")
    let position = fixture.registry.state.nextPosition
    do {
      try await fixture.register(RegistryFixture.record("a", "b"), "s")
      Issue.record("an incompatible schema was registered")
    } catch RegistryError.incompatible(let subject, let report) {
      #expect(subject.name == "s")
      #expect(report.findings?.findings.map(\.incompatibility.kind.rawValue) == ["READER_FIELD_MISSING_DEFAULT_VALUE"])
      #expect(
        report.messages == [
          "{errorType:'READER_FIELD_MISSING_DEFAULT_VALUE', description:'The field 'b' at path '/fields/1' in the "
            + "new schema has no default value and is missing in the old schema', additionalInfo:'b'}",
          "{oldSchemaVersion: 1}", "{oldSchema: '\(a)'}", "{validateFields: 'false', compatibility: 'BACKWARD'}",
        ])
    }
    #expect(fixture.registry.state.nextPosition == position)
  }

  @Test("force skips the check")
  func forced() async throws {
    let fixture = try await RegistryFixture()
    try await fixture.register(a, "s")
    try await fixture.register(#""string""#, "s", forced: true)
    #expect(try fixture.versions("s") == [1, 2])
  }

  @Test("the level in force is the one that is configured when the schema comes")
  func levels() async throws {
    let fixture = try await RegistryFixture()
    try await fixture.setLevel(.none, of: "s")
    try await fixture.register(a, "s")
    try await fixture.register(#""string""#, "s")
    try await fixture.setLevel(.full, of: "s")
    #expect(await refusal { try await fixture.register(#""int""#, "s") } == "incompatible")
  }

  @Test("content that was deleted comes back with its ID under a new number, and replaces the deleted version")
  func reregistration() async throws {
    let fixture = try await RegistryFixture()
    let first = try await fixture.register(a, "s")
    try await fixture.delete(1, of: "s")
    let second = try await fixture.register(a, "s")
    #expect(second.id == first.id)
    #expect(second.version.rawValue == 2)
    #expect(try fixture.versions("s", .all) == [2])
  }

  @Test("a deleted version that is referred to stays when its content comes back")
  func reregistrationOfReferenced() async throws {
    let fixture = try await RegistryFixture()
    try await fixture.register(#"{"type":"fixed","name":"F","size":4}"#, "f")
    let reference = SchemaReference(name: "F", subject: "f", version: 1)
    try await fixture.register(#"{"type":"array","items":"F"}"#, "s", references: [reference])
    try await fixture.delete("s")
    try await fixture.delete(1, of: "f")
    try await fixture.register(#"{"type":"fixed","name":"F","size":4}"#, "f")
    #expect(try fixture.versions("f", .all) == [1, 2])
  }

  @Test("after everything is deleted for good the subject starts at version 1 with a new ID")
  func freshStart() async throws {
    let fixture = try await RegistryFixture()
    try await fixture.register(a, "s")
    try await fixture.delete("s")
    try await fixture.delete("s", permanently: true)
    let again = try await fixture.register(a, "s")
    #expect(again.version.rawValue == 1)
    #expect(again.id.rawValue == 2)
  }

  @Test("a version that is asked for must be the next one")
  func compareAndSet() async throws {
    let fixture = try await RegistryFixture()
    try await fixture.register(a, "s", version: 1)
    #expect(await refusal { try await fixture.register(ab, "s", version: 3) } == "versionNotNext")
    try await fixture.register(ab, "s", version: 2)
    #expect(try fixture.versions("s") == [1, 2])
  }

  @Test("normalizing stores the normalized text")
  func normalizing() async throws {
    let fixture = try await RegistryFixture()
    let schema = try await fixture.register(#"{"type":"int","z":1,"a":2}"#, "s", normalizing: true)
    #expect(schema.schema.text == #"{"type":"int","a":2,"z":1}"#)
  }

  @Test(
    "what cannot be registered is refused by its reason",
    arguments: [
      ("s", "{", "invalidSchema"), ("s", "", "emptySchema"), ("s", " \n", "emptySchema"),
      ("s", #"{"type":"record","name":"R"}"#, "invalidSchema"), ("a\nb", #""int""#, "invalidSubject"),
      ("__GLOBAL", #""int""#, "invalidSubject"), (":.a b:s", #""int""#, "invalidSubject"),
      (":.\(String(repeating: "c", count: 256)):s", #""int""#, "invalidSubject"),
      ("s", #"{"type":"array","items":"Unknown"}"#, "invalidSchema"),
    ])
  func refusals(_ subject: String, _ text: String, _ expected: String) async throws {
    let fixture = try await RegistryFixture()
    #expect(await refusal { try await fixture.register(text, subject) } == expected)
    #expect(fixture.registry.state.nextPosition == .start)
  }

  @Test("a schema over the size limit is refused before it is parsed")
  func tooLarge() async throws {
    let fixture = try await RegistryFixture(options: RegistryOptions(maximumSchemaBytes: 100))
    let text = String(repeating: "[", count: 101)
    #expect(await refusal { try await fixture.register(text, "s") } == "schemaTooLarge")
  }

  @Test("an unknown format is refused by its name")
  func unknownFormat() async throws {
    let fixture = try await RegistryFixture()
    let schema = SchemaText(format: .protobuf, text: "syntax = \"proto3\";")
    await #expect(throws: RegistryError.self) {
      try await fixture.registry.register(schema, under: SubjectName(name: "s"))
    }
  }

  @Test("an empty text stands for the latest version's")
  func blankText() async throws {
    let fixture = try await RegistryFixture()
    let first = try await fixture.register(a, "s")
    #expect(try await fixture.register("", "s") == first)
  }

  @Test("many registrations at a time get dense IDs and one version each")
  func concurrency() async throws {
    let fixture = try await RegistryFixture()
    let ids = try await withThrowingTaskGroup(of: Int32.self) { group in
      for number in 0..<200 {
        group.addTask {
          // Every schema comes twice, from two tasks.
          try await fixture.register(RegistryFixture.record("f\(number / 2)"), "s\(number / 2)").id.rawValue
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(Set(ids) == Set(1...100))
    #expect(fixture.registry.state.versionCount == 100)
  }
}
