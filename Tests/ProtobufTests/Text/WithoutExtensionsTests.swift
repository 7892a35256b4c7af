import Testing

@testable import Protobuf

@Suite("Text without extensions")
struct WithoutExtensionsTests {
  @Test("extensions, their ranges and custom options vanish, standard ones and the registry's own stay")
  func everywhere() throws {
    let text = """
      option (x) = 1; option (confluent.file_meta).doc = "d"; option java_package = "j";
      extend M { optional int32 e = 100; }
      message M {
        option (x) = 1; option (.confluent.message_meta).doc = "d"; option deprecated = true;
        extensions 100; extend M { optional int32 f = 101; }
        optional int32 i = 1 [(x).y = 1, deprecated = true, default = 2];
        oneof o { option (x) = 1; string s = 2 [(x) = 1]; }
        optional group G = 3 { optional int32 g = 1 [(x) = 1]; extensions 5; }
        message N { option (x) = 1; }
        enum E { option (x) = 1; A = 0 [(x) = 1]; }
      }
      service S { option (x) = 1; rpc F (M) returns (M) { option (x) = 1; option deprecated = true; } }
      """
    let expected = """

      option (confluent.file_meta).doc = "d";
      option java_package = "j";

      message M {
        option (.confluent.message_meta).doc = "d";
        option deprecated = true;

        optional int32 i = 1 [
          deprecated = true,
          default = 2
        ];

        oneof o {
          string s = 2;
        }

        optional group G = 3 {
          optional int32 g = 1;
        }

        message N {}
        enum E {
          A = 0;
        }
      }

      service S {
        rpc F (M) returns (M) {
          option deprecated = true;
        };
      }

      """
    #expect(CanonicalText.text(of: try TextSamples.parse(text).withoutExtensions()) == expected)
  }
}
