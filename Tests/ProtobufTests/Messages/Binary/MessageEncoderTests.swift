import SchemaCore
import Testing

@testable import Protobuf

@Suite("Encoding messages")
struct MessageEncoderTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let what: String
    let bytes: String
    /// What is written after `bytes` were read.
    let written: String
    var type = "test.All"

    var testDescription: String { what }
  }

  static let rows = [
    Row(what: "an empty message has no bytes", bytes: "", written: ""),
    Row(
      what: "fields stand in the order of their numbers", bytes: "78 01 28 01 4A 01 'a'",
      written: "28 01 4A 01 'a' 78 01"),
    Row(
      what: "zero is not written where a field has no presence", bytes: "28 00 4A 00 40 00 09 0000000000000000",
      written: ""),
    Row(
      what: "minus zero is not zero", bytes: "09 0000000000000080 15 00000080",
      written: "09 0000000000000080 15 00000080"),
    Row(what: "zero is written where a field has presence", bytes: "9001 00", written: "9001 00"),
    Row(what: "zero is written in a oneof", bytes: "9801 00", written: "9801 00"),
    Row(what: "a negative int32 takes ten bytes", bytes: "28 FFFFFFFF0F", written: "28 FFFFFFFFFFFFFFFFFF01"),
    Row(what: "numbers are written as short as can be", bytes: "28 818000", written: "28 01"),
    Row(
      what: "numbers of every length",
      bytes:
        "EA02 37 01 8001 808001 80808001 8080808001 808080808001 80808080808001 8080808080808001 808080808080808001 80808080808080808001",
      written:
        "EA02 37 01 8001 808001 80808001 8080808001 808080808001 80808080808001 8080808080808001 808080808080808001 80808080808080808001"
    ),
    Row(what: "repeated numbers are packed", bytes: "9802 01 9802 02", written: "9A02 02 01 02"),
    Row(
      what: "repeated numbers are not packed in proto2", bytes: "0801 42 02 01 02", written: "0801 40 01 40 02",
      type: "test.Old"),
    Row(
      what: "packed numbers of fixed size", bytes: "D202 08 FFFFFFFF 01000000 FA01 08 000000000000F83F",
      written: "FA01 08 000000000000F83F D202 08 FFFFFFFF 01000000"),
    Row(what: "messages in messages", bytes: "8A01 06 1204 1202 0807", written: "8A01 06 1204 1202 0807"),
    Row(what: "empty messages", bytes: "8A01 00 FA02 00 FA02 00", written: "8A01 00 FA02 00 FA02 00"),
    Row(
      what: "merged messages are written as one", bytes: "8A01 04 0805 1200 8A01 04 1202 0806",
      written: "8A01 06 0805 1202 0806"),
    Row(
      what: "entries of maps have both fields, in the order in which they came",
      bytes: "8203 03 1201 'b' 8203 03 0A01 'a'",
      written: "8203 05 0A00 1201 'b' 8203 05 0A01 'a' 1200"),
    Row(
      what: "unknown fields stand behind all others", bytes: "B801 01 28 01 B801 02", written: "28 01 B801 01 B801 02"),
    Row(what: "unknown fields of inner messages", bytes: "8A01 06 1801 0805 2801", written: "8A01 06 0805 1801 2801"),
    Row(
      what: "groups", bytes: "0801 13 0805 1801 14 1B 1801 1C 1B 1800 1C",
      written: "0801 13 0805 1801 14 1B 1801 1C 1B 1800 1C", type: "test.Old"),
    Row(
      what: "groups in groups", bytes: "0801 13 13 1801 14 1801 14", written: "0801 13 13 1801 14 1801 14",
      type: "test.Old"),
    Row(
      what: "strange numbers of a closed enum stand behind the others", bytes: "0801 32 05 01 63 E807 00",
      written: "0801 3001 30E807 3063 3000", type: "test.Old"),
    Row(what: "extensions", bytes: "BA09 02 0801 B009 07 0801", written: "0801 B009 07 BA09 02 0801", type: "test.Old"),
    Row(
      what: "tags of every length", bytes: "F8FFFFFF0F 07 C2B802 01 'f' 8001 01 28 01",
      written: "28 01 8001 01 C2B802 01 'f' F8FFFFFF0F 07"),
  ]

  @Test("what was read is written again in its normal form", arguments: rows)
  func writes(_ row: Row) throws {
    let program = try TestSchema.program(row.type)
    var arena = MessageArena()
    try program.decode(bytes(row.bytes), into: &arena)
    var output: [UInt8] = [0xEE]
    try program.encode(&arena, into: &output)
    #expect(Hexadecimal.text(output) == "ee" + Hexadecimal.text(bytes(row.written)))
  }

  @Test(
    "everything that can be read is the same after it was written and read again", arguments: MessageDecoderTests.rows)
  func returns(_ row: MessageDecoderTests.Row) throws {
    let program = try TestSchema.program(row.type)
    var arena = MessageArena()
    try program.decode(bytes(row.bytes), into: &arena)
    var output: [UInt8] = []
    try program.encode(&arena, into: &output)
    try program.decode(output, into: &arena)
    // Unknown fields that were apart have come together.
    #expect(program.text(of: arena).replacing(" ?: ", with: "") == row.text.replacing(" ?: ", with: ""))
  }

  @Test("texts and lists of every size up to some hundred find room", arguments: [0, 15, 16, 17, 31, 32, 33, 300])
  func sizes(count: Int) throws {
    let program = try TestSchema.program()
    var arena = MessageArena()
    let root = try arena.begin(program)
    let fields = program.root
    let text = try #require(fields.field(named: "string_")), numbers = try #require(fields.field(named: "int64s"))
    let content = (0..<count).map { UInt8(0x41 + $0 % 26) }
    arena.set(try arena.store(content), for: text, in: root)
    for _ in 0..<count { try arena.append(MessageSlot(-1 as Int64), to: numbers, in: root) }
    var output: [UInt8] = []
    try program.encode(&arena, into: &output)
    var writer = WireWriter()
    if count > 0 {
      writer.write(content, as: text.number)
      writer.write((0..<count).flatMap { _ in bytes("FFFFFFFFFFFFFFFFFF01") }, as: numbers.number)
    }
    #expect(output == writer.bytes)
  }

  @Test("maps may be sorted, with the last entry of each key")
  func sorting() throws {
    let program = try TestSchema.program()
    var arena = MessageArena()
    try program.decode(
      bytes("8203 06 0A01 'b' 1201 '1' 8203 06 0A01 'a' 1201 '2' 8203 06 0A01 'b' 1201 '3'"), into: &arena)
    var output: [UInt8] = []
    try program.encode(&arena, into: &output, sortingMaps: true)
    #expect(output == bytes("8203 06 0A01 'a' 1201 '2' 8203 06 0A01 'b' 1201 '3'"))
  }

  @Test("messages that are nested too deeply are not written")
  func depth() throws {
    let program = try TestSchema.program("test.Node", limits: MessageLimits(maximumDepth: 20))
    var arena = MessageArena()
    var place = try arena.begin(program)
    let next = try #require(program.root.field(named: "next"))
    var output: [UInt8] = []
    for _ in 0..<20 { place = try arena.openMessage(program.root, in: next, of: place) }
    try program.encode(&arena, into: &output)
    #expect(output.count == 40)
    _ = try arena.openMessage(program.root, in: next, of: place)
    #expect(throws: CodecError(.limit, "messages are nested deeper than 20 levels")) {
      try program.encode(&arena, into: &output)
    }
  }

  @Test("an arena of another program is not written")
  func owner() throws {
    var arena = MessageArena()
    try TestSchema.program().decode(bytes("2801"), into: &arena)
    let other = try TestSchema.program()
    var output: [UInt8] = []
    #expect(throws: CodecError(.mismatch, "the arena holds no message of this type")) {
      try other.encode(&arena, into: &output)
    }
  }
}
