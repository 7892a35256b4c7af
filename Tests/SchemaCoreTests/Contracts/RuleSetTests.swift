import SchemaCore
import Testing

@Suite struct RuleSetTests {
  private static func rule(
    _ name: String? = "r", mode: Rule.Mode = .writeRead, type: String? = "CEL", onSuccess: String? = nil,
    onFailure: String? = nil
  ) -> Rule {
    Rule(name: name, mode: mode, type: type, onSuccess: onSuccess, onFailure: onFailure)
  }

  @Test(
    "rules that are not as they must be are refused in the reference's words",
    arguments: [
      (RuleSet(domainRules: [rule(), rule()]), "Found rule with duplicate name 'r'"),
      (RuleSet(domainRules: [rule()], encodingRules: [rule()]), "Found rule with duplicate name 'r'"),
      (RuleSet(domainRules: [rule(nil)]), "Missing rule name"), (RuleSet(domainRules: [rule("")]), "Empty rule name"),
      (RuleSet(domainRules: [rule(String(repeating: "a", count: 257))]), "Rule name too long"),
      (RuleSet(domainRules: [rule("1a")]), "Illegal initial character in rule name: 1a"),
      (RuleSet(domainRules: [rule("-")]), "Illegal initial character in rule name: -"),
      (RuleSet(domainRules: [rule("é")]), "Illegal initial character in rule name: é"),
      (RuleSet(domainRules: [rule("a b")]), "Illegal character in rule name: a b"),
      (RuleSet(domainRules: [rule(type: nil)]), "Missing rule type"),
      (RuleSet(domainRules: [rule(type: "")]), "Missing rule type"),
      (
        RuleSet(domainRules: [rule(mode: .write, onSuccess: "NONE,ERROR")]),
        "Multiple actions only valid with WRITEREAD and UPDOWN"
      ),
      (
        RuleSet(migrationRules: [rule(mode: .upgrade, onFailure: "DLQ,ERROR")]),
        "Multiple actions only valid with WRITEREAD and UPDOWN"
      ),
      (RuleSet(migrationRules: [rule()]), "Migration rules can only be UPGRADE, DOWNGRADE, UPDOWN"),
      (RuleSet(domainRules: [rule(mode: .upDown)]), "Domain rules can only be WRITE, READ, WRITEREAD"),
      (RuleSet(encodingRules: [rule(mode: .upgrade)]), "Encoding rules can only be WRITE, READ, WRITEREAD"),
    ])
  func refusals(_ rules: RuleSet, _ message: String) {
    #expect(throws: RuleSetError.self) { try rules.validate() }
    do throws(RuleSetError) { try rules.validate() } catch { #expect(error.description == message) }
  }

  @Test(
    "rules that are as they must be",
    arguments: [
      RuleSet(), RuleSet(domainRules: [rule("_a-1"), rule(String(repeating: "a", count: 256))]),
      RuleSet(
        migrationRules: [rule("up", mode: .upDown, onSuccess: "NONE,ERROR")],
        domainRules: [rule("w", mode: .write, onFailure: "DLQ"), rule("b", onFailure: "DLQ,NONE")],
        encodingRules: [rule("e", mode: .read)]),
    ])
  func accepted(_ rules: RuleSet) throws {
    try rules.validate()
  }

  @Test("a rule on top replaces the one of its name in the same list, and stands at the end")
  func merging() {
    let lower = RuleSet(
      migrationRules: [Rule(name: "a", type: "1")],
      domainRules: [Rule(name: "a", type: "1"), Rule(name: "b", type: "1")],
      enableAt: .all)
    let upper = RuleSet(domainRules: [Rule(name: "a", type: "2")])
    let merged = lower.merging(upper)
    #expect(merged.migrationRules.map(\.type) == ["1"])
    #expect(merged.domainRules.map(\.name) == ["b", "a"])
    #expect(merged.domainRules.map(\.type) == ["1", "2"])
    #expect(merged.enableAt == .all)
    #expect(
      lower.merging(RuleSet(enableAt: RuleSet.ExecutionEnvironment.none)).enableAt == RuleSet.ExecutionEnvironment.none)
    #expect(merged.removing(["a"]) == RuleSet(domainRules: [Rule(name: "b", type: "1")], enableAt: .all))
  }

  @Test("the form of the API leaves out what is empty and names what is assumed")
  func json() throws {
    let rules = RuleSet(migrationRules: [Rule(name: "r", mode: .upgrade, type: "JSONATA", expression: "$")])
    #expect(
      JSONWriter.text(rules.json)
        == #"{"migrationRules":[{"name":"r","kind":"TRANSFORM","mode":"UPGRADE","type":"JSONATA","expr":"$","#
        + #""disabled":false}]}"#)
    #expect(try RuleSet(JSONObjectReader(rules.json)) == rules)
    #expect(RuleSet().json == [:])
    let read = try RuleSet(JSONObjectReader(["domainRules": [["params": ["a": 15, "b": true], "name": nil]]]))
    #expect(read.domainRules == [Rule(name: nil, type: nil, parameters: ["a": "15", "b": "true"])])
  }
}
