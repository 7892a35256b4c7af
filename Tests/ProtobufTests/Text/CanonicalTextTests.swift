import Testing

@testable import Protobuf

@Suite("Canonical text")
struct CanonicalTextTests {
  @Test("sections come in one order, each after an empty line that carries the indentation of its body")
  func sections() throws {
    let text = """
      syntax = 'proto2'; package p; option java_package = "j"; import public "b"; import weak "w"; import "a";
      service S { rpc F (stream A) returns (.p.A) { option deprecated = true; } option deprecated = true; rpc G (A) returns (A); }
      extend A { optional int32 e = 100; }
      enum E { Z = 0; reserved -1 to max, 5 to 5; option allow_alias = true; Y = 0x10 [deprecated = true]; }
      message A {
        enum I { ONE = 1; }
        message B { message C {} oneof o { group H = 4 [deprecated = true] { optional bool x = 010; } option (w) = 1; } optional int32 i = 1; }
        extensions 100 to 199, 500 to 536870911; extend A { optional B y = 101; }
        map<string, B> m = 6; reserved "r", "s"; option deprecated = true;
      }
      """
    let expected = """
      syntax = "proto2";
      package p;

      import "a";
      \("import") public "b";

      option java_package = "j";

      message A {
        reserved "r", "s";

        option deprecated = true;

        map<string, B> m = 6;

        extensions 100 to 199, 500 to max;

        extend A {
          optional B y = 101;
        }

        message B {
          optional int32 i = 1;
      ..
          oneof o {
            option (w) = 1;
      ....
            group H = 4 {
              optional bool x = 8;
            }
          }
      ..
          message C {}
        }
        enum I {
          ONE = 1;
        }
      }
      enum E {
        reserved -1 to max, 5 to 5;
        option allow_alias = true;
        Z = 0;
        Y = 16 [deprecated = true];
      }

      extend A {
        optional int32 e = 100;
      }

      service S {
        option deprecated = true;

        rpc F (stream A) returns (.p.A) {
          option deprecated = true;
        };
        rpc G (A) returns (A);
      }

      """
      .replacingDots()
    #expect(try TextSamples.canonical(text) == expected)
    #expect(try TextSamples.canonical(expected) == expected)
  }

  @Test("a file of nothing is nothing, and one without a head begins with an empty line")
  func heads() throws {
    #expect(try TextSamples.canonical("") == "")
    #expect(try TextSamples.canonical("message M {}") == "\nmessage M {}\n")
    #expect(try TextSamples.canonical("edition = \"2023\"; message M {}") == "edition = \"2023\";\n\nmessage M {}\n")
  }

  @Test(
    "options of a field",
    arguments: [
      (
        "int32 a = 1 [json_name = \"x\", (o) = 1, default = 7]",
        "int32 a = 1 [\n    (o) = 1,\n    default = 7,\n    json_name = \"x\"\n  ]"
      ),
      ("string a = 1 [default = \"\\x41\\'\\?\\n\\001\"]", "string a = 1 [default = \"A\\'?\\n\u{1}\"]"),
      ("bytes a = 1 [default = \"abc\"]", "bytes a = 1 [default = abc]"),
      ("bytes a = 1 [default = \"\"]", "bytes a = 1 [default = \"\"]"),
      ("bytes a = 1 [default = \"a-b\"]", "bytes a = 1 [default = \"a-b\"]"),
      ("bytes a = 1 [default = \"010\"]", "bytes a = 1 [default = \"010\"]"),
      ("bytes a = 1 [default = \"\\377\\000\\303\\251\"]", "bytes a = 1 [default = \"\\377\\000é\"]"),
      ("float a = 1 [default = - inf]", "float a = 1 [default = -inf]"),
      ("int32 a = 1 [(a).b.c = 1, (a).(b.c) = 2]", "int32 a = 1 [\n    (a).b.c = 1,\n    (a).(b.c) = 2\n  ]"),
      ("int32 a = 1 [(a) = {}]", "int32 a = 1 [(a) = {\n  }]"),
      (
        "int32 a = 1 [(a) = { x: 1, y <[p.q]: \"s\"> x: [2, 3]; [t.com/p.T] { z: -1.50 } }]",
        """
        int32 a = 1 [(a) = {
            x: [
              1,
              2,
              3
            ],
            y: {
              [p.q]: "s"
            },
            [t.com/p.T]: {
              z: -1.50
            }
          }]
        """
      ),
    ])
  func options(field: String, expected: String) throws {
    let expected = "syntax = \"proto2\";\n\nmessage M {\n  optional \(expected);\n}\n"
    #expect(try TextSamples.canonical("syntax = \"proto2\"; message M { optional \(field); }") == expected)
    #expect(try TextSamples.canonical(expected) == expected)
  }

  @Test("text in quotes cannot end its quotes")
  func quotes() throws {
    let text = "import \"a\\\"; message X {} //\"; message M { reserved \"b\\\\\", \"c\\n\"; }"
    let file = try TextSamples.parse(text)
    let again = try TextSamples.parse(CanonicalText.text(of: file))
    #expect(again.imports.map(\.path) == ["a\"; message X {} //"])
    #expect(again.messages.map(\.name.text) == ["M"])
    #expect(again.messages.first?.reserved == file.messages.first?.reserved)
  }

  @Test("names that editions reserve are bare")
  func editions() throws {
    let text =
      "edition = \"2023\";\n\nmessage M {\n  reserved a, b;\n\n  int32 i = 1 [features.field_presence = IMPLICIT];\n}\n"
    #expect(try TextSamples.canonical(text) == text)
  }
}

extension String {
  /// Lines of dots are lines of blanks, which editors would remove from the end of a line.
  fileprivate func replacingDots() -> String {
    split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.allSatisfy { $0 == "." } ? String(repeating: " ", count: $0.count) : String($0) }
      .joined(separator: "\n")
  }
}
