import SchemaCore
import Testing

@testable import Protobuf

@Suite("Bytes that are no message")
struct MalformedMessageTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let what: String
    let bytes: String
    let error: String
    var kind = CodecError.Kind.malformed
    var type = "test.All"

    var testDescription: String { what }
  }

  static let rows = [
    Row(
      what: "a cut off tag", bytes: "2801 80", error: "the bytes end within a field's tag (at byte 2)", kind: .truncated
    ),
    Row(
      what: "a tag of six bytes", bytes: "A880808080 00 01",
      error: "the bytes are not a field's tag, which is a number of at most 32 bits (at byte 0)"),
    Row(
      what: "a tag of more than 32 bits", bytes: "F8FFFFFF1F 01",
      error: "the bytes are not a field's tag, which is a number of at most 32 bits (at byte 0)"),
    Row(what: "field number 0", bytes: "2801 0001", error: "0 is not a field number (at byte 2)"),
    Row(
      what: "a wire type that does not exist", bytes: "2E00", error: "6 is not a wire type (field number 5) (at byte 0)"
    ),
    Row(
      what: "the greatest tag there is, which is of no wire type", bytes: "FFFFFFFF0F 00",
      error: "7 is not a wire type (field number 536870911) (at byte 0)"),
    Row(
      what: "no value", bytes: "28", error: "int32_: the bytes end before the value does (at byte 0)", kind: .truncated),
    Row(
      what: "a cut off number", bytes: "28 80", error: "int32_: the bytes end before the value does (at byte 0)",
      kind: .truncated),
    Row(
      what: "a number of eleven bytes", bytes: "28 8080808080808080808001",
      error: "int32_: the bytes are not a variable-length number of at most 10 bytes (at byte 0)"),
    Row(
      what: "a cut off fixed number", bytes: "09 00000000000000",
      error: "double_: the bytes end before the value does (at byte 0)", kind: .truncated),
    Row(
      what: "a cut off text", bytes: "4A 05 'abcd'",
      error: "string_: 5 bytes are announced and 4 are left in the message (at byte 0)", kind: .truncated),
    Row(
      what: "a huge length", bytes: "4A FFFFFFFFFFFFFFFFFF01",
      error: "string_: 18446744073709551615 bytes are announced and 0 are left in the message (at byte 0)",
      kind: .truncated),
    Row(
      what: "a length that is not one", bytes: "4A FFFFFFFFFFFFFFFFFFFF01",
      error: "string_: the length is not a variable-length number of at most 10 bytes (at byte 0)"),
    Row(what: "text that is not UTF-8", bytes: "4A 02 C328", error: "string_: the text is not valid UTF-8 (at byte 0)"),
    Row(
      what: "text in a list that is not UTF-8", bytes: "BA02 01 'a' BA02 01 80",
      error: "strings[1]: the text is not valid UTF-8 (at byte 4)"),
    Row(
      what: "text in messages", bytes: "FA02 02 0801 FA02 05 1203 2201 FF",
      error: "nodes[1].next.names[0]: the text is not valid UTF-8 (at byte 10)"),
    Row(
      what: "the value of a key", bytes: "8203 06 0A01 'k' 1201 FF",
      error: "labels[\"k\"]: the text is not valid UTF-8 (at byte 6)"),
    Row(
      what: "a number that goes beyond its message", bytes: "8A01 02 0880 28 01",
      error: "node.value: the bytes end before the value does (at byte 3)", kind: .truncated),
    Row(
      what: "a message that goes beyond the one around it", bytes: "8A01 03 1205 0801 2801",
      error: "node.next: 5 bytes are announced and 1 are left in the message (at byte 3)", kind: .truncated),
    Row(
      what: "packed numbers with a rest", bytes: "FA01 09 000000000000F83F 00",
      error: "doubles[0]: the packed numbers do not end where the field ends (at byte 0)"),
    Row(
      what: "packed numbers that are cut off", bytes: "9A02 01 80",
      error: "int32s[0]: the packed numbers do not end where the field ends (at byte 0)"),
    Row(
      what: "the end of a group that is not open", bytes: "2801 2C",
      error: "a group with the number 5 ends that is not open (at byte 2)"),
    Row(
      what: "the end of another group", bytes: "13 0805 1C",
      error: "group: a group with the number 3 ends that is not open (at byte 3)", type: "test.Old"),
    Row(
      what: "a group without end", bytes: "13 0805",
      error: "group: the message ends within a group that has not ended (at byte 3)", kind: .truncated,
      type: "test.Old"),
    Row(
      what: "an unknown group without end", bytes: "BB01 0805",
      error: "the group with the number 23 is not whole, or nested too deeply (at byte 0)"),
    Row(
      what: "an unknown group that another ends", bytes: "BB01 C401",
      error: "the group with the number 23 is not whole, or nested too deeply (at byte 0)"),
    Row(
      what: "a required field that is missing", bytes: "", error: "the required field needed is not set",
      kind: .mismatch, type: "test.Old"),
    Row(
      what: "several required fields that are missing", bytes: "13 14 1B 1801 1C 1B 1C",
      error: "required fields are not set: needed, group.must, groups[1].must", kind: .mismatch, type: "test.Old"),
  ]

  @Test("they are refused with the place and the reason", arguments: rows)
  func refuses(_ row: Row) throws {
    let program = try TestSchema.program(row.type)
    var arena = MessageArena()
    let error = #expect(throws: CodecError.self) { try program.decode(bytes(row.bytes), into: &arena) }
    #expect(error?.description == row.error)
    #expect(error?.kind == row.kind)
    #expect(arena.owner == 0)
  }

  /// A message with a bit of everything.
  static let whole = bytes(
    """
    09 000000000000F83F 15 0000C03F 18 9601 28 FEFFFFFFFFFFFFFFFF01 31 FFFFFFFFFFFFFFFF 3D FFFFFFFF 4001 4A04 'abcd' \
    5202 FFFE 8001 01 8A01 06 1204 1202 0807 9A02 05 01 7F 9601 00 EA02 0A FFFFFFFFFFFFFFFFFF01 FA01 08 000000000000F83F \
    BA02 01 'a' BA02 02 C3A9 FA02 02 0801 FA02 02 1200 8203 06 0A01 'a' 1201 'b' 8A03 06 0801 1202 0805 B801 01 \
    BB01 0805 13 0806 14 BC01 C2B802 01 'f' F8FFFFFF0F 07
    """)

  @Test("a message that is cut off anywhere is refused, or ends between two fields")
  func truncated() throws {
    let program = try TestSchema.program()
    var arena = MessageArena()
    try program.decode(Self.whole, into: &arena)
    var ends = 0
    for count in 0..<Self.whole.count {
      let part = Array(Self.whole.prefix(count))
      do throws(CodecError) {
        try program.decode(part, into: &arena)
        ends += 1
      } catch {
        #expect(error.kind == .truncated || error.kind == .malformed, "\(count): \(error)")
      }
    }
    #expect(ends == 24)
  }

  @Test("a message with any byte changed is read or refused, and what is read can be written and read again")
  func changed() throws {
    let program = try TestSchema.program()
    var arena = MessageArena()
    var read = 0
    for place in Self.whole.indices {
      for value: UInt8 in [0x00, 0x01, 0x7F, 0x80, 0xFF, Self.whole[place] ^ 0x02, Self.whole[place] ^ 0x08] {
        var message = Self.whole
        message[place] = value
        do throws(CodecError) { try program.decode(message, into: &arena) } catch { continue }
        read += 1
        let text = program.text(of: arena)
        var output: [UInt8] = []
        try program.encode(&arena, into: &output)
        try program.decode(output, into: &arena)
        let again = program.text(of: arena)
        // A list that is empty is not written, and unknown fields come together.
        #expect(again.replacing(" ?: ", with: "") == text.replacing(" ?: ", with: ""), "\(place): \(value)")
      }
    }
    #expect(read > 200)
  }
}
