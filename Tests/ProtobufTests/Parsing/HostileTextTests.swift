import SchemaCore
import Testing

@testable import Protobuf

@Suite("Hostile Protobuf texts")
struct HostileTextTests {
  static let sample = """
    syntax = "proto2"; package a.b; import public "c.proto"; option (d).e = { f: [1, "x\\x41"] g < h: -inf > };
    message M { optional group G = 1 [(o) = 2] { } oneof x { .a.T y = 2; } map<int32, string> z = 3;
      reserved 4 to max; reserved "q"; extensions 5, 6 to 7 [verification = UNVERIFIED]; enum E { V = -0x1; } }
    extend M { repeated int64 w = 017; } service S { rpc R(stream A) returns (B) { option p = "\\u00e9" 'q'; } } // c
    """

  @Test("a text that ends anywhere is read without harm")
  func truncation() {
    #expect(ProtoParser.parse(Self.sample).problems == [])
    let bytes = Array(Self.sample.utf8)
    for count in bytes.indices { _ = ProtoParser.parse(String(decoding: bytes[..<count], as: UTF8.self)) }
  }

  @Test("a text with a byte replaced is read without harm", arguments: Array("{}[]<>()\"'\\;=.,-/*0x\0\n\u{80}".utf8))
  func replacement(by byte: UInt8) {
    var bytes = Array(Self.sample.utf8)
    // Each byte stands somewhere else; every place would take seconds.
    for index in stride(from: Int(byte) % 16, to: bytes.count, by: 16) {
      let old = bytes[index]
      bytes[index] = byte
      _ = ProtoParser.parse(String(decoding: bytes, as: UTF8.self))
      bytes[index] = old
    }
  }

  static let nestings: [(head: String, opening: String, closing: String, tail: String)] = [
    ("", "message A {", "}", ""), ("message M {", "optional group A = 1 {", "}", "}"),
    ("option (a) = {", "a {", "}", "};"), ("option (a) = {", "a: <", ">", "};"), ("option (a) = { a:", "[", "]", "};"),
  ]

  @Test("what is nested as deep as the limit is read on a small stack, what is deeper refused", arguments: nestings)
  func nesting(_ parts: (head: String, opening: String, closing: String, tail: String)) throws {
    @Sendable func text(_ levels: Int, isClosed: Bool = true) -> String {
      let open = parts.head + String(repeating: parts.opening, count: levels)
      return isClosed ? open + String(repeating: parts.closing, count: levels) + parts.tail : open
    }
    let deepest = parts.head.isEmpty ? 64 : 63
    onSmallStack {
      #expect(ProtoParser.parse(text(deepest)).problems == [])
      #expect(ProtoParser.parse(text(deepest, isClosed: false)).problems.count == 1)
      for levels in [deepest + 1, 5_000] {
        let problems = ProtoParser.parse(text(levels)).problems
        #expect(problems.map(\.kind) == [.limit])
        #expect(ProtoParser.parse(text(levels, isClosed: false)).problems.contains { $0.kind == .limit })
      }
    }
  }

  @Test("problems are counted up to the limit")
  func problems() {
    let problems = ProtoParser.parse(String(repeating: "option;\n", count: 1000)).problems
    #expect(problems.count == 101)
    #expect(problems.last?.kind == .limit)
    #expect(problems[99].position == TextPosition(line: 100, column: 7))
  }

  @Test("remarks do not stop the reading")
  func remarks() {
    let file = ProtoParser.parse(String(repeating: "extend A {}\n", count: 1000))
    #expect(file.problems.count == 100)
    #expect(file.syntax.declarations.count == 1000)
  }

  @Test("a text over the limit is refused unread")
  func size() {
    var limits = ProtoLimits()
    limits.textSize = 20
    let file = ProtoParser.parse("message Abcdefghijk {}", limits: limits)
    #expect(file.problems.map(\.kind) == [.limit])
    #expect(ProtoParser.parse("message Abcdefghi {}", limits: limits).problems == [])
  }

  @Test("a long line is read", arguments: ["a", "1", " ", "é", "\\0", "{", "/*", "\"\" ", "[", ".", "-"])
  func longLine(_ part: String) {
    let line = String(repeating: part, count: 10_000)
    _ = ProtoParser.parse("option a = \"\(line)\";")
    _ = ProtoParser.parse("option a = \(line);")
  }
}
