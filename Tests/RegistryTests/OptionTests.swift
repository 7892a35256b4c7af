import Registry
import SchemaCore
import Testing

/// What an operator may choose for a whole registry.
@Suite struct OptionTests {
  @Test("other contexts are searched for who names none, unless the operator forbids it", arguments: [true, false])
  func fallback(isAllowed: Bool) async throws {
    let fixture = try await RegistryFixture(options: RegistryOptions(searchesOtherContexts: isAllowed))
    let stored = try await fixture.register(#""int""#, ":.c:s")
    try await fixture.register(#""long""#, "t")
    let subject = SubjectName(name: "s")
    let state = fixture.registry.state
    let found = isAllowed ? "nothing" : "subjectNotFound"
    #expect(await refusal { _ = try state.version(.latest, of: subject) } == found)
    #expect(await refusal { _ = try fixture.registry.lookUp(stored.schema, under: subject) } == found)
    #expect(try state.schema(id: stored.id, for: subject).schema.text == (isAllowed ? #""int""# : #""long""#))
    #expect(try state.version(.latest, of: SubjectName(qualified: ":.c:s")) == stored)
  }

  @Test("the empty subject and * can be kept free of schemas", arguments: ["", "*", ":.c:", ":.c:*"])
  func emptySubjects(subject: String) async throws {
    let strict = try await RegistryFixture(options: RegistryOptions(rejectsEmptySubjects: true))
    #expect(await refusal { try await strict.register(#""int""#, subject) } == "invalidSubject")
    try await strict.register(#""int""#, "**")
    try await RegistryFixture().register(#""int""#, subject)
  }

  @Test("two versions under one reference name are refused for new schemas on request", arguments: [true, false])
  func conflictingReferences(isStrict: Bool) async throws {
    let fixture = try await RegistryFixture(options: RegistryOptions(rejectsConflictingReferences: isStrict))
    try await fixture.setLevel(.none)
    try await fixture.register(#"{"type":"fixed","name":"F","size":1}"#, "f")
    try await fixture.register(#"{"type":"fixed","name":"F","size":2}"#, "f")
    let leaf = { SchemaReference(name: "F", subject: "f", version: $0) }
    try await fixture.register(
      #"{"type":"record","name":"U","fields":[{"name":"f","type":"F"}]}"#, "u", references: [leaf(1)])
    let user = SchemaReference(name: "U", subject: "u", version: 1)
    let pair = #"["U","F"]"#
    try await fixture.register(pair, "s", references: [user, leaf(1)])
    #expect(
      await refusal { try await fixture.register(pair, "s", references: [leaf(2), user]) }
        == (isStrict ? "invalidReference" : "nothing"))
  }
}
