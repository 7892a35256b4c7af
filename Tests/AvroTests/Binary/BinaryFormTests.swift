import Avro
import SchemaCore
import Testing

/// Bytes worked out by hand from the Avro 1.12 specification, Binary Encoding.
@Suite("Binary form")
struct BinaryFormTests {
  struct Example: CustomTestStringConvertible, Sendable {
    var schema: String
    var value: AvroValue
    var hex: String
    var testDescription: String { "\(schema) \(hex)" }

    init(_ schema: String, _ value: AvroValue, _ hex: String) {
      self.schema = schema
      self.value = value
      self.hex = hex
    }
  }

  static let examples: [Example] = [
    Example(#""null""#, .null, ""),
    Example(#""boolean""#, .boolean(false), "00"),
    Example(#""boolean""#, .boolean(true), "01"),
    Example(#""int""#, .int(0), "00"),
    Example(#""int""#, .int(-1), "01"),
    Example(#""int""#, .int(1), "02"),
    Example(#""int""#, .int(-64), "7f"),
    Example(#""int""#, .int(64), "8001"),
    Example(#""int""#, .int(.max), "feffffff0f"),
    Example(#""int""#, .int(.min), "ffffffff0f"),
    Example(#""long""#, .long(8191), "fe7f"),
    Example(#""long""#, .long(8192), "808001"),
    Example(#""long""#, .long(1 << 54), "80808080808080" + "40"),
    Example(#""long""#, .long(1 << 55), "8080808080808080" + "01"),
    Example(#""long""#, .long(.max), "feffffffffffffffff01"),
    Example(#""long""#, .long(.min), "ffffffffffffffffff01"),
    Example(#""float""#, .float(1.5), "0000c03f"),
    Example(#""double""#, .double(-2), "00000000000000c0"),
    Example(#""bytes""#, .bytes([0, 255]), "0400ff"),
    Example(#""string""#, .string("foo"), "06666f6f"),
    Example(#""string""#, .string("é"), "04c3a9"),
    Example(#"["null","string"]"#, .null, "00"),
    Example(#"["null","string"]"#, .string("a"), "020261"),
    Example(#"["string","null"]"#, .null, "02"),
    Example(#"["string","null"]"#, .string("a"), "000261"),
    Example(#"["int"]"#, .int(3), "0006"),
    Example(#"["null"]"#, .null, "00"),
    Example(#"["int","null","boolean"]"#, .null, "02"),
    Example(#"["int","null","boolean"]"#, .boolean(true), "0401"),
    Example(#"{"type":"array","items":"long"}"#, .array([.long(3), .long(27)]), "04063600"),
    Example(#"{"type":"array","items":"long"}"#, .array([]), "00"),
    Example(#"{"type":"array","items":"double"}"#, .array([.double(-2)]), "0200000000000000c000"),
    Example(#"{"type":"array","items":"double"}"#, .array([]), "00"),
    Example(#"{"type":"array","items":"null"}"#, .array([.null, .null]), "0400"),
    Example(
      #"{"type":"array","items":{"type":"array","items":"int"}}"#, .array([.array([.int(1)]), .array([])]),
      "0402020000" + "00"),
    Example(#"{"type":"map","values":"int"}"#, .map([AvroMapEntry(key: "a", value: .int(1))]), "0202610200"),
  ]

  @Test("values and their bytes", arguments: examples)
  func bytesOfValue(_ example: Example) throws {
    let program = try AvroProgram(AvroFormat().parse(example.schema))
    var arena = RecordArena()
    var bytes: [UInt8] = []
    try program.fill(&arena, with: example.value)
    try program.encode(&arena, into: &bytes)
    #expect(Hexadecimal.text(bytes) == example.hex)
    try program.decode(bytes, into: &arena)
    #expect(try program.value(of: arena) == example.value)
  }

  static let readings: [Example] = [
    // Several blocks, and a negative count with the block's size in bytes.
    Example(#"{"type":"array","items":"long"}"#, .array([.long(3), .long(27)]), "0206023600"),
    Example(#"{"type":"array","items":"long"}"#, .array([.long(3), .long(27)]), "0304063600"),
    Example(#"{"type":"array","items":"double"}"#, .array([.double(-2)]), "011000000000000000c000"),
    Example(#"{"type":"array","items":"boolean"}"#, .array([.boolean(true), .boolean(false)]), "01020102" + "0000"),
    Example(#"{"type":"map","values":"int"}"#, .map([AvroMapEntry(key: "a", value: .int(1))]), "0106026102" + "00"),
    // Longer than need be, but within ten bytes.
    Example(#""int""#, .int(1), "8200"),
    Example(#""long""#, .long(1), "82808080808080808000"),
    Example(#"["null","int"]"#, .int(1), "820002"),
  ]

  @Test("bytes that are read and would be written otherwise", arguments: readings)
  func valueOfBytes(_ example: Example) throws {
    let program = try AvroProgram(AvroFormat().parse(example.schema))
    var arena = RecordArena()
    try program.decode(#require(Hexadecimal.bytes(example.hex)), into: &arena)
    #expect(try program.value(of: arena) == example.value)
  }

  @Test("records are written after what the buffer holds")
  func appends() throws {
    let program = try AvroProgram(AvroFormat().parse(#""int""#))
    var arena = RecordArena()
    var bytes: [UInt8] = [0, 9]
    try program.fill(&arena, with: .int(1))
    try program.encode(&arena, into: &bytes)
    try program.encode(&arena, into: &bytes)
    #expect(bytes == [0, 9, 2, 2])
  }

  @Test("an arena cannot be read by another schema's program, nor after a failure")
  func ownership() throws {
    let program = try AvroProgram(AvroFormat().parse(#""int""#))
    let other = try AvroProgram(AvroFormat().parse(#""string""#))
    var arena = RecordArena()
    var bytes: [UInt8] = []
    #expect(throws: CodecError.self) { try program.encode(&arena, into: &bytes) }
    try program.decode([2], into: &arena)
    #expect(throws: CodecError.self) { try other.encode(&arena, into: &bytes) }
    #expect(throws: CodecError.self) { try other.value(of: arena) }
    #expect(throws: CodecError.self) { try other.jsonText(of: arena) }
    #expect(throws: CodecError.self) { try program.decode([], into: &arena) }
    #expect(throws: CodecError.self) { try program.value(of: arena) }
    #expect(throws: CodecError.self) { try program.fill(&arena, withJSON: Array(#""x""#.utf8)) }
    #expect(throws: CodecError.self) { try program.encode(&arena, into: &bytes) }
    #expect(bytes.isEmpty)
  }
}
