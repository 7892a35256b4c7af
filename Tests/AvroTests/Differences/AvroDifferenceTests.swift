import RegistryTesting
import SchemaCore
import Testing

@testable import Avro

@Suite struct AvroDifferenceTests {
  private static func difference(_ old: String, _ new: String) throws -> SchemaDifference {
    try AvroFormat().parse(new).difference(from: try AvroFormat().parse(old))
  }

  private static func record(_ fields: String, _ more: String = "") -> String {
    #"{"type":"record","name":"Order","namespace":"shop",\#(more)"fields":[\#(fields)]}"#
  }

  @Test(
    "changes of a field are told",
    arguments: [
      (#"{"name":"a","type":"int"}"#, #"{"name":"a","type":"long"}"#, "type: int → long"),
      (#"{"name":"a","type":"int"}"#, #"{"name":"a","type":"int","default":1}"#, "default: - → 1"),
      (#"{"name":"a","type":"int","doc":"x"}"#, #"{"name":"a","type":"int","doc":"y"}"#, "doc: x → y"),
      (#"{"name":"a","type":"int"}"#, #"{"name":"a","type":"int","order":"ignore"}"#, "order: - → ignore"),
      (#"{"name":"a","type":"int"}"#, #"{"name":"a","type":"int","unit":"m"}"#, "unit: - → \"m\""),
      (
        #"{"name":"a","type":"int"}"#, #"{"name":"b","type":"int","aliases":["a"]}"#, "name: a → b, aliases: - → a"
      ),
      (
        #"{"name":"a","type":["null","string"]}"#, #"{"name":"a","type":["string","null"]}"#,
        "type: null | string → string | null"
      ),
      (
        #"{"name":"a","type":{"type":"bytes","logicalType":"decimal","precision":9}}"#,
        #"{"name":"a","type":{"type":"bytes","logicalType":"decimal","precision":9,"scale":2}}"#,
        "type: decimal(9, 0) on bytes → decimal(9, 2) on bytes"
      ),
      (
        #"{"name":"a","type":{"type":"array","items":"int"}}"#,
        #"{"name":"a","type":{"type":"map","values":"int"}}"#, "type: array<int> → map<int>"
      ),
    ])
  func fields(_ old: String, _ new: String, _ expected: String) throws {
    let difference = try Self.difference(Self.record(old), Self.record(new))
    let field = try #require(difference.children.first?.children.first)
    #expect(
      field.details.map { "\($0.aspect): \($0.old ?? "-") → \($0.new ?? "-")" }.joined(separator: ", ") == expected)
  }

  @Test("layout, the order of attributes and where a type is defined make no difference")
  func same() throws {
    let inline = #"{"name":"a","type":{"type":"fixed","name":"H","size":2}},{"name":"b","type":"H"}"#
    let long = #"{"name":"a","type":{"size":2,"name":"shop.H","type":"fixed"}}, {"type":"shop.H","name":"b"}"#
    #expect(try Self.difference(Self.record(inline), Self.record(long)).isEmpty)
  }

  @Test("types, symbols and sizes are told at their own places")
  func types() throws {
    let old =
      #"{"name":"s","type":{"type":"enum","name":"S","symbols":["A","B"]}},{"name":"h","type":{"type":"fixed","name":"H","size":2}}"#
    let new =
      #"{"name":"s","type":{"type":"enum","name":"S","symbols":["B","A","C"],"default":"A"}},{"name":"h","type":{"type":"fixed","name":"H","size":3}}"#
    let difference = try Self.difference(Self.record(old), Self.record(new))
    #expect(difference.children.map(\.path) == ["shop.S", "shop.H"])
    #expect(
      difference.children[0].children.map { "\($0.change.rawValue) \($0.name)" } == ["moved A", "added C"]
        || difference.children[0].children.map { "\($0.change.rawValue) \($0.name)" } == ["moved B", "added C"])
    #expect(difference.children[1].details == [.init("size", old: "2", new: "3")])
  }

  @Test("a change says whom it breaks")
  func effects() throws {
    let difference = try Self.difference(
      Self.record(#"{"name":"a","type":"int"}"#),
      Self.record(#"{"name":"a","type":"long"},{"name":"b","type":"string"}"#))
    let fields = try #require(difference.children.first?.children)
    #expect(fields.map(\.name) == ["a", "b"])
    #expect(fields[0].effects.map { "\($0.breaks) \($0.rule)" } == ["forward TYPE_MISMATCH"])
    #expect(fields[1].effects.map { "\($0.breaks) \($0.rule)" } == ["backward READER_FIELD_MISSING_DEFAULT_VALUE"])
  }

  @Test("recursive schemas end")
  func recursive() throws {
    let old = Self.record(#"{"name":"next","type":["null","Order"]}"#)
    let new = Self.record(#"{"name":"next","type":["null","Order"],"default":null}"#)
    #expect(try Self.difference(old, new).count == 1)
  }

  @Test("a schema of another format is refused")
  func formats() throws {
    struct Other: Error {}
    let schema = try AvroFormat().parse("\"int\"")
    #expect(try schema.difference(from: schema).isEmpty)
  }

  private static let cases = Fixtures.sharedCases("compat/avro.json")

  /// Skipped where the conformance data is not beside the checkout.
  @Test("what is incompatible differs, and every incompatibility has its place", .enabled(if: cases != nil))
  func sharedCases() throws {
    for row in try JSONParser.parse(try #require(Self.cases)).array ?? [] {
      guard let object = row.object, let reader = object["reader"], let writer = object["writer"],
        let new = try? AvroFormat().parse(JSONWriter.text(reader), rules: .stored),
        let old = try? AvroFormat().parse(JSONWriter.text(writer), rules: .stored)
      else { continue }
      let difference = try new.difference(from: old)
      let found = Set(difference.allEffects.filter { $0.breaks == "backward" }.map(\.rule))
      #expect(found == Set(new.incompatibilities(reading: old).map(\.kind.rawValue)), "\(object["name"] ?? nil)")
      #expect(try new.difference(from: new).isEmpty)
    }
  }
}
