import Registry
import RegistryTesting
import SchemaCore
import Testing

@Suite struct ContentIdentityTests {
  @Test("the GUID is the MD5 of text and references")
  func vectors() {
    #expect(SchemaGUID(of: SchemaText(text: #""string""#)).description == "095d71cf-1255-6b9d-5e33-0ad575b3df5d")
    let reference = SchemaReference(name: "a.B", subject: "sub", version: 1)
    let guid = SchemaGUID(of: SchemaText(text: #""string""#, references: [reference]))
    #expect(guid.description == "4f8d8e11-3efe-0430-4bcc-b1f2d205ebb2")
  }

  /// The registry API's test vectors for the text `"string"`.
  @Test(
    "metadata and rules are part of the identity, also if they are empty",
    arguments: [
      (SchemaMetadata(), nil, "cecc02e2-232b-87f1-1b0c-aa0e70dbb74d"),
      (SchemaMetadata(properties: ["owner": "x"]), nil, "78aed40f-c3de-ffc7-4e70-adae86c555e4"),
      (
        nil,
        RuleSet(domainRules: [Rule(name: "r1", kind: .condition, mode: .write, type: "CEL", expression: "true")]),
        "15c1d113-9a05-216d-7aa5-51ef55a16469"
      ),
    ] as [(SchemaMetadata?, RuleSet?, String)])
  func contracts(_ metadata: SchemaMetadata?, _ ruleSet: RuleSet?, _ guid: String) {
    #expect(
      SchemaGUID(of: SchemaText(text: #""string""#, metadata: metadata, ruleSet: ruleSet)).description == guid)
  }

  @Test("the identity does not depend on the order of maps and sets", arguments: 1...20 as ClosedRange<UInt64>)
  func order(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let names = ["a", "B", "é", "e\u{301}", "\u{FF61}", "\u{1F426}", "z", ""]
    func texts() -> TextSet { TextSet(names.shuffled(using: &random)) }
    func map() -> TextMap<ExactText> {
      TextMap(names.shuffled(using: &random).map { (key: $0, value: ExactText($0 + "!")) })
    }
    func schema() -> SchemaText {
      let metadata = SchemaMetadata(
        tags: TextMap(names.shuffled(using: &random).map { (key: $0, value: texts()) }), properties: map(),
        sensitive: texts())
      let rule = Rule(name: "r", type: "CEL", tags: texts(), parameters: map())
      return SchemaText(text: "{}", metadata: metadata, ruleSet: RuleSet(encodingRules: [rule]))
    }
    let (one, other) = (schema(), schema())
    #expect(one == other)
    #expect(SchemaGUID(of: one) == SchemaGUID(of: other))
    #expect(JSONWriter.text(one.metadata?.json ?? .null) == JSONWriter.text(other.metadata?.json ?? .null))
    #expect(one.metadata?.properties.entries.count == names.count)
  }

  @Test("the identity depends on everything else", arguments: RuleChange.all)
  func differences(_ change: RuleChange) {
    let rule = Rule(name: "r", type: "CEL")
    var other = rule
    change.apply(&other)
    let guids = [rule, other].map { SchemaGUID(of: SchemaText(text: "{}", ruleSet: RuleSet(domainRules: [$0]))) }
    #expect(guids[0] != guids[1])
    #expect(rule != other)
  }

  struct RuleChange: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var apply: @Sendable (inout Rule) -> Void

    static let all = [
      RuleChange(testDescription: "name") { $0.name = "s" }, RuleChange(testDescription: "doc") { $0.doc = "d" },
      RuleChange(testDescription: "kind") { $0.kind = .condition },
      RuleChange(testDescription: "mode") { $0.mode = .read }, RuleChange(testDescription: "type") { $0.type = "X" },
      RuleChange(testDescription: "tags") { $0.tags = ["t"] },
      RuleChange(testDescription: "params") { $0.parameters = ["k": "v"] },
      RuleChange(testDescription: "expr") { $0.expression = "e" },
      RuleChange(testDescription: "onSuccess") { $0.onSuccess = "NONE" },
      RuleChange(testDescription: "onFailure") { $0.onFailure = "DLQ" },
      RuleChange(testDescription: "disabled") { $0.isDisabled = true },
    ]
  }

  @Test("the same text in two formats has one GUID and two IDs")
  func formats() async throws {
    var state = RegistryState()
    for (index, format) in [FormatName.avro, .json].enumerated() {
      let key = VersionKey(SubjectName(name: format.rawValue), SchemaVersion(rawValue: 1))
      let record = SchemaRecord(
        key: key, id: SchemaID(rawValue: Int32(index + 1)), schema: SchemaText(format: format, text: #""string""#))
      state.apply(LogEntry(position: state.nextPosition, timestamp: 0, token: 0, record: .schema(record)))
    }
    let guid = SchemaGUID(of: SchemaText(text: #""string""#))
    #expect(state.ids(of: guid).map(\.id.rawValue) == [1, 2])
  }

  @Test("an ID keeps the first content that a log gives it")
  func conflict() throws {
    var state = RegistryState()
    for (version, text) in [(1, #""string""#), (2, #""int""#)] {
      let key = VersionKey(SubjectName(name: "s"), SchemaVersion(rawValue: Int32(version)))
      let record = SchemaRecord(key: key, id: SchemaID(rawValue: 1), schema: SchemaText(text: text))
      state.apply(LogEntry(position: state.nextPosition, timestamp: 0, token: 0, record: .schema(record)))
    }
    #expect(try state.schema(id: SchemaID(rawValue: 1), for: RegistryState.globalScope).schema.text == #""string""#)
    #expect(try state.versions(of: SubjectName(name: "s")).map(\.rawValue) == [1])
  }
}
