import Registry
import SchemaCore
import Testing

@Suite struct DeletionTests {
  private let a = RegistryFixture.record("a")
  private let ab = RegistryFixture.record("a", "b?")

  @Test("a version is marked first and deleted for good afterwards, each once")
  func version() async throws {
    let fixture = try await RegistryFixture()
    try await fixture.register(a, "s")
    try await fixture.register(ab, "s")
    #expect(await refusal { try await fixture.delete(1, of: "s", permanently: true) } == "versionNotSoftDeleted")
    try await fixture.delete(1, of: "s")
    #expect(await refusal { try await fixture.delete(1, of: "s") } == "versionSoftDeleted")
    #expect(try fixture.versions("s") == [2])
    #expect(try fixture.versions("s", .deletedOnly) == [1])
    try await fixture.delete(1, of: "s", permanently: true)
    #expect(await refusal { try await fixture.delete(1, of: "s", permanently: true) } == "versionNotFound")
    #expect(try fixture.versions("s", .all) == [2])
  }

  @Test("a subject is marked first and deleted for good afterwards, each once")
  func subject() async throws {
    let fixture = try await RegistryFixture()
    #expect(await refusal { try await fixture.delete("s") } == "subjectNotFound")
    try await fixture.register(a, "s")
    try await fixture.register(ab, "s")
    #expect(await refusal { try await fixture.delete("s", permanently: true) } == "subjectNotSoftDeleted")
    try await fixture.delete("s")
    #expect(await refusal { try await fixture.delete("s") } == "subjectSoftDeleted")
    #expect(await refusal { _ = try fixture.versions("s") } == "subjectNotFound")
    #expect(fixture.registry.state.subjects(.deletedOnly).map(\.name) == ["s"])
    try await fixture.delete("s", permanently: true)
    #expect(await refusal { try await fixture.delete("s", permanently: true) } == "subjectNotFound")
    #expect(fixture.registry.state.subjects(.all) == [])
  }

  @Test("an ID answers for deleted versions until they are deleted for good")
  func ids() async throws {
    let fixture = try await RegistryFixture()
    let id = try await fixture.register(a, "s").id
    let everywhere = RegistryState.globalScope
    try await fixture.delete("s")
    #expect(try fixture.registry.state.schema(id: id, for: everywhere).isDeleted)
    #expect(try fixture.registry.state.holders(of: id, in: .default) == [])
    #expect(try fixture.registry.state.holders(of: id, in: .default, .all).count == 1)
    try await fixture.delete("s", permanently: true)
    #expect(await refusal { _ = try fixture.registry.state.schema(id: id, for: everywhere) } == "schemaIDNotFound")
  }

  @Test("latest is the highest version that is left")
  func latest() async throws {
    let fixture = try await RegistryFixture()
    try await fixture.register(a, "s")
    try await fixture.register(ab, "s")
    try await fixture.delete(2, of: "s")
    let latest = try fixture.registry.state.version(.latest, of: SubjectName(name: "s"), includesDeleted: true)
    #expect(latest.version.rawValue == 1)
  }

  @Test("numbers of marked versions are not given out again, numbers of versions gone for good are")
  func numbering() async throws {
    let fixture = try await RegistryFixture()
    try await fixture.register(a, "s")
    try await fixture.register(ab, "s")
    try await fixture.delete(2, of: "s")
    try await fixture.delete(2, of: "s", permanently: true)
    try await fixture.delete(1, of: "s")
    #expect(try await fixture.register(RegistryFixture.record("c"), "s").version.rawValue == 2)
  }

  @Test("both come back after their subject was marked, with the same IDs and new numbers")
  func comeback() async throws {
    let fixture = try await RegistryFixture()
    let ids = [try await fixture.register(a, "s").id, try await fixture.register(ab, "s").id]
    try await fixture.delete("s")
    let again = [try await fixture.register(a, "s"), try await fixture.register(ab, "s")]
    #expect(again.map(\.id) == ids)
    #expect(again.map(\.version.rawValue) == [3, 4])
  }

  @Test("settings go with the last version that is deleted for good, and not before")
  func settings() async throws {
    let fixture = try await RegistryFixture()
    let subject = SubjectName(name: "s")
    try await fixture.register(a, "s")
    try await fixture.setLevel(.full, of: "s")
    try await fixture.delete("s")
    #expect(fixture.registry.state.ownConfig(of: subject)?.level == .full)
    try await fixture.delete("s", permanently: true)
    #expect(fixture.registry.state.ownConfig(of: subject) == nil)
  }

  @Test("a subject's versions are removed with what refers to others first, else the newest first")
  func removalOrder() async throws {
    let fixture = try await RegistryFixture()
    try await fixture.setMode(.import, of: "s")
    let leaf = #"{"type":"fixed","name":"F","size":4}"#
    let reference = SchemaReference(name: "F", subject: "s", version: 5)
    try await fixture.register(leaf, "s", version: 5, id: 1)
    try await fixture.register(#"{"type":"array","items":"F"}"#, "s", references: [reference], version: 2, id: 2)
    try await fixture.register(#""int""#, "s", version: 1, id: 3)
    try await fixture.delete("s")
    let position = fixture.registry.position
    try await fixture.delete("s", permanently: true)
    let removed = try await fixture.store.entries(from: position, limit: 10).map(\.record)
    let keys = [2, 5, 1].map { VersionKey(SubjectName(name: "s"), SchemaVersion(rawValue: $0)) }
    #expect(removed == keys.map(RegistryRecord.schemaRemoved) + [.mode(SubjectName(name: "s"), nil)])
  }

  @Test("lookup finds deleted versions only when asked to")
  func lookup() async throws {
    let fixture = try await RegistryFixture()
    let subject = SubjectName(name: "s")
    try await fixture.register(a, "s")
    try await fixture.register(ab, "s")
    let found = try fixture.registry.lookUp(SchemaText(text: "\n" + a), under: subject)
    #expect(found.version.rawValue == 1)
    try await fixture.delete(1, of: "s")
    #expect(await refusal { _ = try fixture.registry.lookUp(SchemaText(text: a), under: subject) } == "schemaNotFound")
    #expect(try fixture.registry.lookUp(SchemaText(text: a), under: subject, includingDeleted: true).isDeleted)
    #expect(
      await refusal { _ = try fixture.registry.lookUp(SchemaText(text: a), under: SubjectName(name: "t")) }
        == "subjectNotFound")
  }
}
