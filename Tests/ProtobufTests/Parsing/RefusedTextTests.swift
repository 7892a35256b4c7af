import RegistryTesting
import SchemaCore
import Testing

@testable import Protobuf

@Suite("What breaks the grammar of Protobuf")
struct RefusedTextTests {
  /// A row of the table: a text, and every problem in it as `line:column: message`.
  struct Row: Sendable, CustomTestStringConvertible {
    let name: String
    let text: String
    let problems: [String]

    var testDescription: String { name }

    static func all() throws -> [Row] {
      let rows = try #require(JSONParser.parse(Fixtures.fixture("protobuf/refused.json")).array)
      return try rows.map { row in
        let members = try #require(row.object)
        return Row(
          name: try #require(members["name"]?.string), text: try #require(members["schema"]?.string),
          problems: try #require(members["problems"]?.array).compactMap(\.string))
      }
    }
  }

  @Test("is refused with a place and a remedy for each problem")
  func refused() throws {
    let rows = try Row.all()
    #expect(rows.count > 80)
    for row in rows {
      let problems = ProtoParser.parse(row.text).problems
      #expect(problems.map(\.description) == row.problems, "\(row.name)")
      #expect(problems.allSatisfy { $0.kind == .syntax }, "\(row.name)")
    }
  }

  @Test(
    "what protoc refuses and the reference registry takes is understood, with a remark",
    arguments: [
      ("message A { oneof b {} }", "1:19: The oneof 'b' has no fields: add one, or remove it"),
      ("extend A {}", "1:8: The extension of 'A' has no fields: add one, or remove it"),
      ("extend A { map<int32, int32> b = 1; }", "1:12: A map cannot be an extension: use a message that holds the map"),
      ("option (a) = [1, {b: 2}];", "1:14: A list cannot be an option's value: give the option once for each value"),
      (
        "message A { optional bytes b = 1 [default = abc]; }",
        "1:45: The default of a bytes field is a string: write it in quotes"
      ),
    ])
  func remarks(_ text: String, _ remark: String) {
    let file = ProtoParser.parse(text)
    #expect(file.problems.map(\.description) == [remark])
    #expect(file.problems.map(\.kind) == [.rule])
    #expect(!file.syntax.declarations.isEmpty || !file.syntax.options.isEmpty)
  }

  @Test("what comes after a broken statement is read")
  func recovery() {
    let text = """
      syntax = "proto3";
      package ;
      message A {
        int32 a = ;
        option (b) = { c: { d: ? } e: 1 };
        int32 f = 1 [(g) = { h: ? }, deprecated = true];
        message B { int32 }
        int32 i = 2;
      }
      service S { rpc C(D) returns E { } rpc F(G) returns (H); }
      enum J { K = 0; }
      """
    let file = ProtoParser.parse(text, name: "a.proto")
    #expect(file.problems.map { $0.position?.line } == [2, 4, 5, 6, 7, 10])
    #expect(file.problems.allSatisfy { $0.file == "a.proto" })
    guard case .message(let message)? = file.syntax.declarations.first, message.elements.count == 2,
      case .message(let inner) = message.elements[0], case .field(let field) = message.elements[1]
    else {
      Issue.record("the message is not read")
      return
    }
    #expect(inner.elements.isEmpty && field.name.text == "i")
    #expect(file.syntax.declarations.count == 3)
  }

  @Test("a problem says in which file it is")
  func file() {
    let problem = ProtoParser.parse("\nfoo", name: "p/a.proto").problems.first
    #expect(problem?.description == "p/a.proto:2:1: Expected 'message', 'enum' or another declaration, found 'foo'")
  }
}
