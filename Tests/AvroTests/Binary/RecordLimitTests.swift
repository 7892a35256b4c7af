import SchemaCore
import Testing

@testable import Avro

@Suite("Limits of a record")
struct RecordLimitTests {
  /// A count of 2^40 and nothing behind it.
  static let hugeCount: [UInt8] = [0x80, 0x80, 0x80, 0x80, 0x80, 0x40]

  @Test(
    "a count of 2^40 items that take no bytes is refused",
    arguments: [
      #""null""#, #"{"type":"record","name":"Empty","fields":[]}"#, #"{"type":"fixed","name":"None","size":0}"#,
      #"{"type":"record","name":"Nulls","fields":[{"name":"a","type":"null"},{"name":"b","type":"null"}]}"#,
    ])
  func emptyItems(items: String) throws {
    let program = try AvroProgram(AvroFormat().parse(#"{"type":"array","items":\#(items)}"#))
    var arena = RecordArena()
    let error = #expect(throws: CodecError.self) { try program.decode(Self.hugeCount + [0], into: &arena) }
    #expect(error?.kind == .limit)
  }

  @Test(
    "a count of 2^40 items that take bytes is refused",
    arguments: ["long", "double", "int", "string"])
  func hugeCount(items: String) throws {
    let program = try AvroProgram(AvroFormat().parse(#"{"type":"array","items":"\#(items)"}"#))
    var arena = RecordArena()
    let error = #expect(throws: CodecError.self) { try program.decode(Self.hugeCount + [0], into: &arena) }
    #expect(error?.kind == .truncated)
  }

  @Test("arrays of arrays cannot multiply items that take no bytes")
  func nestedEmptyItems() throws {
    let program = try AvroProgram(AvroFormat().parse(#"{"type":"array","items":{"type":"array","items":"null"}}"#))
    var arena = RecordArena()
    // 100 times 1,000 nulls
    let record: [UInt8] = [0xC8, 0x01] + (0..<100).flatMap { _ in [0xD0, 0x0F, 0x00] as [UInt8] } + [0]
    let error = #expect(throws: CodecError.self) { try program.decode(record, into: &arena) }
    #expect(error?.kind == .limit)
  }

  @Test("a recursive record nested 128 deep is read, a deeper one refused")
  func depth() throws {
    let list = #"{"type":"record","name":"List","fields":[{"name":"next","type":["null","List"]}]}"#
    let program = try AvroProgram(AvroFormat().parse(list))
    var arena = RecordArena()
    var bytes: [UInt8] = []
    try program.decode(Array(repeating: 2, count: 128) + [0], into: &arena)
    try program.encode(&arena, into: &bytes)
    #expect(bytes == Array(repeating: 2, count: 128) + [0])
    let json = try program.jsonText(of: arena)
    try program.fill(&arena, withJSON: json)
    for count in [129, 1_000_000] {
      let error = #expect(throws: CodecError.self) {
        try program.decode(Array(repeating: 2, count: count) + [0], into: &arena)
      }
      #expect(error?.kind == .limit)
      #expect(error?.byteOffset == 129)
    }
  }

  @Test("a record that always holds itself can be compiled and has no values")
  func endless() throws {
    let schema = #"{"type":"record","name":"Ring","fields":[{"name":"ring","type":"Ring"}]}"#
    let program = try AvroProgram(AvroFormat().parse(schema, rules: .stored))
    var arena = RecordArena()
    let error = #expect(throws: CodecError.self) { try program.decode([1, 2, 3], into: &arena) }
    #expect(error?.kind == .limit)
  }

  @Test("types that hold one another twice over 60 levels neither fill memory nor take for ever")
  func doubling() throws {
    var schema = #"{"type":"record","name":"R0","fields":[]}"#
    for level in 1...60 {
      schema = #"""
        {"type":"record","name":"R\#(level)","fields":[
          {"name":"a","type":\#(schema)},{"name":"b","type":"R\#(level - 1)"}]}
        """#
    }
    let program = try AvroProgram(
      AvroFormat().parse(schema), limits: RecordLimits(maximumSlots: 100_000))
    var arena = RecordArena()
    let error = #expect(throws: CodecError.self) { try program.decode([0], into: &arena) }
    #expect(error?.kind == .limit)
    let codec = try AvroRecordCodec(AvroFormat().parse(schema), limits: RecordLimits(maximumSlots: 100_000))
    #expect(throws: CodecError.self) { try codec.encode(json: Array("{}".utf8)) }
  }

  @Test("ten bytes cannot ask for the slots that a long record may have", arguments: [true, false])
  func amplification(isReused: Bool) throws {
    // Items that take no bytes and 1,000 slots each.
    let fields = (0..<1000).map { #"{"name":"f\#($0)","type":\#($0 == 0 ? Self.emptyFixed : #""F""#)}"# }
    let schema = #"{"type":"array","items":{"type":"record","name":"R","fields":[\#(fields.joined(separator: ","))]}}"#
    let program = try AvroProgram(AvroFormat().parse(schema))
    var arena = RecordArena()
    if isReused {
      // What an arena has from before makes no difference.
      arena.reserveSlots(1 << 18)
    }
    // 65,000 items
    let error = #expect(throws: CodecError.self) { try program.decode([0xD0, 0xF7, 0x07, 0], into: &arena) }
    #expect(error?.kind == .limit)
    #expect(arena.capacityInBytes < 1 << 23)
    // 60 items
    try program.decode([120, 0], into: &arena)
    #expect(arena.slotCount == 60_001)
  }

  private static let emptyFixed = #"{"type":"fixed","name":"F","size":0}"#

  @Test("records of a slot more than bytes are not taken for hostile")
  func manyCalls() throws {
    let tree = #"{"type":"record","name":"T","fields":[{"name":"t","type":{"type":"array","items":"T"}}]}"#
    let program = try AvroProgram(AvroFormat().parse(tree))
    var arena = RecordArena()
    // 200,000 leaves
    try program.decode([0x80, 0xB5, 0x18] + Array(repeating: 0, count: 200_000) + [0], into: &arena)
    #expect(arena.slotCount == 400_001)
  }

  @Test("nulls, which take no room in a record, cannot make endless text or values of few bytes")
  func nulls() throws {
    let name = String(repeating: "n", count: 900)
    let fields = (0..<1000).map { #"{"name":"\#(name)\#($0)","type":"null"}"# }.joined(separator: ",")
    let schema = #"{"type":"array","items":{"type":"record","name":"R","fields":[\#(fields)]}}"#
    let program = try AvroProgram(AvroFormat().parse(schema), limits: RecordLimits(maximumSlots: 1_000_000))
    var arena = RecordArena()
    // 20,000 items: 18 GB of names, and 20 million nulls
    try program.decode([0xC0, 0xB8, 0x02, 0], into: &arena)
    let text = #expect(throws: CodecError.self) { try program.jsonText(of: arena) }
    #expect(text?.kind == .limit)
    let value = #expect(throws: CodecError.self) { try program.value(of: arena) }
    #expect(value?.kind == .limit)
  }

  @Test("an error does not repeat a key that is as long as the record")
  func longKey() throws {
    let program = try AvroProgram(AvroFormat().parse(#"{"type":"map","values":"boolean"}"#))
    var arena = RecordArena()
    // One entry, whose key has 100,000 letters.
    let record: [UInt8] = [2, 0xC0, 0x9A, 0x0C] + Array(repeating: 0x6B, count: 100_000) + [7, 0]
    let error = #expect(throws: CodecError.self) { try program.decode(record, into: &arena) }
    #expect(error?.path.hasPrefix("[\"kkk") == true)
    #expect((error?.path.utf8.count ?? .max) < 300)
    // A letter and all the accents of the world are one character.
    let accents = CodecError(.mismatch, "").within(key: "e" + String(repeating: "\u{301}", count: 1000))
    #expect(accents.path.utf8.count < 300)
  }

  @Test("the slots of a record are limited")
  func slots() throws {
    let program = try AvroProgram(
      AvroFormat().parse(#"{"type":"array","items":"boolean"}"#), limits: RecordLimits(maximumSlots: 1000))
    var arena = RecordArena()
    // 100,000 booleans
    let record: [UInt8] = [0xC0, 0x9A, 0x0C] + Array(repeating: 0, count: 100_000) + [0]
    let error = #expect(throws: CodecError.self) { try program.decode(record, into: &arena) }
    #expect(error?.kind == .limit)
  }
}
