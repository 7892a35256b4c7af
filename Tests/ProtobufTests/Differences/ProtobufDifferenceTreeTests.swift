import Protobuf
import RegistryTesting
import SchemaCore
import Testing

@Suite struct ProtobufDifferenceTreeTests {
  private static func changes(_ old: String, _ new: String) throws -> [String] {
    let head = "syntax = \"proto3\"; package shop;\n"
    let difference = try ProtobufFormat().parse(head + new).difference(from: try ProtobufFormat().parse(head + old))
    return lines(of: difference)
  }

  private static func lines(of part: SchemaDifference) -> [String] {
    var line: [String] = []
    if part.change != .none {
      let details = part.details.map { "\($0.aspect) \($0.old ?? "-")→\($0.new ?? "-")" }
      line = [(["\(part.change.rawValue) \(part.path)"] + details).joined(separator: ", ")]
    }
    return line + part.children.flatMap(lines)
  }

  @Test(
    "changes of declarations are told",
    arguments: [
      ("message M { int32 a = 1; }", "message M { int64 a = 1; }", "changed M.a, type int32→int64"),
      ("message M { int32 a = 1; }", "message M { int32 b = 1; }", "renamed M.b, name a→b"),
      ("message M { int32 a = 1; }", "message M { repeated int32 a = 1; }", "changed M.a, label -→repeated"),
      ("message M { int32 a = 1; }", "message M { oneof x { int32 a = 1; } }", "added M.x; changed M.a, oneof -→x"),
      (
        "message M { int32 a = 1; }", "message M { reserved 1; reserved \"a\"; }",
        "changed M, reserved -→1, \"a\"; removed M.a"
      ),
      (
        "message M { int32 a = 1; }", "message M { int32 a = 1 [deprecated = true]; }",
        "changed M.a, option deprecated -→true"
      ),
      ("enum E { A = 0; }", "enum E { A = 0; B = 1; }", "added E.B"),
      ("enum E { A = 0; }", "message E { }", "changed E, kind enum→message; removed E.A"),
      (
        "message M {} service S { rpc Get(M) returns (M); }",
        "message M {} service S { rpc Get(stream M) returns (M); }",
        "changed S.Get, request shop.M→stream shop.M"
      ),
      ("message M { message N {} N n = 1; }", "message M { message N {} .shop.M.N n = 1; }", ""),
      ("message M { int32 a = 1; int32 b = 2; }", "message M { int32 b = 2; int32 a = 1; }", ""),
    ])
  func declarations(_ old: String, _ new: String, _ expected: String) throws {
    #expect(try Self.changes(old, new).joined(separator: "; ") == expected)
  }

  @Test("a change says whom it breaks, by levels and by further rules")
  func effects() throws {
    let old = try ProtobufFormat().parse("syntax = 'proto3'; package p; message M { int32 a = 1; string b = 2; }")
    let new = try ProtobufFormat().parse("syntax = 'proto3'; package p; message M { string a = 1; }")
    let effects = try new.difference(from: old).allEffects
    #expect(Set(effects.map(\.breaks)).isSuperset(of: ["backward", "forward", "data", "json", "source"]))
    let message = try #require(try new.difference(from: old).children.first)
    #expect(
      message.children.first { $0.name == "a" }?.effects.contains { $0.rule == "FIELD_SCALAR_KIND_CHANGED" } == true)
    #expect(message.children.first { $0.name == "b" }?.effects.contains { $0.rule == "NUMBER_NOT_RESERVED" } == true)
  }

  private static let cases = Fixtures.sharedCases("compat/protobuf.json")

  /// Skipped where the conformance data is not beside the checkout.
  @Test("what is incompatible differs, and nothing differs from itself", .enabled(if: cases != nil))
  func sharedCases() throws {
    for row in try JSONParser.parse(try #require(Self.cases)).array ?? [] {
      guard let object = row.object, let old = object["original"]?.string, let new = object["update"]?.string,
        let before = try? ProtobufFormat().parse(old, rules: .stored),
        let after = try? ProtobufFormat().parse(new, rules: .stored)
      else { continue }
      let difference = try after.difference(from: before)
      #expect(object["backwardCompatible"]?.bool != false || !difference.isEmpty, "\(object["name"] ?? nil)")
      #expect(try after.difference(from: after).isEmpty)
    }
  }
}
