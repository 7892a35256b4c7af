import Registry
import RegistryTesting
import SchemaCore

/// A registry after some hundreds of random changes in several contexts, many of which are refused: registrations with
/// and without references and contracts, deletions of both kinds, settings, modes, imports, and deletions of contexts.
struct RandomHistory {
  let fixture: RegistryFixture
  private var random: SeededGenerator

  /// How many of the changes were accepted.
  private(set) var acceptedCount = 0

  init(seed: UInt64, changes: Int = 200) async throws {
    fixture = try await RegistryFixture()
    random = SeededGenerator(seed: seed)
    for _ in 0..<changes {
      // A refusal is an answer like any other here.
      if await change() == "nothing" { acceptedCount += 1 }
    }
  }

  private mutating func change() async -> String {
    let context = pick(["", "", ":.c:", ":.d:"])
    let subject = context + pick(["s", "t", "leaf"])
    let scope = pick([subject, subject, context])
    let version = Int32.random(in: 1...4, using: &random)
    let isPermanent = Bool.random(using: &random)
    let level = CompatibilityLevel.allCases.randomElement(using: &random) ?? .none
    let mode = pick([RegistryMode.readOnly, .readWrite, .readWrite, .import, nil, nil])
    let schema = randomContract(randomSchema(under: subject))
    let id = Int32.random(in: 1...12, using: &random)
    let action = Int.random(in: 0..<20, using: &random)
    return await refusal { [fixture] in
      switch action {
      case 0..<7:
        try await fixture.register(
          schema.text, subject, references: schema.references, metadata: schema.metadata, ruleSet: schema.ruleSet,
          forced: isPermanent, version: schema.metadata == nil ? nil : -1)
      case 7..<9:
        try await fixture.register(
          schema.text, subject, references: schema.references, version: isPermanent ? version : nil, id: id)
      case 9..<11: try await fixture.delete(version, of: subject, permanently: isPermanent)
      case 11..<14: try await fixture.delete(subject, permanently: isPermanent)
      case 14:
        try await fixture.setConfig(
          SubjectConfig(
            level: level, defaultMetadata: schema.metadata, overrideMetadata: isPermanent ? schema.metadata : nil,
            defaultRuleSet: schema.ruleSet),
          of: scope)
      case 15: try await fixture.setMode(mode, of: scope, force: isPermanent)
      case 16..<19:
        _ = try await fixture.registry.removeMode(of: SubjectName(qualified: scope), recursive: isPermanent)
      default: try await fixture.registry.deleteContext(SubjectName(qualified: context).context)
      }
    }
  }

  private mutating func randomSchema(under subject: String) -> SchemaText {
    let field = "f\(Int.random(in: 0..<6, using: &random))?"
    if subject.hasSuffix("leaf") {
      return SchemaText(text: #"{"type":"fixed","name":"Leaf","size":\#(Int.random(in: 1...4, using: &random))}"#)
    }
    if Bool.random(using: &random) { return SchemaText(text: RegistryFixture.record("a", field)) }
    let reference = SchemaReference(
      name: "Leaf", subject: pick(["leaf", "leaf", ":.c:leaf"]), version: pick([-1, -1, 1, 2]))
    return SchemaText(text: #"{"type":"array","items":"Leaf"}"#, references: [reference])
  }

  /// The schema, now and then with metadata and rules.
  private mutating func randomContract(_ schema: SchemaText) -> SchemaText {
    var schema = schema
    let owner = pick(["x", "y"] as [ExactText])
    let tags = pick([[], ["a"], ["b", "a"]] as [TextSet])
    let metadata = SchemaMetadata(tags: ["**.f1": tags], properties: ["owner": owner], sensitive: ["owner"])
    schema.metadata = pick([nil, nil, nil, SchemaMetadata(), metadata])
    let rule = Rule(name: pick(["r", "q"]), type: "CEL", tags: tags, parameters: ["k": owner])
    schema.ruleSet = pick([nil, nil, nil, RuleSet(), RuleSet(domainRules: [rule], enableAt: .client)])
    return schema
  }

  private mutating func pick<Value>(_ values: [Value]) -> Value {
    values[Int.random(in: values.indices, using: &random)]
  }
}
