import SchemaCore
import Testing

@testable import Protobuf

@Suite struct ProtobufLinterTests {
  private static let head = "syntax = \"proto3\";\npackage shop.v1;\n"

  private static func findings(_ text: String, since earlier: String? = nil) throws -> [LintFinding] {
    let before = try earlier.map { try ProtobufFormat().parse($0) }
    return try ProtobufFormat().parse(text, rules: .stored).lintFindings(in: text, since: before)
      .filter { $0.severity != .off }
  }

  private static func message(_ body: String) -> String { head + "// A message.\nmessage M {\n\(body)\n}\n" }

  @Test("a file as it should be has no findings")
  func clean() throws {
    let text =
      Self.message("string order_id = 1;") + "// States.\nenum State { STATE_UNSPECIFIED = 0; STATE_OPEN = 1; }"
    #expect(try Self.findings(text).isEmpty)
  }

  @Test(
    "what is valid in a message and costs somebody time is found",
    arguments: [
      ("string orderId = 1;", "field-name-case"), ("double price = 1;", "money-as-float"),
      ("string created_at = 1;", "timestamp-as-string"), ("int64 created_at = 1;", "timestamp-as-number"),
      ("int32 is_paid = 1;", "flag-as-number"), ("string a = 1; string b = 3;", "field-number-gap"),
      ("string a = 100;", "low-numbers-unused"), ("message N {}", "missing-documentation"),
      ("message n_n {} // n", "type-name-case"),
    ])
  func messages(_ body: String, _ rule: String) throws {
    #expect(try Self.findings(Self.message(body)).map(\.rule.name) == [rule])
  }

  @Test(
    "what is valid in a file and costs somebody time is found",
    arguments: [
      ("syntax = \"proto3\"; // d\nmessage M {}", "missing-namespace"),
      ("syntax = \"proto3\"; package shop; // d\nmessage M {}", "unversioned-package"),
      ("syntax = \"proto3\"; package Shop.v1; // d\nmessage M {}", "namespace-case"),
      ("package shop.v1; // d\nmessage M {}", "missing-syntax"),
      ("syntax = \"proto2\"; package shop.v1; // d\nmessage M {\n required string a = 1; }", "required-field"),
      ("syntax = \"proto2\"; package shop.v1; // d\nmessage M {\n optional group G = 1 {} }", "group-field"),
      ("syntax = \"proto3\"; package shop.v1; // d\nenum E { E_OPEN = 0; }", "zero-value-name"),
      ("syntax = \"proto3\"; package shop.v1; // d\nenum E { UNKNOWN = 0; }", "enum-value-prefix"),
      ("syntax = \"proto3\"; package shop.v1; // d\nenum E { e_unknown = 0; }", "symbol-name-case"),
      ("syntax = \"proto2\"; package shop.v1; // d\nenum E { E_OPEN = 1; }", "enum-without-zero"),
      ("syntax = \"proto3\"; package shop.v1; import public \"x.proto\"; // d\nmessage M {}", "public-import"),
      ("syntax = \"proto3\"; package shop.v1; // d\nservice S {\n // d\n rpc get(M) returns (M); }", "type-name-case"),
    ])
  func files(_ text: String, _ rule: String) throws {
    #expect(try Self.findings(text).map(\.rule.name) == [rule])
  }

  @Test("numbers that are reserved or others' are no gaps")
  func reserved() throws {
    #expect(try Self.findings(Self.message("string a = 1; reserved 2; reserved 3 to 4; string b = 5;")).isEmpty)
  }

  @Test("a deleted field whose number is free is found, if the version before is at hand")
  func deletions() throws {
    let old = Self.message("string a = 1; string b = 2;")
    #expect(try Self.findings(Self.message("string a = 1;"), since: old).map(\.rule.name) == ["deleted-not-reserved"])
    #expect(try Self.findings(Self.message("string a = 1; reserved 2;"), since: old).isEmpty)
  }

  @Test("a new required field is found, if the version before is at hand")
  func requiredFieldAdded() throws {
    let head = "syntax = \"proto2\"; package shop.v1; // d\nmessage M {\n"
    let found = try Self.findings(head + "required string a = 1; }", since: head + "}")
    #expect(found.map(\.rule.name) == ["required-field-added"])
  }

  @Test("a finding has its path and its place")
  func places() throws {
    let finding = try #require(try Self.findings(Self.message("  double price = 1;")).first)
    #expect(finding.path == "shop.v1.M.price")
    #expect(finding.position == TextPosition(line: 5, column: 10))
  }

  @Test("a missing syntax can be added, and the file means what it meant")
  func fix() throws {
    let text = "// d\nmessage M {\n optional string a = 1; }"
    let fixed = TextEdit.applied(try Self.findings(text).flatMap(\.fix), to: text)
    #expect(fixed == "syntax = \"proto2\";\n\n" + text)
    let (old, new) = (try ProtobufFormat().parse(text), try ProtobufFormat().parse(fixed))
    #expect(try new.rendered(as: .normalized) == old.rendered(as: .normalized))
  }

  @Test("every rule has a name of its own, a reason and an example")
  func catalog() {
    #expect(Set(ProtobufLintRules.all.map(\.name)).count == ProtobufLintRules.all.count)
    for rule in ProtobufLintRules.all { #expect(rule.reason.hasSuffix(".") && !rule.example.isEmpty, "\(rule.name)") }
  }
}
