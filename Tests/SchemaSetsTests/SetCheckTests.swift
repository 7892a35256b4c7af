import RegistryTesting
import SchemaCore
import SchemaReports
import SchemaSets
import Testing

@Suite struct SetCheckTests {
  private static let yaml = "level: FULL\nschemas: [{path: \"{subject}.avsc\"}]"

  private static func verdicts(
    _ new: [String: String], after old: [String: String], yaml: String = yaml
  ) async throws -> [String: SetVerdict] {
    let set = try Sets.set(yaml, new)
    let baseline = SetBaseline(
      try SchemaSet(
        SetConfiguration(yaml, file: "martlet.yaml"), in: MemoryTree(name: "git:main", files: old),
        formats: Sets.formats, isStrict: false))
    let verdicts = try await SetCheck(set, against: baseline).verdicts()
    return Dictionary(uniqueKeysWithValues: verdicts.map { ($0.member.path, $0) })
  }

  @Test("each schema of a folder gets the verdict that registering it would get")
  func words() async throws {
    let verdicts = try await Self.verdicts(
      [
        "same.avsc": "\"int\"", "spaced.avsc": " \"int\"\r\n", "new.avsc": "\"int\"", "worse.avsc": "\"int\"",
        "bad.avsc": "{",
      ],
      after: ["same.avsc": "\"int\"", "spaced.avsc": "\"int\"", "worse.avsc": "\"string\"", "bad.avsc": "\"int\""])
    #expect(
      verdicts.mapValues(\.word) == [
        "same.avsc": "unchanged", "spaced.avsc": "unchanged", "new.avsc": "new", "worse.avsc": "incompatible",
        "bad.avsc": "refused",
      ])
    #expect(verdicts["bad.avsc"]?.findings(in: "bad.avsc").map(\.rule) == ["INVALID_SCHEMA"])
  }

  @Test("what a changed schema uses, and is as it was, is told once")
  func unchangedUse() async throws {
    let yaml = "schemas: [{path: money.avsc}, {path: order.avsc, references: [{name: Money, file: money.avsc}]}]"
    let money = Sets.record("Money", [("units", "long")])
    let old = try Sets.set(yaml, ["money.avsc": money, "order.avsc": Sets.record("Order", [("m", "Money")])])
    let new = try Sets.set(
      yaml, ["money.avsc": money, "order.avsc": Sets.record("Order", [("m", "Money"), ("id", "long")])])
    let verdicts = try await SetCheck(new, against: SetBaseline(old)).verdicts()
    #expect(verdicts.map { "\($0.member.path) \($0.word)" } == ["money.avsc unchanged", "order.avsc incompatible"])
  }

  @Test("a finding tells the place, both texts, who breaks, the level and where it was set")
  func finding() async throws {
    let verdicts = try await Self.verdicts(
      [
        "s.avsc":
          "{\"type\": \"record\", \"name\": \"R\", \"fields\": [\n  {\"name\": \"b\", \"type\": \"string\"},\n  {\"name\": \"a\", \"type\": \"long\"}]}"
      ],
      after: ["s.avsc": Sets.record("R", [("a", "int")])])
    let findings = try #require(verdicts["s.avsc"]).findings(in: "s.avsc")
    #expect(Set(findings.map(\.rule)) == ["READER_FIELD_MISSING_DEFAULT_VALUE", "TYPE_MISMATCH"])
    let missing = try #require(findings.first { $0.rule == "READER_FIELD_MISSING_DEFAULT_VALUE" })
    #expect(missing.place == "s.avsc:2:3")
    #expect(missing.newText == #"{"name":"b","type":"string"}"#)
    #expect(missing.comparison?.direction == .backward)
    #expect(missing.comparison?.level == .full && missing.comparison?.levelOrigin == "martlet.yaml:1")
    let mismatch = try #require(findings.first { $0.rule == "TYPE_MISMATCH" })
    #expect(mismatch.place == "s.avsc:3:25", "the field has another place in the new schema")
    #expect(mismatch.comparison?.direction == .forward)
    #expect(mismatch.oldText?.contains("int") == true && mismatch.newText?.contains("long") == true)
  }

  @Test("the order in which sides can be upgraded is the one that does not break")
  func upgradeOrder() async throws {
    let backward = "level: BACKWARD\nschemas: [{path: \"{subject}.avsc\"}]"
    let verdicts = try await Self.verdicts(
      ["s.avsc": Sets.record("R", [("a", "int"), ("b", "int")])], after: ["s.avsc": Sets.record("R", [("a", "int")])],
      yaml: backward)
    let finding = try #require(verdicts["s.avsc"]?.findings(in: "s.avsc").first)
    #expect(finding.comparison?.upgradeOrder == .producersFirst)
  }

  @Test("what uses a changed schema is compared, too")
  func dependents() async throws {
    let yaml = """
      level: FULL
      schemas:
        - {path: money.avsc}
        - {path: order.avsc, references: [{name: Money, subject: money}]}
        - {path: other.avsc}
      """
    let order = Sets.record("Order", [("price", "Money")])
    let verdicts = try await Self.verdicts(
      ["money.avsc": Sets.record("Money", [("units", "long")]), "order.avsc": order, "other.avsc": "\"int\""],
      after: ["money.avsc": Sets.record("Money", [("units", "string")]), "order.avsc": order, "other.avsc": "\"int\""],
      yaml: yaml)
    #expect(
      verdicts.mapValues(\.word) == [
        "money.avsc": "incompatible", "order.avsc": "incompatible", "other.avsc": "unchanged",
      ])
  }

  @Test("versions of one folder are compared with each other, and an old one that comes back with the latest")
  func histories() async throws {
    let yaml = "level: BACKWARD_TRANSITIVE\nschemas: [{path: \"{subject}/{version}.avsc\"}]"
    let own = try Sets.set(yaml, ["s/1.avsc": "\"int\"", "s/2.avsc": "\"long\"", "s/3.avsc": "\"string\""])
    let verdicts = try await SetCheck(own, against: RecordedBaseline.empty).verdicts()
    #expect(verdicts.map(\.word) == ["new", "compatible", "incompatible"])
  }

  @Test("a reference to what is nowhere is a finding")
  func unknownReference() async throws {
    let yaml = "schemas: [{path: a.avsc, references: [{name: B, subject: nowhere}]}]"
    let verdicts = try await Self.verdicts(["a.avsc": "\"B\""], after: [:], yaml: yaml)
    #expect(verdicts["a.avsc"]?.findings(in: "a.avsc").map(\.rule) == ["REFERENCE_NOT_FOUND"])
  }
}
