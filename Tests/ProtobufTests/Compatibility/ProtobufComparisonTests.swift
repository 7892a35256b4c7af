import Protobuf
import SchemaCore
import Testing

@Suite("Differences of Protobuf schemas")
struct ProtobufComparisonTests {
  /// Two versions and what differs, in the order in which it is reported.
  struct Case: Sendable, CustomTestStringConvertible {
    let words: String
    let original: String
    let update: String
    let differences: [String]

    var testDescription: String { words }

    init(_ words: String, _ original: String, _ update: String, _ differences: String...) {
      self.words = words
      self.original = original
      self.update = update
      self.differences = differences
    }
  }

  static let cases = [
    Case("nothing changes", "message M { int32 a = 1; }", "message M { int32 a = 1; }"),
    Case("a package is given up", "package p; message M {}", "message M {}", "PACKAGE_CHANGED #/"),
    Case(
      "a nested type is hoisted", "message M { message N {} }", "message M {} message N {}",
      "MESSAGE_REMOVED #/M/N", "MESSAGE_ADDED #/N"),
    Case(
      "enums do not count when messages move", "message A {} message B {}",
      "message A {} enum E { X = 0; } message B {}",
      "ENUM_ADDED #/E"),
    Case(
      "a message before the first moves those after it", "message A {} message B {}",
      "message N {} message A {} message B {}",
      "MESSAGE_MOVED #/A", "MESSAGE_MOVED #/B", "MESSAGE_ADDED #/N"),
    Case(
      "of aliases the last counts", "enum E { option allow_alias = true; X = 0; Y = 0; }",
      "enum E { option allow_alias = true; Y = 0; X = 0; }", "ENUM_CONST_CHANGED #/E/0"),
    Case(
      "values come and go", "enum E { X = 0; Y = 1; }", "enum E { X = 0; Z = -2; }", "ENUM_CONST_ADDED #/E/-2",
      "ENUM_CONST_REMOVED #/E/1"),
    Case(
      "fields are compared by number", "message M { int32 a = 1; string b = 2; }",
      "message M { string b = 1; int32 a = 3; }",
      "FIELD_NAME_CHANGED #/M/1", "FIELD_SCALAR_KIND_CHANGED #/M/1", "FIELD_REMOVED #/M/2", "FIELD_ADDED #/M/3"),
    Case(
      "an enum is a number", "enum E { X = 0; } message M { E e = 1; }", "enum E { X = 0; } message M { uint64 e = 1; }"
    ),
    Case(
      "another enum is no difference", "enum E { X = 0; } enum F { Y = 0; } message M { E e = 1; }",
      "enum E { X = 0; } enum F { Y = 0; } message M { F e = 1; }"),
    Case(
      "keys and values of maps are compared", "message M { map<int32, string> a = 1; map<string, int32> b = 2; }",
      "message M { map<string, string> a = 1; map<string, bytes> b = 2; }", "FIELD_SCALAR_KIND_CHANGED #/M/1",
      "FIELD_SCALAR_KIND_CHANGED #/M/2"),
    Case(
      "a map is no message", "message N {} message M { map<int32, N> a = 1; }", "message N {} message M { N a = 1; }",
      "FIELD_KIND_CHANGED #/M/1"),
    Case(
      "the entries of a descriptor are a map",
      """
      message M { repeated .M.AEntry a = 1; message AEntry { option map_entry = true; string key = 1; int32 value = 2; } }
      """, "message M { map<string, int64> a = 1; }"),
    Case(
      "a map of itself ends",
      """
      message M { repeated .M.AEntry a = 1; message AEntry { option map_entry = true; string key = 1; AEntry value = 2; } }
      """,
      """
      message M { repeated .M.AEntry a = 1; message AEntry { option map_entry = true; string key = 1; AEntry value = 2; } }
      """),
    Case(
      "a written label is compared with a written one",
      "message M { optional int32 a = 1; optional string b = 2; int32 c = 3; optional M d = 4; }",
      "message M { repeated int32 a = 1; repeated string b = 2; repeated int32 c = 3; repeated M d = 4; }",
      "FIELD_NUMERIC_LABEL_CHANGED #/M/1", "FIELD_STRING_OR_BYTES_LABEL_CHANGED #/M/2"),
    Case(
      "the innermost scope counts", "message N {} message M { message N {} N n = 1; }",
      "message N {} message M { N n = 1; }",
      "FIELD_NAMED_TYPE_CHANGED #/M/1", "MESSAGE_REMOVED #/M/N"),
    Case(
      "names that nothing is known of are compared as written", "message M { a.B x = 1; a.B y = 2; }",
      "message M { a.B x = 1; a.C y = 2; }", "FIELD_NAMED_TYPE_CHANGED #/M/2"),
    Case(
      "a whole oneof may go", "message M { oneof o { int32 a = 1; int32 b = 2; } }", "message M {}",
      "ONEOF_REMOVED #/M/o"),
    Case(
      "a member may not go alone", "message M { oneof o { int32 a = 1; int32 b = 2; } }",
      "message M { oneof o { int32 a = 1; } }", "ONEOF_FIELD_REMOVED #/M/o/2"),
    Case(
      "a member may not go with its oneof while another stays", "message M { oneof o { int32 a = 1; int32 b = 2; } }",
      "message M { int32 a = 1; }", "ONEOF_REMOVED #/M/o", "ONEOF_FIELD_MOVED_TO_TOP_LEVEL #/M/1",
      "ONEOF_FIELD_REMOVED #/M/o/2"),
    Case(
      "fields of two oneofs do not come together", "message M { oneof o { int32 a = 1; } oneof p { int32 b = 2; } }",
      "message M { oneof q { int32 a = 1; int32 b = 2; } }", "FIELD_MOVED_TO_EXISTING_ONEOF #/M/q",
      "ONEOF_REMOVED #/M/o", "ONEOF_REMOVED #/M/p", "ONEOF_ADDED #/M/q"),
    Case(
      "a oneof can be split", "message M { oneof o { int32 a = 1; int32 b = 2; } }",
      "message M { oneof o { int32 a = 1; } oneof p { int32 b = 2; } }", "ONEOF_ADDED #/M/p"),
    Case(
      "options, services and reservations are not compared",
      "option java_package = \"a\"; message M { reserved 2; int32 a = 1 [json_name = \"x\"]; } service S { rpc F (M) returns (M); }",
      "message M { int32 a = 1; int32 b = 2; }", "FIELD_ADDED #/M/2"),
  ]

  @Test("are found, with their paths, in the order of the walk", arguments: cases)
  func differences(_ row: Case) throws {
    let original = try Self.schema(row.original)
    let update = try Self.schema(row.update)
    #expect(update.differences(from: original).map(\.name) == row.differences)
  }

  @Test("proto2 requires fields in both directions")
  func required() throws {
    let original = try ProtobufFormat().parse("message M { required int32 a = 1; }")
    let update = try ProtobufFormat().parse("message M { required int32 b = 2; }")
    let names = update.differences(from: original).map(\.name)
    #expect(names == ["REQUIRED_FIELD_REMOVED #/M/1", "REQUIRED_FIELD_ADDED #/M/2"])
  }

  @Test("groups are not compared")
  func groups() throws {
    let original = try ProtobufFormat().parse("message M { optional group G = 1 { optional int32 a = 2; } }")
    let update = try ProtobufFormat().parse("message M { repeated group H = 1 { optional string a = 2; } }")
    #expect(update.differences(from: original).isEmpty)
  }

  @Test("each kind is compatible or has words for clients", arguments: ProtobufDifference.Kind.allCases)
  func wording(_ kind: ProtobufDifference.Kind) {
    let incompatible: Set<ProtobufDifference.Kind> = [
      .packageChanged, .messageRemoved, .fieldKindChanged, .fieldScalarKindChanged, .fieldNamedTypeChanged,
      .fieldNumericLabelChanged, .requiredFieldAdded, .requiredFieldRemoved, .oneofFieldRemoved,
      .multipleFieldsMovedToOneof, .fieldMovedToExistingOneof, .comparisonLimit,
    ]
    #expect(kind.isCompatible != incompatible.contains(kind))
  }

  static func schema(_ body: String) throws -> ProtobufSchema {
    try ProtobufFormat().parse("syntax = \"proto3\"; \(body)", rules: .stored)
  }
}
