import Registry
import SchemaCore
import Testing

/// What imports may leave behind: contents with several IDs, and numbers that nothing can follow.
@Suite struct ImportTests {
  private func importing(_ subject: String) async throws -> RegistryFixture {
    let fixture = try await RegistryFixture()
    try await fixture.setMode(.import, of: subject)
    return fixture
  }

  @Test("a content that was given two IDs keeps the other when one is gone")
  func twoIDs() async throws {
    let fixture = try await importing("second")
    let first = try await fixture.register(#""int""#, "first")
    try await fixture.register(#""int""#, "second", id: 9)
    #expect(fixture.registry.state.ids(of: first.guid).map(\.id.rawValue) == [1, 9])
    try await fixture.delete("first")
    try await fixture.delete("first", permanently: true)
    #expect(fixture.registry.state.ids(of: first.guid).map(\.id.rawValue) == [9])
    #expect(try fixture.registry.state.schema(guid: first.guid.description).id.rawValue == 9)
    #expect(try await fixture.register(#""int""#, "third").id.rawValue == 9)
  }

  @Test("the highest ID can be imported, and no new one is given out after it")
  func highestID() async throws {
    let fixture = try await importing("s")
    try await fixture.register(#""int""#, "s", id: .max)
    #expect(await refusal { try await fixture.register(#""long""#, "t") } == "operationNotPermitted")
    #expect(try await fixture.register(#""int""#, "t").id.rawValue == .max)
    #expect(try await fixture.register(#""long""#, ":.c:t").id.rawValue == 1)
  }

  @Test("the highest version can be imported, and none follows it")
  func highestVersion() async throws {
    let fixture = try await importing("s")
    try await fixture.register(#""int""#, "s", version: .max, id: 1)
    #expect(await refusal { try await fixture.register(#""long""#, "s", id: 2) } == "operationNotPermitted")
    try await fixture.register(#""long""#, "s", version: 3, id: 2)
    try await fixture.setMode(.readWrite, of: "s")
    #expect(await refusal { try await fixture.register(#""float""#, "s", forced: true) } == "operationNotPermitted")
    #expect(
      await refusal { try await fixture.register(#""float""#, "s", forced: true, version: .min) }
        == "operationNotPermitted")
    #expect(try fixture.versions("s") == [3, .max])
  }

  @Test("a version may be named with its ID, also by a text that only means the same")
  func namedVersion() async throws {
    let fixture = try await RegistryFixture()
    try await fixture.register(#"{"type":"fixed","name":"F","size":4}"#, "f")
    let reference = SchemaReference(name: "F", subject: "f", version: 1)
    let stored = try await fixture.register(#"{"type":"array","items":"F"}"#, "s", references: [reference])
    let inlined = #"{"type":"array","items":{"type":"fixed","name":"F","size":4}}"#
    #expect(try await fixture.register(inlined, "s", version: 1, id: stored.id.rawValue) == stored)
    #expect(await refusal { try await fixture.register(inlined, "s", version: 1) } == "versionNotNext")
    #expect(await refusal { try await fixture.register(inlined, "s", version: 1, id: 7) } == "operationNotPermitted")
  }

  @Test("importing into the default context needs every context empty, and clears every one")
  func everyContext() async throws {
    let fixture = try await RegistryFixture()
    try await fixture.register(#""int""#, ":.c:s")
    #expect(await refusal { try await fixture.setMode(.import) } == "operationNotPermitted")
    try await fixture.setMode(.import, of: ":.d:")
    try await fixture.delete(":.c:s")
    try await fixture.setMode(.import)
    #expect(fixture.registry.state.versionCount == 0)
  }
}
