import Protobuf
import SchemaCore
import Testing

@Suite("Changes that break somebody though readers read on")
struct ProtobufRulesTests {
  /// Two versions, and the findings between them as `RULE path`.
  struct Case: Sendable, CustomTestStringConvertible {
    let words: String
    let old: String
    let new: String
    let findings: [String]

    var testDescription: String { words }

    init(_ words: String, _ old: String, _ new: String, _ findings: String...) {
      self.words = words
      self.old = old
      self.new = new
      self.findings = findings
    }
  }

  static let cases = [
    Case(
      "paths hold the package and enclosing messages", "package p.q; message M { message N { int32 a = 1; } }",
      "package p.q; message M { message N { int32 b = 1; } }", "FIELD_RENAMED p.q.M.N.b", "JSON_NAME_CHANGED p.q.M.N.b"),
    Case(
      "values of maps", "message M { map<string, int32> a = 1; }", "message M { map<string, int64> a = 1; }",
      "FIELD_TYPE_CHANGED M.a.value", "FIELD_RANGE_CHANGED M.a.value", "JSON_TYPE_CHANGED M.a.value"),
    Case(
      "a reservation that covers more than before", "message M { reserved 5 to 7; reserved \"x\"; }",
      "message M { reserved 1 to 6, 7 to 9; reserved \"x\", \"y\"; }"),
    Case(
      "a reserved name that is used", "message M { reserved \"x\"; }", "message M { int32 x = 1; }",
      "RESERVED_NAME_USED M.x"),
    Case(
      "a reserved number among others", "message M { reserved 2, 5 to 7; }",
      "message M { reserved 2, 5, 7; int32 x = 6; }",
      "RESERVED_NUMBER_USED M.x"),
    Case(
      "a field that goes while its number is reserved and its name is not", "message M { int32 x = 6; }",
      "message M { reserved 6; }", "FIELD_REMOVED M.x", "NAME_NOT_RESERVED M.x"),
    Case(
      "a name that moves to another number", "message M { int32 a = 1; int32 b = 2; }",
      "message M { reserved 2; int32 b = 1; reserved \"a\"; }", "FIELD_RENAMED M.b", "JSON_NAME_CHANGED M.b",
      "FIELD_NUMBER_CHANGED M.b"),
    Case(
      "the numbers and names of values", "enum E { X = 0; Y = 1; Z = 2; }", "enum E { X = 0; reserved 1; }",
      "ENUM_VALUE_REMOVED E.Y", "ENUM_VALUE_REMOVED E.Z", "NAME_NOT_RESERVED E.Y", "NUMBER_NOT_RESERVED E.Z",
      "NAME_NOT_RESERVED E.Z"),
    Case(
      "an old name that stays as alias", "enum E { X = 0; }", "enum E { option allow_alias = true; W = 0; X = 0; }"),
    Case(
      "services", "message M {} service S { rpc F (M) returns (M); } service T {}", "message M {} service S {}",
      "METHOD_REMOVED S.F", "SERVICE_REMOVED T"),
    Case(
      "integers to truth values", "message M { uint32 a = 1; }", "message M { bool a = 1; }",
      "FIELD_TYPE_CHANGED M.a", "FIELD_RANGE_CHANGED M.a", "JSON_TYPE_CHANGED M.a"),
    Case(
      "numbers of fixed width", "message M { fixed32 a = 1; }", "message M { sfixed32 a = 1; }",
      "FIELD_TYPE_CHANGED M.a", "FIELD_RANGE_CHANGED M.a"),
  ]

  @Test("are found with rule and path", arguments: cases)
  func findings(_ row: Case) throws {
    let found = try ProtobufRules.findings(of: proto3(row.new), against: proto3(row.old))
    #expect(found.map(\.name) == row.findings)
  }

  static let proto2Cases = [
    Case(
      "extensions and their ranges", "message M { extensions 100 to 200; } extend M { optional int32 a = 100; }",
      "message M { extensions 100 to 150; }", "EXTENSION_RANGE_REMOVED M", "EXTENSION_REMOVED a"),
    Case(
      "an extension of another type", "message M { extensions 100 to 200; } extend M { optional int32 a = 100; }",
      "message M { extensions 100 to 200; } extend M { optional bool a = 100; }", "FIELD_TYPE_CHANGED a",
      "FIELD_RANGE_CHANGED a", "JSON_TYPE_CHANGED a"),
    Case(
      "groups, which the levels do not look at", "message M { optional group G = 1 { optional int32 a = 1; } }",
      "message M { optional G g = 1; message G { optional int32 a = 1; } }", "FIELD_ENCODING_CHANGED M.g"),
    Case(
      "fields of groups", "message M { optional group G = 1 { optional int32 a = 1; } }",
      "message M { optional group G = 1 { optional int32 b = 1; } }", "FIELD_RENAMED M.G.b", "JSON_NAME_CHANGED M.G.b"),
    Case(
      "a default that says what holds anyway", "message M { optional int32 a = 1; optional string b = 2; }",
      "message M { optional int32 a = 1 [default = 0]; optional string b = 2 [default = \"\"]; }"),
    Case(
      "the first value of an enum", "enum E { A = 1; B = 2; }", "enum E { B = 2; A = 1; }", "ENUM_DEFAULT_CHANGED E"),
  ]

  @Test("are found in proto2 files", arguments: proto2Cases)
  func proto2(_ row: Case) throws {
    let found = try ProtobufRules.findings(
      of: ProtobufFormat().parse(row.new, rules: .strict), against: ProtobufFormat().parse(row.old, rules: .strict))
    #expect(found.map(\.name) == row.findings)
  }

  @Test("an enum that is opened, and presence that editions give and take")
  func editions() throws {
    let old = try ProtobufFormat().parse(
      "edition = \"2023\"; enum E { option features.enum_type = CLOSED; X = 0; } message M { int32 a = 1; E e = 2; }")
    let new = try ProtobufFormat().parse(
      """
      edition = "2023"; enum E { X = 0; }
      message M { int32 a = 1 [features.field_presence = IMPLICIT]; E e = 2; }
      """)
    let found = try ProtobufRules.findings(of: new, against: old)
    #expect(found.map(\.name) == ["FIELD_PRESENCE_CHANGED M.a", "ENUM_OPENNESS_CHANGED E"])
  }

  @Test("moving from proto3 to an edition that means the same changes nothing")
  func migration() throws {
    let old = try proto3("message M { int32 a = 1; optional string b = 2; repeated int32 c = 3; }")
    let new = try ProtobufFormat().parse(
      """
      edition = "2023"; option features.field_presence = IMPLICIT;
      message M { int32 a = 1; string b = 2 [features.field_presence = EXPLICIT]; repeated int32 c = 3; }
      """)
    #expect(try ProtobufRules.findings(of: new, against: old).isEmpty)
  }

  @Test("a type that moves to the package of another file")
  func moved() throws {
    func schema(_ package: String) throws -> ProtobufSchema {
      let reference = ResolvedReference(
        SchemaReference(name: "\(package).proto", subject: package, version: 1),
        text: "syntax = \"proto3\"; package \(package); message A {}")
      return try ProtobufFormat().parse(
        "syntax = \"proto3\"; import \"\(package).proto\"; message M { \(package).A a = 1; }", references: [reference])
    }
    let found = try ProtobufRules.findings(of: schema("q"), against: schema("p"))
    #expect(found.map(\.name) == ["TYPE_MOVED M.a"])
  }

  @Test("stand where the change is in the new text, or where what is gone was enclosed")
  func positions() throws {
    let old = try proto3("\nmessage M {\n  int32 a = 1;\n  int32 b = 2;\n}\nmessage N {}")
    let new = try proto3("\nmessage M {\n  int32 x = 1;\n}")
    let rules: Set<ProtobufRule> = [.fieldRenamed, .fieldRemoved, .typeRemoved]
    let found = try ProtobufRules.findings(of: new, against: old, rules: rules)
    #expect(found.map(\.rule) == [.fieldRenamed, .fieldRemoved, .typeRemoved])
    #expect(found.map(\.position) == [TextPosition(line: 3, column: 9), TextPosition(line: 2, column: 9), nil])
  }

  @Test("are told of by those rules alone that are asked for", arguments: ProtobufRule.allCases)
  func switchedOff(_ rule: ProtobufRule) throws {
    let old = try proto3(
      "message M { int32 a = 1; bytes b = 2; reserved 9; oneof o { int32 c = 3; } } enum E { X = 0; Y = 1; }")
    let new = try proto3("message M { repeated int64 x = 1; string b = 2; int32 y = 9; } enum E { X = 0; }")
    let found = try ProtobufRules.findings(of: new, against: old, rules: [rule])
    #expect(found.allSatisfy { $0.rule == rule })
    let others = try ProtobufRules.findings(
      of: new, against: old, rules: Set(ProtobufRule.allCases).subtracting([rule]))
    #expect(others.allSatisfy { $0.rule != rule })
  }

  @Test("a schema that cannot be linked is an error")
  func unlinkable() throws {
    let broken = try ProtobufFormat().parse("syntax = \"proto3\"; message M { X x = 1; }", rules: .stored)
    #expect(throws: SchemaError.self) { try ProtobufRules.findings(of: broken, against: broken) }
  }

  private func proto3(_ body: String) throws -> ProtobufSchema {
    try ProtobufFormat().parse("syntax = \"proto3\"; \(body)", rules: .new)
  }
}

extension ProtobufFinding {
  fileprivate var name: String { "\(rule.rawValue) \(path)" }
}
