import Glibc
import ReferenceCodecs
import SchemaCore
import Testing

@testable import Avro

@Suite("Portability of schemas")
struct SchemaPortabilityTests {
  struct Example: CustomTestStringConvertible, Sendable {
    var rule: PortabilityRule
    var path: String
    var schema: String
    /// A record that libavro does not read; nil if it refuses the schema.
    var record: String?
    var testDescription: String { "\(rule.rawValue) \(schema.prefix(60))" }

    init(_ rule: PortabilityRule, at path: String, _ schema: String, record: String? = nil) {
      self.rule = rule
      self.path = path
      self.schema = schema
      self.record = record
    }
  }

  static let refused: [Example] = [
    Example(.emptyEnum, at: "/", #"{"type":"enum","name":"E","symbols":[]}"#),
    Example(
      .emptyUnion, at: "/fields/0/type", #"{"type":"record","name":"R","fields":[{"name":"a","type":[]}]}"#),
    Example(.errorType, at: "/type", #"{"type":"error","name":"R","fields":[]}"#),
    Example(
      .typeOutsideNamespace, at: "/fields/1/type",
      #"""
      {"type":"record","name":"R","namespace":"a","fields":[
        {"name":"a","type":{"type":"fixed","name":"F","namespace":"","size":1}},{"name":"b","type":"F"}]}
      """#),
    Example(
      .typeNamedLikeKeyword, at: "/fields/1/type/items",
      #"""
      {"type":"record","name":"R","fields":[{"name":"a","type":{"type":"fixed","name":"map","size":1}},
        {"name":"b","type":{"type":"array","items":"map"}}]}
      """#),
    Example(.invalidName, at: "/name", #"{"type":"enum","name":"E-1","symbols":["A"]}"#),
    Example(
      .invalidName, at: "/fields/0/name", #"{"type":"record","name":"R","fields":[{"name":"é","type":"int"}]}"#),
    Example(.nullCharacter, at: "/doc", #"{"type":"record","name":"R","doc":"a\u0000","fields":[]}"#),
    Example(.nullCharacter, at: "/", #"{"type":"record","name":"R","a\u0000":1,"fields":[]}"#),
    Example(.numberTooLarge, at: "/x/0", #"{"type":"record","name":"R","x":[9223372036854775808],"fields":[]}"#),
    Example(
      .numberTooLarge, at: "/fields/0/default",
      #"{"type":"record","name":"R","fields":[{"name":"a","type":"double","default":1e400}]}"#),
  ]

  @Test("libavro refuses the schema, and this is said", arguments: refused)
  func refusedSchema(_ example: Example) throws {
    #expect(throws: LibavroCodec.Failure.self) { try LibavroCodec(schema: example.schema) }
    #expect(
      try findings(example.schema, harmless: false) == ["\(example.rule.rawValue) \(example.path) refused"])
  }

  @Test("a type that a reference defines is unknown to libavro")
  func references() throws {
    let reference = ResolvedReference(
      SchemaReference(name: "a.F", subject: "f", version: 1),
      text: #"{"type":"fixed","name":"F","namespace":"a","size":1}"#)
    let text = #"{"type":"map","values":"a.F"}"#
    let document = try AvroFormat().parse(text, references: [reference])
    #expect(document.portabilityFindings().map(\.rule) == [.typeFromReference])
    #expect(throws: LibavroCodec.Failure.self) { try LibavroCodec(schema: text) }
  }

  static let unreadable: [Example] = [
    Example(.fixedWithoutBytes, at: "/", #"{"type":"fixed","name":"F","size":0}"#, record: ""),
    Example(
      .itemsWithoutFields, at: "/items", #"{"type":"array","items":{"type":"record","name":"R","fields":[]}}"#,
      record: "0200"),
    Example(
      .itemsWithoutFields, at: "/items",
      #"""
      {"type":"array","items":{"type":"record","name":"R","fields":[
        {"name":"a","type":{"type":"record","name":"S","fields":[]}}]}}
      """#, record: "0400"),
  ]

  @Test("libavro cannot read the record, and this is said", arguments: unreadable)
  func unreadableRecord(_ example: Example) throws {
    let record = try #require(example.record.flatMap(Hexadecimal.bytes))
    let codec = try LibavroCodec(schema: example.schema)
    #expect(throws: LibavroCodec.Failure.self) { try codec.decoded(record) }
    let program = try AvroProgram(AvroFormat().parse(example.schema))
    var arena = RecordArena()
    try program.decode(record, into: &arena)
    #expect(try findings(example.schema) == ["\(example.rule.rawValue) \(example.path) refused"])
  }

  @Test("libavro reads arrays of a record without fields that is used by its name")
  func namedItems() throws {
    let schema = #"""
      {"type":"record","name":"R","fields":[{"name":"a","type":{"type":"record","name":"S","fields":[]}},
        {"name":"b","type":{"type":"array","items":"S"}}]}
      """#
    #expect(try findings(schema) == [])
    #expect(try LibavroCodec(schema: schema).reencoded([4, 0]) == [4, 0])
  }

  static let ignored: [(schema: String, findings: [String])] = [
    (#"{"type":"int","logicalType":"date"}"#, ["LOGICAL_TYPE_IGNORED / ignored"]),
    (
      #"{"type":"record","name":"R","aliases":["Q"],"fields":[{"name":"a","type":"int","default":1,"aliases":["b"]}]}"#,
      [
        "ALIAS_IGNORED /aliases ignored", "DEFAULT_IGNORED /fields/0/default ignored",
        "ALIAS_IGNORED /fields/0/aliases ignored",
      ]
    ),
    (#"{"type":"enum","name":"E","symbols":["A"],"default":"A"}"#, ["ENUM_DEFAULT_IGNORED /default ignored"]),
  ]

  @Test("libavro drops what has no effect, and this is said", arguments: ignored)
  func ignoredAttribute(schema: String, findings expected: [String]) throws {
    let known = try LibavroCodec(schema: schema).schemaText()
    for word in ["logicalType", "default", "aliases"] { #expect(!known.contains(word), "\(known)") }
    #expect(try findings(schema) == expected)
    #expect(try AvroFormat().parse(schema).portabilityFindings().allSatisfy(\.isHarmless))
  }

  @Test("branches that differ in their namespaces alone look the same")
  func branches() throws {
    let schema = #"[{"type":"fixed","name":"a.F","size":1},{"type":"fixed","name":"b.F","size":1}]"#
    let codec = try LibavroCodec(schema: schema)
    #expect(try codec.json([0, 0x41]) == codec.json([2, 0x41]))
    #expect(try findings(schema) == ["BRANCHES_OF_ONE_NAME /1 misread"])
  }

  @Test("a record that always holds itself ends the process")
  func endless() async throws {
    let direct = #"{"type":"record","name":"R","fields":[{"name":"r","type":"R"}]}"#
    #expect(try findings(direct, rules: .stored) == ["ENDLESS_RECORD / crash"])
    let around = #"""
      {"type":"record","name":"R","fields":[{"name":"s","type":
        {"type":"record","name":"S","fields":[{"name":"r","type":"R"}]}}]}
      """#
    #expect(try findings(around, rules: .stored).map { $0.suffix(5) } == ["crash", "crash"])
    await #expect(processExitsWith: .signal(SIGSEGV)) {
      // Without the language's own report, which takes long.
      signal(SIGSEGV, SIG_DFL)
      _ = try LibavroCodec(schema: #"{"type":"record","name":"R","fields":[{"name":"r","type":"R"}]}"#).decoded([])
    }
  }

  @Test(
    "recursion with a union, an array or a map in between is portable",
    arguments: [#"["null","R"]"#, #"["R","int"]"#, #"{"type":"array","items":"R"}"#, #"{"type":"map","values":"R"}"#])
  func recursion(type: String) throws {
    let schema = #"{"type":"record","name":"R","fields":[{"name":"r","type":\#(type)}]}"#
    #expect(try findings(schema) == [])
    #expect(throws: Never.self) { try LibavroCodec(schema: schema) }
  }

  @Test("libavro refuses random schemas exactly where this is said", arguments: RandomOpinionTests.seeds)
  func randomSchema(seed: UInt64) throws {
    let text = RandomSchema.text(seed: seed, isOdd: seed.isMultiple(of: 2))
    let findings = try AvroFormat().parse(text).portabilityFindings()
    let isRefused = findings.contains { finding in
      finding.effect == .refused && ![.itemsWithoutFields, .fixedWithoutBytes].contains(finding.rule)
    }
    #expect((try? LibavroCodec(schema: text)) == nil ? isRefused : !isRefused, "\(findings)")
  }

  @Test("each rule says what it does and, unless it is harmless, what to do", arguments: PortabilityRule.allCases)
  func words(rule: PortabilityRule) {
    #expect(!rule.explanation.isEmpty)
    #expect((rule.remedy == nil) == (rule.effect == .ignored))
  }

  private func findings(
    _ schema: String, rules: ParsingRules = .stored, harmless: Bool = true
  ) throws -> [String] {
    try AvroFormat().parse(schema, rules: rules).portabilityFindings()
      .filter { harmless || !$0.isHarmless }
      .map { "\($0.rule.rawValue) \($0.path) \($0.effect)" }
  }
}
