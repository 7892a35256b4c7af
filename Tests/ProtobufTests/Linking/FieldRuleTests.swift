import Testing

@testable import Protobuf

@Suite("Rules of fields")
struct FieldRuleTests {
  static let rows: [LinkRow] = [
    // Numbers
    LinkRow(
      "syntax = \"proto3\"; message M { int32 a = 0; }", "1:42: The number 0 of 'a' is not within 1 to 536870911"),
    LinkRow("syntax = \"proto3\"; message M { int32 a = 536870911; }"),
    LinkRow(
      "syntax = \"proto3\"; message M { int32 a = 536870912; }", "1:42: The number 536870912 of 'a' is not within"),
    LinkRow("syntax = \"proto3\"; message M { int32 a = 18999; int32 b = 20000; }"),
    LinkRow(
      "syntax = \"proto3\"; message M { int32 a = 19000; }", "1:42: The number 19000 of 'a' is one of 19000 to 19999"),
    LinkRow(
      "syntax = \"proto3\"; message M { int32 a = 19999; }", "1:42: The number 19999 of 'a' is one of 19000 to 19999"),
    LinkRow(
      "syntax = \"proto3\"; message M { int32 a = 1; int32 b = 2; int32 c = 1; }",
      "1:68: The number 1 of 'c' is that of 'a' already: 3 is free"),
    // Names
    LinkRow(
      "syntax = \"proto3\"; message M { int32 a = 1; int32 a = 2; }",
      "1:51: The name 'a' is declared in 'M' already, as a field",
      "1:51: The default JSON name 'a' of 'a' is the default one of 'a' too"),
    LinkRow(
      "syntax = \"proto3\"; message M { int32 a = 1; message a {} }",
      "1:53: The name 'a' is declared in 'M' already, as a field"),
    LinkRow(
      "syntax = \"proto3\"; message M { oneof a { int32 a = 1; } }", "1:48: The name 'a' is declared in 'M' already"),
    // Types
    LinkRow("syntax = \"proto3\"; message M { N a = 1; }", "1:32: The name 'N' is not defined"),
    LinkRow("syntax = \"proto3\"; message M { int32 N = 1; N a = 2; }", "1:45: The name 'N' is not defined"),
    LinkRow("syntax = \"proto3\"; service S { rpc A(B) returns (A); } message B {}", "1:50: The name 'A' is a method"),
    LinkRow(
      "syntax = \"proto3\"; service S { rpc A(E) returns (B); } message B {} enum E { X = 0; }",
      "1:38: The name 'E' is an enum, not a message"),
    // Defaults
    LinkRow(
      "message M { optional int32 a = 1 [default = -2147483648]; optional uint32 b = 2 [default = 4294967295]; }"),
    LinkRow("message M { optional E a = 1 [default = B]; } enum E { A = 0; }", "1:41: The enum 'E' has no value 'B'"),
    LinkRow("message M { optional E a = 1 [default = 0]; } enum E { A = 0; }", "1:41: The default of an enum field is"),
    LinkRow("message M { optional M a = 1 [default = 0]; }", "1:41: Fields of a message type have no default"),
    LinkRow("message M { repeated int32 a = 1 [default = 0]; }", "1:35: Repeated fields have no default"),
    LinkRow("syntax = \"proto3\"; message M { int32 a = 1 [default = 0]; }", "1:45: Fields of proto3 have no default"),
    LinkRow("message M { optional int32 a = 1 [default = 1, default = 2]; }", "1:48: 'default' is given twice"),
    // Options
    LinkRow("message M { optional int32 a = 1 [packed = true]; }", "1:35: 'packed' is for repeated fields"),
    LinkRow("message M { repeated string a = 1 [packed = true]; }", "1:36: 'packed' is for repeated fields"),
    LinkRow(
      "message M { repeated string a = 1 [packed = false]; repeated E e = 2 [packed = true]; } enum E { A = 0; }"),
    LinkRow(
      "message M { optional int32 a = 1 [lazy = true]; optional M b = 2 [lazy = true]; }", "1:35: 'lazy' is for fields"),
    LinkRow("message M { optional int32 a = 1 [jstype = JS_NUMBER]; }", "1:35: 'jstype' is for int64"),
    LinkRow("message M { optional fixed64 a = 1 [jstype = JS_NUMBER]; optional int32 b = 2 [jstype = JS_NORMAL]; }"),
    // JSON names
    LinkRow("message M { optional int32 foo_bar = 1; optional int32 fooBar = 2; }"),
    LinkRow(
      "syntax = \"proto3\"; message M { int32 foo_bar = 1; int32 fooBar = 2; }",
      "1:57: The default JSON name 'fooBar' of 'fooBar' is the default one of 'foo_bar' too"),
    LinkRow(
      "syntax = \"proto3\"; message M { int32 a = 1 [json_name = \"b\"]; int32 b = 2; }",
      "1:69: The default JSON name 'b' of 'b' is the given one of 'a' too", isOldEnough: false),
    LinkRow(
      "message M { optional int32 a = 1 [json_name = \"x\"]; optional int32 b = 2 [json_name = \"x\"]; }",
      "1:68: The given JSON name 'x' of 'b' is the given one of 'a' too", isOldEnough: false),
    LinkRow(
      "syntax = \"proto3\"; message M { option deprecated_legacy_json_field_conflicts = true; int32 foo_bar = 1; "
        + "int32 fooBar = 2; }", isOldEnough: false),
    // proto3
    LinkRow(
      "syntax = \"proto3\"; import \"google/protobuf/descriptor.proto\"; message M { google.protobuf.FieldOptions.CType a = 1; }",
      "1:75: The enum 'google.protobuf.FieldOptions.CType' is closed"),
    LinkRow("syntax = \"proto3\"; message M { repeated group G = 1 { } }", "1:47: There are no groups in proto3"),
    // Maps
    LinkRow("syntax = \"proto3\"; message M { map<string, M> a = 1; map<bool, bytes> b = 2; }"),
    LinkRow(
      "syntax = \"proto3\"; message M { map<string, string> my_map = 1; message MyMapEntry {} }",
      "1:72: The name 'MyMapEntry' is declared in 'M' already"),
    LinkRow("message M { map<int32, E> a = 1; } enum E { A = 1; }", "1:24: The first value of 'E' is not 0"),
    LinkRow("syntax = \"proto3\"; message M { map<E, int32> a = 1; } enum E { A = 0; }", "1:36: Keys of maps are"),
    LinkRow(
      "syntax = \"proto3\"; message M { repeated FooEntry foo = 1; message FooEntry { option map_entry = true; "
        + "string key = 1; int32 value = 2; } }", isOldEnough: false),
    LinkRow(
      "syntax = \"proto3\"; message M { message FooEntry { option map_entry = true; string key = 1; int32 value = 2; } }",
      "1:58: 'map_entry' is not set by hand", isOldEnough: false),
    LinkRow(
      "syntax = \"proto3\"; message M { map<int32, int32> foo = 1; repeated FooEntry foos = 2; }",
      "1:77: 'M.FooEntry' is made for a map"),
  ]

  @Test("a field is refused for what is wrong with it, at its place", arguments: rows)
  func refused(row: LinkRow) { row.check() }

  @Test(
    "protoc is of one mind", .enabled(if: Protoc.isInstalled, "protoc is not installed"),
    arguments: rows.filter(\.isOldEnough))
  func protoc(row: LinkRow) async throws { try await row.compareWithProtoc() }
}
