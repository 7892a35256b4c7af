import SchemaCore
import Testing

@testable import Protobuf

@Suite("Decoding messages")
struct MessageDecoderTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let what: String
    let bytes: String
    let text: String
    var type = "test.All"

    var testDescription: String { what }
  }

  static let rows = [
    Row(what: "no bytes are an empty message", bytes: "", text: ""),
    Row(what: "double", bytes: "09 000000000000F83F", text: "double_: 1.5"),
    Row(what: "float", bytes: "15 0000C03F", text: "float_: 1.5"),
    Row(what: "int64", bytes: "18 FFFFFFFFFFFFFFFFFF01", text: "int64_: -1"),
    Row(what: "uint64", bytes: "20 FFFFFFFFFFFFFFFFFF01", text: "uint64_: 18446744073709551615"),
    Row(what: "int32", bytes: "28 9601", text: "int32_: 150"),
    Row(what: "a negative int32 has ten bytes", bytes: "28 FEFFFFFFFFFFFFFFFF01", text: "int32_: -2"),
    Row(what: "an int32 is cut to 32 bits", bytes: "28 FFFFFFFF7F", text: "int32_: -1"),
    Row(what: "bits beyond 64 are dropped", bytes: "20 8180808080808080807E", text: "uint64_: 1"),
    Row(what: "a number may be longer than it need be", bytes: "28 818000", text: "int32_: 1"),
    Row(what: "fixed64", bytes: "31 FFFFFFFFFFFFFFFF", text: "fixed64_: 18446744073709551615"),
    Row(what: "fixed32", bytes: "3D FFFFFFFF", text: "fixed32_: 4294967295"),
    Row(what: "bool", bytes: "40 01", text: "bool_: true"),
    Row(what: "a bool may be any number but zero", bytes: "40 8080808010", text: "bool_: true"),
    Row(what: "string", bytes: "4A 04 'abcd'", text: "string_: \"abcd\""),
    Row(what: "text that is not ASCII", bytes: "4A 02 C3A9", text: "string_: \"é\""),
    Row(what: "bytes need not be UTF-8", bytes: "52 02 FFFE", text: "bytes_: fffe"),
    Row(what: "uint32 is cut to 32 bits", bytes: "58 FFFFFFFF1F", text: "uint32_: 4294967295"),
    Row(what: "sfixed32", bytes: "65 FFFFFFFF", text: "sfixed32_: -1"),
    Row(what: "sfixed64", bytes: "69 FFFFFFFFFFFFFFFF", text: "sfixed64_: -1"),
    Row(what: "sint32", bytes: "70 03", text: "sint32_: -2"),
    Row(what: "sint64", bytes: "78 FFFFFFFFFFFFFFFFFF01", text: "sint64_: -9223372036854775808"),
    Row(what: "enum", bytes: "8001 01", text: "color: GREEN"),
    Row(what: "a negative enum", bytes: "8001 FFFFFFFFFFFFFFFFFF01", text: "color: BLUE"),
    Row(what: "an open enum keeps a number without a name", bytes: "8001 63", text: "color: 99"),

    Row(what: "zero is the same as nothing where a field has no presence", bytes: "28 00 4A 00", text: ""),
    Row(what: "zero is something where a field has presence", bytes: "9001 00", text: "maybe: 0"),
    Row(what: "zero is something in a oneof", bytes: "9801 00", text: "number: 0"),
    Row(what: "the last of several values counts", bytes: "28 01 28 02", text: "int32_: 2"),
    Row(what: "the last value counts if it is zero", bytes: "28 01 28 00", text: ""),
    Row(what: "the last member of a oneof counts", bytes: "9801 05 A201 01 'x'", text: "text: \"x\""),
    Row(what: "a member of a oneof may come back", bytes: "9801 05 A201 01 'x' 9801 06", text: "number: 6"),
    Row(
      what: "a message in a oneof that was left begins anew", bytes: "AA01 02 0805 9801 01 AA01 02 1200",
      text: "choice: {next: {}}"),

    Row(what: "a message", bytes: "8A01 02 0805", text: "node: {value: 5}"),
    Row(what: "an empty message", bytes: "8A01 00", text: "node: {}"),
    Row(what: "messages in messages", bytes: "8A01 06 1204 1202 0807", text: "node: {next: {next: {value: 7}}}"),
    Row(
      what: "a message given twice is merged", bytes: "8A01 04 0805 1200 8A01 04 1202 0806",
      text: "node: {value: 5 next: {value: 6}}"),
    Row(
      what: "the lists of a message given twice are joined", bytes: "8A01 06 1A02 0801 0809 8A01 04 1A02 0802",
      text: "node: {value: 9 kids: [{value: 1}, {value: 2}]}"),
    Row(
      what: "repeated messages are not merged", bytes: "FA02 02 0801 FA02 02 1200",
      text: "nodes: [{value: 1}, {next: {}}]"),

    Row(what: "packed varints", bytes: "9A02 05 01 7F 9601 00", text: "int32s: [1, 127, 150, 0]", type: "test.All"),
    Row(what: "packed numbers one at a time", bytes: "9802 01 9802 02", text: "int32s: [1, 2]"),
    Row(what: "both ways mixed", bytes: "9802 01 9A02 02 02 03 9802 04", text: "int32s: [1, 2, 3, 4]"),
    Row(what: "an empty packed field", bytes: "9A02 00", text: ""),
    Row(
      what: "packed doubles", bytes: "FA01 10 000000000000F83F 0000000000000040", text: "doubles: [1.5, 2.0]"),
    Row(what: "packed floats", bytes: "8202 08 0000C03F 00000040", text: "floats: [1.5, 2.0]"),
    Row(what: "packed sfixed32", bytes: "D202 08 FFFFFFFF 01000000", text: "sfixed32s: [-1, 1]"),
    Row(what: "packed sint64", bytes: "EA02 03 01 02 03", text: "sint64s: [-1, 1, -2]"),
    Row(what: "packed bools", bytes: "B202 03 01 00 02", text: "bools: [true, false, true]"),
    Row(what: "packed enums", bytes: "F202 02 00 01", text: "colors: [RED, GREEN]"),
    Row(what: "repeated strings", bytes: "BA02 01 'a' BA02 00 BA02 02 'bc'", text: "strings: [\"a\", \"\", \"bc\"]"),
    Row(what: "repeated bytes", bytes: "C202 01 FF C202 01 FE", text: "bytess: [ff, fe]"),
    Row(
      what: "lists that grow in turn", bytes: String(repeating: "9802 01 BA02 01 'a' ", count: 9),
      text:
        "int32s: [1, 1, 1, 1, 1, 1, 1, 1, 1] strings: [\(Array(repeating: "\"a\"", count: 9).joined(separator: ", "))]"),
    Row(
      what: "unpacked numbers may be packed", bytes: "0801 42 02 01 02", text: "needed: 1 unpacked: [-1, 1]",
      type: "test.Old"),

    Row(what: "a map", bytes: "8203 06 0A01 'a' 1201 'b'", text: "labels: [{key: \"a\" value: \"b\"}]"),
    Row(
      what: "an entry may have its value first", bytes: "8203 06 1201 'b' 0A01 'a'",
      text: "labels: [{key: \"a\" value: \"b\"}]"),
    Row(what: "an entry without key", bytes: "8203 03 1201 'b'", text: "labels: [{key: \"\" value: \"b\"}]"),
    Row(what: "an entry without value", bytes: "8203 03 0A01 'a'", text: "labels: [{key: \"a\" value: \"\"}]"),
    Row(what: "an empty entry", bytes: "8203 00", text: "labels: [{key: \"\" value: \"\"}]"),
    Row(what: "an entry without its message", bytes: "8A03 02 0801", text: "by_id: [{key: 1 value: {}}]"),
    Row(
      what: "the fields of an entry may come twice", bytes: "8A03 08 0801 1202 0805 0802",
      text: "by_id: [{key: 2 value: {value: 5}}]"),
    Row(
      what: "what an entry does not know is dropped", bytes: "8A03 06 0801 1200 1801",
      text: "by_id: [{key: 1 value: {}}]"),

    Row(
      what: "unknown fields of every type are kept", bytes: "B801 01 B901 0000000000000000 BA01 01 'x' BD01 00000000",
      text: "?: b80101b9010000000000000000ba010178bd0100000000"),
    Row(what: "unknown fields that are apart", bytes: "B801 01 28 01 B801 02", text: "int32_: 1 ?: b80101 ?: b80102"),
    Row(what: "an unknown group", bytes: "BB01 0801 BC01", text: "?: bb010801bc01"),
    Row(
      what: "groups in unknown groups", bytes: "BB01 0805 13 0806 14 BC01 2801",
      text: "int32_: 1 ?: bb01080513080614bc01"),
    Row(what: "another wire type makes a field unknown", bytes: "2A 01 'x' 4801", text: "?: 2a01784801"),
    Row(
      what: "numbers in gaps and beyond", bytes: "D801 01 C03E 01 C2B802 01 'f' F8FFFFFF0F 07",
      text: "far: \"f\" farthest: 7 ?: d80101c03e01"),

    Row(
      what: "a group", bytes: "0801 13 0805 1801 14", text: "needed: 1 group: {inner: 5 must: true}", type: "test.Old"),
    Row(
      what: "groups in groups", bytes: "0801 13 13 1801 14 1801 14",
      text: "needed: 1 group: {group: {must: true} must: true}", type: "test.Old"),
    Row(
      what: "repeated groups", bytes: "0801 1B 1801 1C 1B 1800 1C",
      text: "needed: 1 groups: [{must: true}, {must: false}]", type: "test.Old"),
    Row(
      what: "a group given twice is merged", bytes: "0801 13 0805 14 13 1801 14",
      text: "needed: 1 group: {inner: 5 must: true}", type: "test.Old"),
    Row(what: "proto2 text need not be UTF-8", bytes: "0801 22 01 61", text: "needed: 1 raw: \"a\"", type: "test.Old"),
    Row(what: "a closed enum", bytes: "0801 28 02 28 E807", text: "needed: 1 closed: FAR", type: "test.Old"),
    Row(
      what: "a closed enum's strange number is an unknown field", bytes: "0801 28 02 28 63",
      text: "needed: 1 closed: TWO ?: 2863", type: "test.Old"),
    Row(
      what: "strange numbers among several", bytes: "0801 30 01 30 63 30 02",
      text: "needed: 1 several: [ONE, TWO] ?: 3063", type: "test.Old"),
    Row(
      what: "strange numbers among packed ones", bytes: "0801 32 05 01 63 E807 00 3001",
      text: "needed: 1 several: [ONE, FAR, ONE] ?: 30633000", type: "test.Old"),
    Row(
      what: "an entry with a strange number is an unknown field", bytes: "0801 3A05 0A01 'a' 1063 3A05 0A01 'b' 1002",
      text: "needed: 1 by_name: [{key: \"b\" value: TWO}] ?: 3a050a01611063", type: "test.Old"),
    Row(
      what: "an entry without number gets the first", bytes: "0801 3A03 0A01 'a'",
      text: "needed: 1 by_name: [{key: \"a\" value: ONE}]", type: "test.Old"),
    Row(
      what: "extensions are fields", bytes: "0801 B009 07 BA09 02 0801",
      text: "needed: 1 [test.ext]: 7 [test.items]: [{value: 1}]", type: "test.Old"),
  ]

  @Test("bytes are read as what they stand for", arguments: rows)
  func reads(_ row: Row) throws {
    let program = try TestSchema.program(row.type)
    var arena = MessageArena()
    try program.decode(bytes(row.bytes), into: &arena)
    #expect(program.text(of: arena) == row.text)
  }

  @Test("an arena that is used again holds nothing of the message before")
  func reuse() throws {
    let program = try TestSchema.program()
    var arena = MessageArena()
    for row in Self.rows where row.type == "test.All" {
      try program.decode(bytes(row.bytes), into: &arena)
      #expect(program.text(of: arena) == row.text, "\(row.what)")
    }
  }
}
