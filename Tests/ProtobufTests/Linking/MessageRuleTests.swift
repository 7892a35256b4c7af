import Testing

@testable import Protobuf

@Suite("Rules of messages, enums and extensions")
struct MessageRuleTests {
  static let rows: [LinkRow] = [
    // Reserved and extension ranges
    LinkRow(
      "message M { reserved 2, 4 to 6; optional int32 a = 4; }", "1:52: The number 4 of 'a' is reserved: 1 is free"),
    LinkRow("message M { reserved \"a\", \"b\"; optional int32 a = 1; }", "1:47: The name 'a' is reserved"),
    LinkRow("message M { reserved \"a\", \"a\"; }", "1:27: The name 'a' is reserved twice"),
    LinkRow("message M { reserved 1 to 5; reserved 5; }", "1:39: 'reserved 5' overlaps with 'reserved 1 to 5'"),
    LinkRow(
      "message M { reserved 1 to 5; extensions 4 to 9; }", "1:41: 'extensions 4 to 9' overlaps with 'reserved 1 to 5'"),
    LinkRow("message M { reserved 6; reserved 1 to 5; extensions 7 to max; }"),
    LinkRow(
      "message M { extensions 100 to 199; optional int32 a = 150; }",
      "1:55: The number 150 of 'a' is one for extensions"),
    LinkRow("message M { reserved 0; }", "1:22: 'reserved 0' is not within 1"),
    LinkRow("message M { extensions 0; }", "1:24: 'extensions 0' is not within 1 to 536870911"),
    LinkRow("message M { extensions 1 to 536870911; }"),
    LinkRow(
      "message M { extensions 1 to 536870912; }", "1:24: 'extensions 1 to 536870912' is not within 1 to 536870911"),
    LinkRow("message M { option message_set_wire_format = true; extensions 4 to max; }"),
    LinkRow(
      "message M { option message_set_wire_format = true; extensions 4 to max; optional int32 a = 1; }",
      "1:88: Message sets have no fields"),
    LinkRow(
      "syntax = \"proto3\"; message M { extensions 4 to max; }", "1:32: Messages of proto3 have no extension ranges"),
    // Names
    LinkRow("message M {} enum M { A = 0; }", "1:19: 'M' is already defined on line 1"),
    LinkRow("package a.b; message M {} service M {}", "1:35: The name 'M' is declared in 'a.b' already, as a message"),
    LinkRow(
      "syntax = \"proto3\"; service S { rpc A(M) returns (M); rpc A(M) returns (M); } message M {}",
      "1:58: The name 'A' is declared in 'S' already, as a method"),
    // Enums
    LinkRow("syntax = \"proto3\"; enum E { A = 1; }", "1:33: The first value of 'E' is not 0"),
    LinkRow("enum E { A = 1; }"),
    LinkRow("enum E { A = 0; B = 0; }", "1:21: 'B' has the number of 'A'"),
    LinkRow("enum E { option allow_alias = true; A = 0; B = 0; }"),
    LinkRow("enum E { option allow_alias = true; A = 0; }", "1:17: 'E' allows aliases and has none"),
    LinkRow("enum E { option allow_alias = false; A = 0; }", "1:17: 'allow_alias = false' says nothing"),
    LinkRow(
      "enum E { A = 0; } enum F { A = 0; }",
      "1:28: The name 'A' is declared already, as an enum value: values of an enum"),
    LinkRow("enum E { reserved 1, 3 to max; A = 4; }", "1:36: The number 4 of 'A' is reserved"),
    LinkRow("enum E { reserved \"A\"; A = 4; }", "1:24: The name 'A' is reserved"),
    LinkRow("enum E { reserved -5 to -1, -1; A = 4; }", "1:29: 'reserved -1' overlaps with 'reserved -5 to -1'"),
    LinkRow(
      "syntax = \"proto3\"; enum MyEnum { MY_ENUM_FOO = 0; FOO = 1; }", "1:51: 'FOO' is 'MY_ENUM_FOO' but for case"),
    LinkRow(
      "syntax = \"proto3\"; enum MyEnum { FOO_BAR = 0; foo__bar = 1; }", "1:47: 'foo__bar' is 'FOO_BAR' but for case"),
    LinkRow("enum MyEnum { MY_ENUM_FOO = 0; FOO = 1; }"),
    // Extensions
    LinkRow("message M { extensions 5; } extend M { optional int32 a = 5; }"),
    LinkRow(
      "message M { extensions 5; } extend M { optional int32 a = 6; }",
      "1:59: 'M' has no extension range with the number 6"),
    LinkRow(
      "message M { extensions 5; } extend M { optional int32 a = 5; optional int32 b = 5; }",
      "1:81: The number 5 of 'M' is that of the extension 'a' already"),
    LinkRow("message M { extensions 5; } extend M { required int32 a = 5; }", "1:55: Extensions cannot be required"),
    LinkRow(
      "message M { extensions 5; } extend M { optional int32 a = 5 [json_name = \"x\"]; }",
      "1:62: Extensions have no json_name"),
    LinkRow("enum E { A = 0; } extend E { optional int32 a = 5; }", "1:26: The name 'E' is an enum, not a message"),
    LinkRow("extend N { optional int32 a = 5; }", "1:8: The name 'N' is not defined"),
    LinkRow(
      "message S { option message_set_wire_format = true; extensions 4 to max; } extend S { optional int32 a = 4; }",
      "1:101: Extensions of a message set are optional messages"),
    LinkRow(
      "syntax = \"proto3\"; import \"google/protobuf/any.proto\"; import \"google/protobuf/descriptor.proto\"; "
        + "extend google.protobuf.FieldOptions { optional google.protobuf.Any a = 5000; }"),
    LinkRow(
      "message M { extensions 5 [declaration = { number: 5 full_name: \".a\" type: \"int32\" }]; } extend M { optional int32 b = 5; }",
      "1:115: 'M' declares the extension 5 as '.a'", isOldEnough: false),
    LinkRow(
      "message M { extensions 5 [declaration = { number: 5 full_name: \".a\" type: \"int32\" }]; } extend M { repeated int64 a = 5; }",
      "1:115: 'M' declares the extension 5 of type 'int32', not 'int64'",
      "1:115: 'M' declares the extension 5 optional", isOldEnough: false),
    LinkRow(
      "message M { extensions 5 to 6 [verification = DECLARATION]; } extend M { optional int32 a = 5; }",
      "1:89: 'M' does not declare an extension with the number 5", isOldEnough: false),
    // Files
    LinkRow("import \"nowhere.proto\";", "1:1: There is no file 'nowhere.proto'"),
    LinkRow(
      "import \"google/protobuf/any.proto\"; import \"google/protobuf/any.proto\";",
      "1:37: The file 'google/protobuf/any.proto' is imported twice"),
    LinkRow(
      "message M { optional google.protobuf.Any a = 1; }",
      "1:22: The name 'google.protobuf.Any' is defined in 'google/protobuf/any.proto', which is not"),
    LinkRow("message a {} message b { optional a.c d = 1; }", "1:35: The name 'a.c' is not defined"),
  ]

  @Test("a declaration is refused for what is wrong with it, at its place", arguments: rows)
  func refused(row: LinkRow) { row.check() }

  @Test(
    "protoc is of one mind", .enabled(if: Protoc.isInstalled, "protoc is not installed"),
    arguments: rows.filter(\.isOldEnough))
  func protoc(row: LinkRow) async throws { try await row.compareWithProtoc() }
}
