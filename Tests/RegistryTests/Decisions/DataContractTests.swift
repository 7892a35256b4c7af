import Registry
import SchemaCore
import Testing

/// Metadata and rules from registration to registration: items 14 to 17 of the registry API's list of edge cases.
@Suite struct DataContractTests {
  private let a = RegistryFixture.record("a")
  private let ab = RegistryFixture.record("a", "b?")
  private let owned = SchemaMetadata(properties: ["owner": "x"])
  private let rules = RuleSet(domainRules: [Rule(name: "r", type: "CEL")])

  @Test("another contract is another content, and the same one the same version")
  func identity() async throws {
    let fixture = try await RegistryFixture()
    let bare = try await fixture.register(a, "s")
    let owned = try await fixture.register(a, "s", metadata: owned)
    let ruled = try await fixture.register(a, "s", metadata: self.owned, ruleSet: rules)
    #expect([bare, owned, ruled].map(\.id.rawValue) == [1, 2, 3])
    #expect([bare, owned, ruled].map(\.version.rawValue) == [1, 2, 3])
    #expect(try await fixture.register(a, "s", metadata: self.owned, ruleSet: rules) == ruled)
    #expect(try await fixture.register(a, "t", metadata: self.owned, ruleSet: rules).id == ruled.id)
    #expect(ruled.schema.ruleSet == rules)
  }

  @Test("a version without a contract has its predecessor's, part by part")
  func inheritance() async throws {
    let fixture = try await RegistryFixture()
    let first = try await fixture.register(a, "s", metadata: owned, ruleSet: rules)
    #expect(try await fixture.register(a, "s") == first)
    let second = try await fixture.register(ab, "s", metadata: SchemaMetadata())
    #expect(second.schema.metadata == SchemaMetadata())
    #expect(second.schema.ruleSet == rules)
    let third = try await fixture.register(ab, "s", ruleSet: RuleSet())
    #expect(third.schema.metadata == SchemaMetadata())
    #expect(third.schema.ruleSet == RuleSet())
    #expect(try fixture.versions("s") == [1, 2, 3])
  }

  @Test("an empty text with rules is a new version of the same text")
  func blankText() async throws {
    let fixture = try await RegistryFixture()
    try await fixture.register(a, "s", metadata: owned)
    let second = try await fixture.register("", "s", ruleSet: rules)
    #expect(second.version.rawValue == 2)
    #expect(second.schema == SchemaText(text: a, metadata: owned, ruleSet: rules))
  }

  @Test("settings give contracts and insist on parts of them")
  func settings() async throws {
    let fixture = try await RegistryFixture()
    try await fixture.setConfig(
      SubjectConfig(
        defaultMetadata: SchemaMetadata(tags: ["f": ["D"]], properties: ["owner": "nobody", "team": "t"]),
        overrideMetadata: SchemaMetadata(properties: ["domain": "d"], sensitive: ["team"]),
        defaultRuleSet: RuleSet(domainRules: [Rule(name: "r", type: "X"), Rule(name: "q", type: "X")]),
        overrideRuleSet: RuleSet(domainRules: [Rule(name: "z", type: "X")], enableAt: .client)),
      of: "s")
    let first = try await fixture.register(a, "s", metadata: owned, ruleSet: rules)
    #expect(
      first.schema.metadata
        == SchemaMetadata(
          tags: ["f": ["D"]], properties: ["domain": "d", "owner": "x", "team": "t"], sensitive: ["team"]))
    #expect(first.schema.ruleSet?.domainRules.map(\.name) == ["q", "r", "z"])
    #expect(first.schema.ruleSet?.domainRules.map(\.type) == ["X", "CEL", "X"])
    #expect(first.schema.ruleSet?.enableAt == .client)
    #expect(try await fixture.register(a, "s", metadata: owned, ruleSet: rules) == first)
    #expect(try await fixture.register(a, "s") == first)
    #expect(try fixture.lookUp(a, "s") == first)
    try await fixture.setConfig(SubjectConfig(overrideMetadata: SchemaMetadata(properties: ["domain": "e"])), of: "s")
    #expect(try await fixture.register(a, "s").version.rawValue == 2)
  }

  @Test("importing takes contracts as they are")
  func importing() async throws {
    let fixture = try await RegistryFixture()
    try await fixture.setMode(.import)
    try await fixture.setConfig(SubjectConfig(defaultMetadata: owned))
    #expect(try await fixture.register(a, "s", version: 3, id: 9).schema.metadata == nil)
    let kept = try await fixture.register(
      ab, "s", metadata: SchemaMetadata(properties: ["confluent:version": "1"]), id: 10)
    #expect(kept.schema.metadata?.version == "1")
  }

  @Test("rules that are not as they must be are refused before anything else")
  func invalidRules() async throws {
    let fixture = try await RegistryFixture()
    let bad = RuleSet(domainRules: [Rule(name: "1", type: "CEL")])
    #expect(await refusal { try await fixture.register("{", "s", ruleSet: bad) } == "invalidRuleSet")
    #expect(
      await refusal { try await fixture.setConfig(SubjectConfig(defaultRuleSet: bad)) }
        == "invalidRuleSet")
    #expect(fixture.registry.state.nextPosition == .start)
  }

  @Test(
    "a rule that encrypts gets a name for its key",
    arguments: [
      (
        ["encrypt.kms.key.id": "arn:aws:kms:eu:1/k"],
        [
          "encrypt.kms.key.id": "arn:aws:kms:eu:1/k", "encrypt.kek.name": "aws-kms-eu-1-k",
          "encrypt.kms.type": "aws-kms",
        ]
      ),
      (["encrypt.kms.key.id": "é k_1"], ["encrypt.kms.key.id": "é k_1", "encrypt.kek.name": "--k_1"]),
      (
        ["encrypt.kms.key.id": "arn:k", "encrypt.kek.name": "n", "encrypt.kms.type": "t"],
        ["encrypt.kms.key.id": "arn:k", "encrypt.kek.name": "n", "encrypt.kms.type": "t"]
      ),
      (["k": "v"], ["k": "v"]),
    ] as [(TextMap<ExactText>, TextMap<ExactText>)])
  func keyNames(_ sent: TextMap<ExactText>, _ stored: TextMap<ExactText>) async throws {
    let fixture = try await RegistryFixture()
    func rules(_ parameters: TextMap<ExactText>) -> RuleSet {
      RuleSet(domainRules: [Rule(name: "r", type: "ENCRYPT", parameters: parameters)])
    }
    let first = try await fixture.register(a, "s", ruleSet: rules(sent))
    #expect(first.schema.ruleSet == rules(stored))
    #expect(try await fixture.register(a, "s", ruleSet: rules(sent)) == first)
    let encoding = RuleSet(encodingRules: [Rule(name: "e", type: "ENCRYPT", parameters: sent)])
    #expect(try await fixture.register(a, "s", ruleSet: encoding).schema.ruleSet == encoding)
  }

  @Test("a contract counts for the size of a schema")
  func size() async throws {
    let fixture = try await RegistryFixture(options: RegistryOptions(maximumSchemaBytes: 200))
    let large = SchemaMetadata(properties: ["k": ExactText(String(repeating: "v", count: 200))])
    #expect(await refusal { try await fixture.register(a, "s", metadata: large) } == "schemaTooLarge")
    try await fixture.setConfig(SubjectConfig(defaultMetadata: large), of: "s")
    #expect(await refusal { try await fixture.register(a, "s") } == "schemaTooLarge")
  }

  @Test("schemas are compared with those of their group only")
  func groups() async throws {
    let fixture = try await RegistryFixture()
    try await fixture.setConfig(SubjectConfig(group: "major"), of: "s")
    func major(_ number: ExactText) -> SchemaMetadata { SchemaMetadata(properties: ["major": number]) }
    try await fixture.register(#""int""#, "s", metadata: major("1"))
    try await fixture.register(#""string""#, "s", metadata: major("2"))
    #expect(
      await refusal { try await fixture.register(#""boolean""#, "s", metadata: major("1")) }
        == "incompatible")
    try await fixture.register(#""long""#, "s", metadata: major("1"))
    try await fixture.register(#""boolean""#, "s", metadata: SchemaMetadata())
  }

  @Test("with validated fields, reserved names stay reserved and no field has them")
  func reservedFields() async throws {
    let fixture = try await RegistryFixture()
    func reserving(_ names: ExactText) -> SchemaMetadata {
      SchemaMetadata(properties: ["confluent:reserved": names])
    }
    try await fixture.setConfig(SubjectConfig(level: CompatibilityLevel.none, validatesFields: true), of: "s")
    try await fixture.register(a, "s", metadata: reserving(" x, y ,"))
    do {
      try await fixture.register(RegistryFixture.record("a", "z?"), "s", metadata: reserving("z,y"))
      Issue.record("a schema with a reserved field was registered")
    } catch RegistryError.incompatible(_, let report) {
      #expect(
        report.messages == [
          "The new schema has reserved field x removed from its metadata which is present in the old schema's metadata.",
          "The new schema has field that conflicts with the reserved field z.",
          "{validateFields: 'true', compatibility: 'NONE'}",
        ])
    }
    try await fixture.register(ab, "s", metadata: reserving("x,y"))
  }
}
