import RegistryTesting
import SchemaCore
import Testing

@testable import Protobuf

@Suite struct ProtobufFormattingTests {
  @Test("a file is laid out, with its comments where they were")
  func layout() throws {
    let text = """
      // License
      syntax="proto3";package shop.v1; // the shop
      import   "money.proto";
      /* An order.
         * Of many lines. */
      message Order{string id=1;// why


      // money
      Money price=2[deprecated=true,json_name="p"];oneof x{int32 a=3;}map<string,int32>m=4;message Empty{}
      }
      enum State{STATE_UNSPECIFIED=0;reserved 2 to max;}
      service S{rpc Get(stream Order)returns(Order){option deprecated=true;};}
      option (my.opt)={a:1 b{c:"x"}};
      """
    let expected = """
      // License
      syntax = "proto3";
      package shop.v1; // the shop
      import "money.proto";
      /* An order.
       * Of many lines. */
      message Order {
        string id = 1; // why

        // money
        Money price = 2 [deprecated = true, json_name = "p"];
        oneof x {
          int32 a = 3;
        }
        map<string, int32> m = 4;
        message Empty {}
      }

      enum State {
        STATE_UNSPECIFIED = 0;
        reserved 2 to max;
      }

      service S {
        rpc Get(stream Order) returns (Order) {
          option deprecated = true;
        };
      }

      option (my.opt) = { a: 1 b { c: "x" } };

      """
    let formatted = try ProtobufFormat.formatted(text)
    #expect(formatted == expected)
    #expect(try ProtobufFormat.formatted(formatted) == formatted)
  }

  @Test("what does not fit on a line takes one for each part")
  func longStatement() throws {
    let text =
      "syntax = 'proto3'; message M { string a_long_name_of_a_field = 1 "
      + "[(my.first.option) = { text: 'a long text that takes its place' number: 12 }, deprecated = true]; }"
    let expected = """
      syntax = 'proto3';

      message M {
        string a_long_name_of_a_field = 1 [
          (my.first.option) = { text: 'a long text that takes its place' number: 12 },
          deprecated = true
        ];
      }

      """
    let formatted = try ProtobufFormat.formatted(text)
    #expect(formatted == expected)
    #expect(try ProtobufFormat.formatted(formatted) == formatted)
  }

  @Test("a text that cannot be read is refused with its place")
  func broken() {
    let error = #expect(throws: SchemaError.self) { try ProtobufFormat.formatted("syntax = 'proto3';\nmessage {}") }
    #expect(error?.position?.line == 2)
  }

  @Test("formatting keeps what files say and their comments, and once is enough", arguments: ["legacy", "modern"])
  func fixtures(_ name: String) throws {
    try Self.check(Fixtures.fixture("protobuf/descriptors/\(name).proto"))
  }

  private static let index = Fixtures.sharedCases("protobuf/parse/index.json")

  /// Skipped where the conformance data is not beside the checkout.
  @Test("formatting keeps what the conformance files say", .enabled(if: index != nil))
  func sharedFiles() throws {
    let entries = try JSONParser.parse(try #require(Self.index)).array ?? []
    var count = 0
    for entry in entries {
      guard let file = entry.object?["file"]?.string, file.hasPrefix("ok/"),
        let text = Fixtures.sharedCases("protobuf/parse/\(file)")
      else { continue }
      try Self.check(text, called: file)
      count += 1
    }
    #expect(count > 20)
  }

  private static func check(_ text: String, called name: String = "") throws {
    let formatted = try ProtobufFormat.formatted(text)
    #expect(try ProtobufFormat.formatted(formatted) == formatted, "\(name)")
    #expect(ProtoParser.parse(formatted).syntax == ProtoParser.parse(SourceToken.withPlainLineBreaks(text)).syntax)
    #expect(comments(of: formatted) == comments(of: SourceToken.withPlainLineBreaks(text)), "\(name)")
  }

  /// The comments' words: what lays them out may change.
  private static func comments(of text: String) -> [[Substring]] {
    SourceToken.tokens(of: text, quotes: [UInt8(ascii: "\""), UInt8(ascii: "'")]).filter(\.isComment)
      .map { $0.text.split { $0 == " " || $0 == "\n" || $0 == "\t" || $0 == "\u{0B}" || $0 == "\u{0C}" } }
  }
}
