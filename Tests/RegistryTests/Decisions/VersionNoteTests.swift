import Registry
import SchemaCore
import Testing

/// The property `confluent:version`, in which the registry notes the number of a version that was asked for.
@Suite struct VersionNoteTests {
  private let a = RegistryFixture.record("a")
  private let ab = RegistryFixture.record("a", "b?")

  private func noting(_ version: String, owner: ExactText? = nil) -> SchemaMetadata {
    var metadata = SchemaMetadata()
    metadata.version = version
    metadata.properties["owner"] = owner
    return metadata
  }

  @Test("a version that is asked for is noted, and asking for the latest again finds it")
  func stamp() async throws {
    let fixture = try await RegistryFixture()
    let first = try await fixture.register(a, "s", version: RegistrationOptions.nextVersion)
    #expect(first.schema.metadata == noting("1"))
    #expect(try await fixture.register(a, "s", version: RegistrationOptions.nextVersion) == first)
    let second = try await fixture.register(ab, "s", version: 2)
    #expect(second.schema.metadata == noting("2"))
    #expect(await refusal { try await fixture.register(a, "s", version: 2) } == "versionNotNext")
    // The latest is another one: asked for as the next version, an older content is a new one.
    let third = try await fixture.register(a, "s", version: RegistrationOptions.nextVersion)
    #expect(third.version.rawValue == 3)
    #expect(third.schema.metadata == noting("3"))
    #expect([first, second, third].map(\.id.rawValue) == [1, 2, 3])
  }

  @Test("a plain registration is not noted, and one whose predecessor is gets its own number")
  func refresh() async throws {
    let fixture = try await RegistryFixture()
    #expect(try await fixture.register(a, "s").schema.metadata == nil)
    #expect(try await fixture.register(ab, "s").schema.metadata == nil)
    try await fixture.register(RegistryFixture.record("a", "c?"), "s", version: 3)
    let fourth = try await fixture.register(RegistryFixture.record("a", "d?"), "s")
    #expect(fourth.schema.metadata == noting("4"))
  }

  @Test(
    "what a client notes itself counts if it is the number of the version with this content",
    arguments: [("-1", 2), ("0", 2), ("7", 2), ("1", 1)])
  func sent(_ noted: String, _ version: Int32) async throws {
    let fixture = try await RegistryFixture()
    try await fixture.register(a, "s")
    let found = try await fixture.register(a, "s", metadata: noting(noted))
    #expect(found.version.rawValue == version)
    #expect(found.schema.metadata == (version == 1 ? nil : noting("2")))
  }

  @Test("lookups see through the note")
  func lookUp() async throws {
    let fixture = try await RegistryFixture()
    let plain = try await fixture.register(a, "s")
    let noted = try await fixture.register(ab, "s", metadata: noting("0", owner: "x"), version: 2)
    #expect(noted.schema.metadata == noting("2", owner: "x"))
    #expect(try fixture.lookUp(a, "s", metadata: noting("1")) == plain)
    #expect(await refusal { _ = try fixture.lookUp(a, "s", metadata: noting("9")) } == "schemaNotFound")
    #expect(try fixture.lookUp(ab, "s", metadata: SchemaMetadata(properties: ["owner": "x"])) == noted)
    #expect(try fixture.lookUp(ab, "s", metadata: noting("2", owner: "x")) == noted)
    #expect(await refusal { _ = try fixture.lookUp(ab, "s", metadata: noting("3", owner: "x")) } == "schemaNotFound")
    // Without any metadata the latest version's are meant.
    #expect(try fixture.lookUp(ab, "s") == noted)
  }

  @Test("the conversation by which the reference shows its rules about the version's number")
  func matrix() async throws {
    let fixture = try await RegistryFixture()
    let next = RegistrationOptions.nextVersion
    let other = SchemaMetadata(properties: ["mykey": "myvalue"])
    func register(_ version: Int32?, _ metadata: SchemaMetadata? = nil) async throws -> Int32 {
      try await fixture.register(a, "s", metadata: metadata, version: version).id.rawValue
    }
    func find(_ metadata: SchemaMetadata? = nil) throws -> Int32 {
      try fixture.lookUp(a, "s", metadata: metadata).version.rawValue
    }
    for (version, id) in [(nil, 1), (next, 1), (2, 2), (next, 2)] as [(Int32?, Int32)] {
      #expect(try await register(version) == id)
    }
    #expect(try find() == 1)
    #expect(try find(noting("1")) == 1)
    #expect(try find(noting("2")) == 2)
    try await fixture.delete(1, of: "s")
    #expect(try find() == 2)
    for (version, id) in [(nil, 2), (3, 3), (next, 3), (next, 3)] as [(Int32?, Int32)] {
      #expect(try await register(version) == id)
    }
    #expect(await refusal { _ = try await register(3) } == "versionNotNext")
    #expect(try await register(4) == 4)
    #expect(try find() == 4)
    for (metadata, id) in [
      (noting("-1"), 5), (noting("2"), 2), (noting("3"), 3), (noting("0"), 6), (SchemaMetadata(), 6), (other, 7),
    ] as [(SchemaMetadata, Int32)] {
      #expect(try await register(nil, metadata) == id)
    }
    #expect(try await register(next) == 8)
    #expect(try find(other) == 7)
    try await fixture.delete(7, of: "s")
    #expect(try find(other) == 8)
    let notes = fixture.registry.state.history(of: SubjectName(name: "s"), .all).map { $0.schema.metadata?.version }
    #expect(notes == [nil, "2", "3", "4", "5", "6", nil, "8"])
  }

  @Test("a noted version that is deleted comes back under a new number, which is noted")
  func deletion() async throws {
    let fixture = try await RegistryFixture()
    try await fixture.register(a, "s", version: 1)
    try await fixture.delete(1, of: "s")
    let second = try await fixture.register(a, "s", version: RegistrationOptions.nextVersion)
    #expect(second.version.rawValue == 2)
    #expect(second.schema.metadata == noting("2"))
    #expect(try fixture.versions("s", .all) == [1, 2])
  }

  @Test("under settings that give contracts, a repetition still finds the noted version")
  func settings() async throws {
    let fixture = try await RegistryFixture()
    try await fixture.setConfig(SubjectConfig(defaultMetadata: SchemaMetadata(properties: ["owner": "x"])), of: "s")
    let first = try await fixture.register(a, "s", version: RegistrationOptions.nextVersion)
    #expect(first.schema.metadata == noting("1", owner: "x"))
    #expect(try await fixture.register(a, "s") == first)
    #expect(try await fixture.register(a, "s", version: RegistrationOptions.nextVersion) == first)
  }
}
