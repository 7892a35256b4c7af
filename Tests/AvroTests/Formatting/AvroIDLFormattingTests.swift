import RegistryTesting
import SchemaCore
import Testing

@testable import Avro

@Suite struct AvroIDLFormattingTests {
  @Test("a file is laid out, with its comments where they were")
  func layout() throws {
    let text = """
      /* License */
      @namespace("shop") protocol Shop{import idl "money.avdl";
      /** An order. */ @aliases(["Purchase"])record Order{/** The id. */ string id;union{null,string}note=null;//why
      array<map<long>>m={};decimal(9,2) price;timestamp_ms @order("ignore") at;string? x=null;}
      enum State{OPEN,// first
      CLOSED}=OPEN;
      fixed Hash(16);
      error Bad{string `error`;}
      string hello(string name="a b",int n)throws Bad;void ping()oneway;}
      """
    let expected = """
      /* License */
      @namespace("shop")
      protocol Shop {
        \("import") idl "money.avdl";
        /** An order. */
        @aliases(["Purchase"])
        record Order {
          /** The id. */
          string id;
          union { null, string } note = null; //why
          array<map<long>> m = {};
          decimal(9, 2) price;
          timestamp_ms @order("ignore") at;
          string? x = null;
        }
        enum State {
          OPEN, // first
          CLOSED
        } = OPEN;
        fixed Hash(16);
        error Bad {
          string `error`;
        }
        string hello(string name = "a b", int n) throws Bad;
        void ping() oneway;
      }

      """
    let formatted = try AvroIDL.formatted(text)
    #expect(formatted == expected)
    #expect(try AvroIDL.formatted(formatted) == formatted)
  }

  @Test(
    "formatting keeps what files say and their comments, and once is enough",
    arguments: [
      "avro/idl/order.avdl", "avro/idl/service.avdl", "avro/idl/parts/money.avdl", "fuzz/idl/protocol.avdl",
      "fuzz/idl/schema.avdl",
    ])
  func fixtures(_ path: String) throws {
    let text = SourceToken.withPlainLineBreaks(try Fixtures.fixture(path))
    let formatted = try AvroIDL.formatted(text)
    #expect(try AvroIDL.formatted(formatted) == formatted)
    #expect(Self.comments(of: formatted) == Self.comments(of: text))
  }

  @Test("documentation of several lines stays as it is, however it is laid out")
  func documentation() throws {
    for comment in ["/** One.\n     * Two. */", "/** One.\n   Two.\n     Three. */", "/**\n * One.  \n *   Two.\n */"] {
      let text = "namespace n;\nrecord R {\n\(comment)\nstring a; }\n"
      let formatted = try AvroIDL.formatted(text)
      #expect(try AvroIDL.formatted(formatted) == formatted)
      #expect(
        try AvroIDL(.init(name: "a", text: formatted)).document().isEquivalent(
          to: AvroIDL(.init(name: "a", text: text)).document()))
    }
  }

  @Test("a text that cannot be read is refused with its place")
  func broken() {
    let error = #expect(throws: SchemaError.self) { try AvroIDL.formatted("namespace n;\nrecord {") }
    #expect(error?.position?.line == 2)
  }

  private static func comments(of text: String) -> [[Substring]] {
    SourceToken.tokens(of: text, quotes: [UInt8(ascii: "\"")]).filter(\.isComment)
      .map { $0.text.split { $0 == " " || $0 == "\n" || $0 == "\t" } }
  }
}
