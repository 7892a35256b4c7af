import Avro
import RecordCodec
import RegistryClient
import RegistryTesting
import SchemaCore
import Testing

@Suite("Schemas with rules")
struct RulesPolicyTests {
  private static func rule(_ name: String, _ mode: Rule.Mode, isDisabled: Bool = false) -> Rule {
    Rule(name: name, mode: mode, type: "CEL", isDisabled: isDisabled)
  }

  private static func lookup(_ rules: RuleSet) -> FixedSchemaLookup {
    FixedSchemaLookup(.fixed(#""string""#, subject: "t-value", rules: rules))
  }

  /// The names in the refusal of writing and of reading; nil where there is none.
  private static func refusals(
    _ rules: RuleSet, _ policy: RulesPolicy = .refuse
  ) async throws -> (writing: [String]?, reading: [String]?) {
    let lookup = lookup(rules)
    func names(_ work: () async throws -> Void) async throws -> [String]? {
      do {
        try await work()
        return nil
      } catch RecordCodecError.rules(let names, _) {
        return names
      }
    }
    let encoder = RecordEncoder(
      AvroValuePayload(), topic: "t", lookup: lookup, settings: EncodingSettings(rules: policy))
    let decoder = RecordDecoder(AvroPayload<String>(), lookup: lookup, settings: DecodingSettings(rules: policy))
    return (
      try await names { _ = try await encoder.encode(.string("a")) },
      try await names { _ = try await decoder.decode([0, 0, 0, 0, 7, 2, 0x61]) }
    )
  }

  @Test(
    "are refused where a rule would have to be executed, by name",
    arguments: [
      (Rule.Mode.write, ["r"] as [String]?, nil as [String]?), (.read, nil, ["r"]), (.writeRead, ["r"], ["r"]),
    ])
  func domain(_ mode: Rule.Mode, _ writing: [String]?, _ reading: [String]?) async throws {
    for rules in [RuleSet(domainRules: [Self.rule("r", mode)]), RuleSet(encodingRules: [Self.rule("r", mode)])] {
      let refusals = try await Self.refusals(rules)
      #expect(refusals.writing == writing)
      #expect(refusals.reading == reading)
    }
  }

  @Test("migrations count for reading", arguments: [Rule.Mode.upgrade, .downgrade, .upDown])
  func migrations(_ mode: Rule.Mode) async throws {
    let refusals = try await Self.refusals(RuleSet(migrationRules: [Self.rule("m", mode)]))
    #expect(refusals.writing == nil)
    #expect(refusals.reading == ["m"])
  }

  @Test("all names are told, without those that are switched off")
  func names() async throws {
    let rules = RuleSet(
      migrationRules: [Self.rule("m", .upDown)],
      domainRules: [Self.rule("a", .writeRead), Self.rule("off", .writeRead, isDisabled: true)],
      encodingRules: [Self.rule("z", .read)])
    #expect(try await Self.refusals(rules).reading == ["m", "a", "z"])
    let error = RecordCodecError.rules(["a", "z"], .registered(.id(SchemaID(rawValue: 7))))
    #expect(error.description.contains("schema ID 7 has rules that are not executed here: a, z"))
  }

  @Test(
    "are passed where rules are executed elsewhere", arguments: [RuleSet.ExecutionEnvironment.none, .gateway, .server])
  func elsewhere(_ environment: RuleSet.ExecutionEnvironment) async throws {
    let rules = RuleSet(domainRules: [Self.rule("r", .writeRead)], enableAt: environment)
    let refusals = try await Self.refusals(rules)
    #expect(refusals.writing == nil && refusals.reading == nil)
  }

  @Test("are passed by a policy that says so")
  func ignored() async throws {
    let refusals = try await Self.refusals(RuleSet(domainRules: [Self.rule("r", .writeRead)]), .ignore)
    #expect(refusals.writing == nil && refusals.reading == nil)
  }
}
