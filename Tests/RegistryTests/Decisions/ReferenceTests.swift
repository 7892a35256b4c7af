import Registry
import SchemaCore
import Testing

@Suite struct ReferenceTests {
  private let fixed = #"{"type":"fixed","name":"n.F","size":4}"#
  private let user = #"{"type":"record","name":"R","fields":[{"name":"f","type":"n.F"}]}"#

  private func reference(_ version: Int32 = 1, subject: String = "f") -> SchemaReference {
    SchemaReference(name: "n.F", subject: subject, version: version)
  }

  @Test("a referenced type can be used, and the latest version is stored by its number")
  func latest() async throws {
    let fixture = try await RegistryFixture()
    try await fixture.register(fixed, "f")
    let schema = try await fixture.register(user, "s", references: [reference(-1)])
    #expect(schema.schema.references == [reference(1)])
    let target = VersionKey(SubjectName(name: "f"), SchemaVersion(rawValue: 1))
    #expect(fixture.registry.state.referrers(of: target).count == 1)
    let resolved = try fixture.registry.text(of: schema, as: .resolved)
    #expect(resolved.contains(#""size":4"#))
  }

  @Test("a reference to what is not there is refused")
  func missing() async throws {
    let fixture = try await RegistryFixture()
    #expect(
      await refusal { try await fixture.register(user, "s", references: [reference()]) } == "referenceNotFound")
    #expect(
      await refusal { try await fixture.register(user, "s", references: [reference(-1)]) } == "referenceNotFound")
    let incomplete = SchemaReference(name: "", subject: "f", version: 1)
    #expect(await refusal { try await fixture.register(user, "s", references: [incomplete]) } == "invalidReference")
  }

  @Test("a new schema may not refer to a deleted version")
  func deleted() async throws {
    let fixture = try await RegistryFixture()
    try await fixture.register(fixed, "f")
    try await fixture.delete(1, of: "f")
    #expect(
      await refusal { try await fixture.register(user, "s", references: [reference()]) } == "referenceNotFound")
  }

  @Test("a version that is referred to cannot be deleted; a deleted referrer keeps it from deletion for good only")
  func integrity() async throws {
    let fixture = try await RegistryFixture()
    try await fixture.register(fixed, "f")
    try await fixture.register(user, "s", references: [reference()])
    #expect(await refusal { try await fixture.delete(1, of: "f") } == "referenceExists")
    #expect(await refusal { try await fixture.delete("f") } == "referenceExists")
    try await fixture.delete("s")
    try await fixture.delete(1, of: "f")
    #expect(await refusal { try await fixture.delete(1, of: "f", permanently: true) } == "referenceExists")
    try await fixture.delete("s", permanently: true)
    try await fixture.delete(1, of: "f", permanently: true)
  }

  @Test("references within a subject do not keep it from deletion")
  func selfReference() async throws {
    let fixture = try await RegistryFixture()
    try await fixture.setLevel(.none, of: "s")
    try await fixture.register(fixed, "s")
    try await fixture.register(user, "s", references: [reference(subject: "s")])
    try await fixture.delete("s")
    try await fixture.delete("s", permanently: true)
    #expect(fixture.registry.state.versionCount == 0)
  }

  @Test("a reference without context is meant in the referrer's")
  func contexts() async throws {
    let fixture = try await RegistryFixture()
    try await fixture.register(fixed, "f")
    #expect(
      await refusal { try await fixture.register(user, ":.c:s", references: [reference()]) } == "referenceNotFound")
    try await fixture.register(fixed, ":.c:f")
    try await fixture.register(user, ":.c:s", references: [reference()])
    #expect(await refusal { try await fixture.delete(1, of: ":.c:f") } == "referenceExists")
    try await fixture.delete(1, of: "f")
  }

  @Test("chains of references are followed to their ends")
  func chains() async throws {
    let fixture = try await RegistryFixture()
    try await fixture.register(#"{"type":"record","name":"N0","fields":[]}"#, "n0")
    for number in 1...5 {
      let text = #"{"type":"record","name":"N\#(number)","fields":[{"name":"f","type":"N\#(number - 1)"}]}"#
      let reference = SchemaReference(name: "N\(number - 1)", subject: "n\(number - 1)", version: 1)
      try await fixture.register(text, "n\(number)", references: [reference])
    }
    #expect(await refusal { try await fixture.delete("n0") } == "referenceExists")
  }
}
