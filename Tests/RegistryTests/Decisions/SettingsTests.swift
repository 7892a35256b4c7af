import Registry
import SchemaCore
import Testing

@Suite struct SettingsTests {
  private let a = RegistryFixture.record("a")

  @Test("the first settings on the way from subject to context to all contexts count whole")
  func inheritance() async throws {
    let fixture = try await RegistryFixture()
    let inContext = SubjectName(qualified: ":.c:s")
    #expect(fixture.registry.state.config(for: inContext).level == .backward)
    try await fixture.setLevel(.full, of: ":.__GLOBAL:")
    #expect(fixture.registry.state.config(for: inContext).level == .full)
    #expect(fixture.registry.state.config(for: SubjectName(name: "s")).level == .full)
    try await fixture.setLevel(.forward)
    #expect(fixture.registry.state.config(for: SubjectName(name: "s")).level == .forward)
    #expect(fixture.registry.state.config(for: inContext).level == .full)
    try await fixture.setLevel(.none, of: ":.c:")
    #expect(fixture.registry.state.config(for: inContext).level == CompatibilityLevel.none)
  }

  @Test("a subject's settings without a level mean the registry's default, and take the rest from the default context")
  func gaps() async throws {
    let fixture = try await RegistryFixture()
    let subject = SubjectName(name: "s")
    _ = try await fixture.registry.changeConfig(
      ConfigChange(SubjectConfig(level: .full, validatesNewSchemas: false)), of: RegistryState.globalScope)
    _ = try await fixture.registry.changeConfig(ConfigChange(SubjectConfig(normalizes: true)), of: subject)
    let config = fixture.registry.state.config(for: subject)
    #expect(config == SubjectConfig(level: .backward, normalizes: true, validatesNewSchemas: false))
  }

  @Test("a subject with settings of its own inherits neither aliases nor contracts, and one without inherits all")
  func inheritedFields() async throws {
    let fixture = try await RegistryFixture()
    let global = SubjectConfig(
      level: .full, policy: .lenient, group: "g", normalizes: true, validatesFields: true, validatesNewSchemas: false,
      validatesRules: true, alias: "t", aliasForKeys: "u", defaultMetadata: SchemaMetadata(),
      overrideMetadata: SchemaMetadata(), defaultRuleSet: RuleSet(), overrideRuleSet: RuleSet())
    try await fixture.setConfig(global)
    #expect(fixture.registry.state.config(for: SubjectName(name: "t")) == global)
    try await fixture.setConfig(SubjectConfig(normalizes: false), of: "s")
    let expected = SubjectConfig(
      level: .backward, policy: .lenient, group: "g", normalizes: false, validatesFields: true,
      validatesNewSchemas: false, validatesRules: true)
    #expect(fixture.registry.state.config(for: SubjectName(name: "s")) == expected)
    // Gaps are filled from the default context, also in others.
    try await fixture.setConfig(SubjectConfig(normalizes: false), of: ":.c:s")
    #expect(fixture.registry.state.config(for: SubjectName(qualified: ":.c:s")) == expected)
    #expect(fixture.registry.state.config(for: SubjectName(qualified: ":.c:")) == SubjectConfig(level: .backward))
  }

  @Test("a registry may leave a missing level to the settings further up", arguments: [false, true])
  func inheritedLevels(_ isInherited: Bool) async throws {
    let fixture = try await RegistryFixture(options: RegistryOptions(inheritsLevels: isInherited))
    func found(_ subject: String) -> (level: CompatibilityLevel?, source: LevelSource) {
      let subject = SubjectName(qualified: subject)
      return (fixture.registry.state.config(for: subject).level, fixture.registry.state.levelSource(for: subject))
    }
    for scope in ["s", ":.c:s", ":.c:"] { try await fixture.setConfig(SubjectConfig(normalizes: true), of: scope) }
    try await fixture.setLevel(.full)
    try await fixture.setLevel(.forward, of: ":.__GLOBAL:")
    #expect(found("s") == (isInherited ? (.full, .context(.default)) : (.backward, .registryDefault)))
    #expect(found("t") == (.full, .context(.default)))
    #expect(found(":.c:s") == (isInherited ? (.forward, .everyContext) : (.backward, .registryDefault)))
    #expect(found(":.d:s") == (.forward, .everyContext))
    let own = try fixture.registry.state.config(of: SubjectName(name: "s"), effective: false)
    #expect(own.level == (isInherited ? .full : .backward))
  }

  @Test("every setting can be set and cleared on its own", arguments: SubjectConfig.Field.allCases)
  func fields(_ field: SubjectConfig.Field) {
    let all = SubjectConfig(
      level: .full, policy: .lenient, group: "g", normalizes: true, validatesFields: true, validatesNewSchemas: false,
      validatesRules: true, alias: "t", aliasForKeys: "u", defaultMetadata: SchemaMetadata(),
      overrideMetadata: SchemaMetadata(), defaultRuleSet: RuleSet(), overrideRuleSet: RuleSet())
    let names = Set(all.members(levelName: "compatibility").keys)
    #expect(names == Set(SubjectConfig.Field.allCases.map(\.rawValue)))
    let cleared = ConfigChange(clearing: [field]).applied(to: all)
    #expect(Set(cleared.members(levelName: "compatibility").keys) == names.subtracting([field.rawValue]))
    #expect(ConfigChange(all).applied(to: cleared) == all)
    #expect(ConfigChange(SubjectConfig()).applied(to: all) == all)
  }

  @Test(
    "new schemas are validated unless the settings say otherwise, and what is there is found however bad it is",
    arguments: [
      #"{"type":"record","name":"R","fields":[{"name":"f","type":"int","default":"no"}]}"#,
      #"{"type":"record","name":"R","fields":[{"name":"a b","type":"int"}]}"#,
      #"{"type":"enum","name":"E-1","symbols":["A"]}"#,
    ])
  func validation(_ schema: String) async throws {
    let fixture = try await RegistryFixture()
    #expect(await refusal { try await fixture.register(schema, "s") } == "invalidSchema")
    #expect(await refusal { _ = try fixture.lookUp(schema, "s") } == "subjectNotFound")
    try await fixture.setConfig(SubjectConfig(validatesNewSchemas: false), of: "s")
    let stored = try await fixture.register(schema, "s")
    try await fixture.setConfig(SubjectConfig(validatesNewSchemas: true), of: "s")
    #expect(try fixture.lookUp(schema, "s") == stored)
    #expect(try await fixture.register(schema, "s") == stored)
    #expect(await refusal { try await fixture.register(schema, "t") } == "invalidSchema")
  }

  @Test("a change keeps what it does not mention, and clears what it sets to nothing")
  func patch() async throws {
    let fixture = try await RegistryFixture()
    let subject = SubjectName(name: "s")
    _ = try await fixture.registry.changeConfig(ConfigChange(SubjectConfig(level: .full)), of: subject)
    let both = try await fixture.registry.changeConfig(ConfigChange(SubjectConfig(normalizes: true)), of: subject)
    #expect(both == SubjectConfig(level: .full, normalizes: true))
    let cleared = try await fixture.registry.changeConfig(ConfigChange(clearing: [.level]), of: subject)
    #expect(cleared == SubjectConfig(normalizes: true))
  }

  @Test("removing settings that are not there is an error for a subject, and none for the default context")
  func removal() async throws {
    let fixture = try await RegistryFixture()
    #expect(
      await refusal { _ = try await fixture.registry.removeConfig(of: SubjectName(name: "s")) } == "subjectNotFound")
    #expect(try await fixture.registry.removeConfig(of: RegistryState.globalScope).level == .backward)
    try await fixture.setLevel(.full)
    #expect(try await fixture.registry.removeConfig(of: RegistryState.globalScope).level == .full)
    #expect(fixture.registry.state.config(for: RegistryState.globalScope).level == .backward)
  }

  @Test("read-only refuses changes and still answers repeated registrations")
  func readOnly() async throws {
    let fixture = try await RegistryFixture()
    let first = try await fixture.register(a, "s")
    try await fixture.setMode(.readOnly)
    #expect(try await fixture.register(a, "s") == first)
    #expect(await refusal { try await fixture.register(#""int""#, "t") } == "operationNotPermitted")
    #expect(await refusal { try await fixture.delete("s") } == "operationNotPermitted")
    #expect(await refusal { try await fixture.delete(1, of: "s") } == "operationNotPermitted")
    #expect(await refusal { try await fixture.setLevel(.full, of: "s") } == "operationNotPermitted")
    try await fixture.setMode(.readWrite, of: "t")
    try await fixture.register(#""int""#, "t")
  }

  @Test("importing takes IDs and versions as they come, unchecked, and later IDs go on above them")
  func importing() async throws {
    let fixture = try await RegistryFixture()
    try await fixture.setMode(.import)
    #expect(await refusal { try await fixture.register(a, "s") } == "operationNotPermitted")
    try await fixture.register(a, "s", version: 5, id: 40)
    try await fixture.register(#""int""#, "s", version: 2, id: 41)
    #expect(await refusal { try await fixture.register(#""long""#, "s", id: 40) } == "operationNotPermitted")
    #expect(try fixture.versions("s") == [2, 5])
    try await fixture.setMode(.readWrite)
    #expect(try await fixture.register(#""long""#, "t").id.rawValue == 42)
    #expect(await refusal { try await fixture.register(#""float""#, "t", id: 9) } == "operationNotPermitted")
  }

  @Test("importing begins only where nothing is live, and clears what is marked as deleted")
  func importStart() async throws {
    let fixture = try await RegistryFixture()
    try await fixture.register(a, "s")
    #expect(await refusal { try await fixture.setMode(.import) } == "operationNotPermitted")
    try await fixture.delete("s")
    try await fixture.setMode(.import)
    #expect(fixture.registry.state.versionCount == 0)
  }

  @Test("the mode of a subject comes from subject, context, all contexts")
  func modes() async throws {
    let fixture = try await RegistryFixture()
    let inContext = SubjectName(qualified: ":.c:s")
    #expect(await refusal { try await fixture.setMode(.forward) } == "forwardModeIsGlobal")
    try await fixture.setMode(.readOnly, of: ":.__GLOBAL:")
    #expect(fixture.registry.state.mode(for: inContext) == .readOnly)
    try await fixture.setMode(.readWrite, of: ":.c:")
    #expect(fixture.registry.state.mode(for: inContext) == .readWrite)
    #expect(try await fixture.registry.removeMode(of: SubjectName(qualified: ":.c:")) == .readWrite)
    #expect(fixture.registry.state.mode(for: inContext) == .readOnly)
  }

  @Test("removing the default context's mode answers one, also if only its subjects had some")
  func modeRemoval() async throws {
    let fixture = try await RegistryFixture()
    for isRecursive in [false, true] {
      try await fixture.setMode(.readOnly, of: "s")
      let removed = try await fixture.registry.removeMode(of: RegistryState.globalScope, recursive: isRecursive)
      #expect(removed == .readWrite)
    }
    #expect(fixture.registry.state.ownMode(of: SubjectName(name: "s")) == nil)
  }

  @Test("a registry whose modes are fixed refuses to change them")
  func fixedMode() async throws {
    let fixture = try await RegistryFixture(options: RegistryOptions(allowsModeChanges: false))
    #expect(await refusal { try await fixture.setMode(.readOnly) } == "operationNotPermitted")
  }

  @Test("a context is deleted when it is empty")
  func contexts() async throws {
    let fixture = try await RegistryFixture()
    try await fixture.register(a, ":.c:s")
    let name = ContextName(".c")
    #expect(await refusal { try await fixture.registry.deleteContext(name) } == "contextNotEmpty")
    try await fixture.delete(":.c:s")
    try await fixture.delete(":.c:s", permanently: true)
    try await fixture.registry.deleteContext(name)
    #expect(fixture.registry.state.contextNames == [.default])
  }
}
