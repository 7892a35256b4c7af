import Testing

@testable import Protobuf

@Suite("Normalized form")
struct NormalizedFormTests {
  private static let options = """
    syntax = "proto2"; package o; import "google/protobuf/descriptor.proto";
    message Inner { optional int32 i = 1; repeated string r = 2; optional Inner deep = 3; map<string, int32> m = 4; extensions 100 to 200; }
    extend Inner { repeated int32 more = 100; optional int32 once = 101; }
    extend google.protobuf.FieldOptions { optional Inner one = 50001; repeated Inner many = 50002; optional int32 number = 50003; }
    """

  /// The options of a field, which is in a file of the same package so that their types resolve.
  private func options(_ text: String, package: String = "o") throws -> String {
    let text = try TextSamples.normalized(
      "syntax = \"proto3\"; package \(package); import \"o.proto\"; message M { int32 a = 1 [\(text)]; }",
      references: ["o.proto": Self.options])
    let lines = text.split(separator: "\n").drop { !$0.hasPrefix("  int32") }.dropLast()
    return lines.map { String($0.drop { $0 == " " }) }.joined(separator: " ")
  }

  @Test(
    "options of one extension are merged",
    arguments: [
      ("(one).i = 1, (one).i = 2", "[(o.one) = { i: 2 }]"),
      ("(one).r = \"a\", (.o.one).r = \"b\"", "[(o.one) = { r: [ \"a\", \"b\" ] }]"),
      ("(one).r = \"a\", (one) = { r: [\"b\", \"c\"] i: 1 }", "[(o.one) = { i: 1, r: [ \"a\", \"b\", \"c\" ] }]"),
      ("(one).deep.i = 1, (one).deep.deep.i = 2", "[(o.one) = { deep: { deep: { i: 2 }, i: 1 } }]"),
      ("(one).m = { key: \"a\" }, (one).m = { key: \"b\" }", "[(o.one) = { m: [ { key: \"a\" }, { key: \"b\" } ] }]"),
      ("(one).(more) = 1, (one).(o.once) = 2, (one).(more) = 3", "[(o.one) = { [o.more]: [ 1, 3 ], [o.once]: 2 }]"),
      ("(one) = { [o.more]: 1 [more]: 2 }", "[(o.one) = { [o.more]: [ 1, 2 ] }]"),
      ("(many).i = 2, (many).i = 1", "[ (o.many) = { i: 2 }, (o.many) = { i: 1 } ]"),
      ("(number) = 1, (number) = 0x10", "[(o.number) = 16]"),
      ("(x).b = 2, (x).a = 1, (.x).c = 3", "[ (.x).c = 3, (x).b = 2, (x).a = 1 ]"),
    ])
  func merging(text: String, expected: String) throws {
    #expect(try options(text) == "int32 a = 1 \(expected);")
  }

  @Test("where a message's type does not resolve from the option's place, the last value of a field counts")
  func unresolved() throws {
    #expect(
      try options("(o.one).r = \"a\", (o.one).r = \"b\", (o.one).i = 1", package: "q")
        == "int32 a = 1 [(o.one) = { i: 1, r: \"b\" }];")
  }

  @Test(
    "values have one form",
    arguments: [
      ("(one) = { r: [\"a\"] }", "[(o.one) = { r: \"a\" }]"), ("(one) = { r: [] i: 1 }", "[(o.one) = { i: 1 }]"),
      ("(x) = [\"a\"]", "[(x) = [\"a\"]]"), ("(number) = 1.50", "[(o.number) = 1.5]"),
      ("(number) = .50", "[(o.number) = .50]"), ("(number) = -inf", "[(o.number) = -inf]"),
      (
        "json_name = \"z\", deprecated = true, (number) = 1", "[ deprecated = true, json_name = \"z\", (o.number) = 1 ]"
      ),
    ])
  func values(text: String, expected: String) throws {
    #expect(try options(text) == "int32 a = 1 \(expected);")
  }

  @Test("members are sorted by number, statements divided, groups sorted within and empty oneofs dropped")
  func order() throws {
    let text = """
      syntax = "proto2"; package p;
      message M {
        reserved "z", "a"; reserved 30 to 40, 20; extensions 300 to 400, 200 [deprecated = true];
        oneof late { M m = 9; group G = 4 { optional int32 y = 2; optional int32 x = 1; } } oneof none { option (q) = 1; }
        oneof early { int32 e = 3; }
        optional int32 c = 7; optional int32 b = 1 [default = 0x10];
      }
      enum E { B = 1; A = 1; N = -1; Z = 0; }
      """
    let expected = """
      package p;

      message M {
        reserved 20;
        reserved 30 to 40;
        reserved "a";
        reserved "z";

        optional int32 b = 1 [default = 16];
        optional int32 c = 7;

        oneof early {
          int32 e = 3;
        }
        oneof late {
          .p.M m = 9;
      ..
          group G = 4 {
            optional int32 x = 1;
            optional int32 y = 2;
          }
        }

        extensions 200 [deprecated = true];
        extensions 300 to 400 [deprecated = true];
      }
      enum E {
        N = -1;
        Z = 0;
        A = 1;
        B = 1;
      }

      """
      .replacing("\n..\n", with: "\n  \n")
    #expect(try TextSamples.normalized(text) == expected)
    #expect(try TextSamples.normalized(expected) == expected)
  }

  @Test(
    "a name that nothing declares is refused, but not as a map's value or an option",
    arguments: [
      ("message M { X x = 1; }", true), ("message M {} service S { rpc F (M) returns (Y); }", true),
      ("extend Z { int32 i = 1; }", true), ("message M { oneof o { .M.N n = 1; } }", true),
      ("message M { map<string, X> m = 1; }", false), ("message M { option (X) = 1; }", false),
      ("message M { google.protobuf.Any a = 1; google.type.Date d = 2; }", false),
    ])
  func unknownNames(text: String, isRefused: Bool) throws {
    let form = try TextSamples.form(of: TextSamples.parse("syntax = \"proto3\"; " + text))
    if isRefused {
      #expect(throws: UnresolvedName.self) { try form.text() }
    } else {
      #expect(throws: Never.self) { try form.text() }
    }
  }

  @Test(
    "names that would make the text many times longer are refused",
    arguments: [
      "package " + String(repeating: "p", count: 513) + ";", "message " + String(repeating: "M", count: 513) + " {}",
      String(repeating: "message MMMMMMMMMMMMMMMMMMMMMMM { ", count: 22) + String(repeating: "}", count: 22),
      "message M { optional group " + String(repeating: "G", count: 511) + " = 1 {} }",
    ])
  func longNames(text: String) {
    #expect(ProtoParser.parse(text).problems.map(\.kind) == [.limit])
  }

  @Test("a reference stands in for a built-in file of its name")
  func replacedBuiltIn() throws {
    let reference = "syntax = \"proto3\"; package google.type; message Other {}"
    func form(_ type: String) throws -> NormalizedForm {
      let file = try TextSamples.parse("syntax = \"proto3\"; message M { google.type.\(type) d = 1; }")
      return try TextSamples.form(of: file, references: ["google/type/date.proto": reference])
    }
    #expect(try form("Other").text().contains(".google.type.Other d"))
    #expect(throws: UnresolvedName.self) { try form("Date").text() }
  }
}
