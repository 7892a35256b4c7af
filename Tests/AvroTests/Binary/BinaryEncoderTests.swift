import Avro
import SchemaCore
import Testing

/// The encoder writes more than what counts and goes on inside that; nothing of it may be left over.
@Suite("Binary encoder")
struct BinaryEncoderTests {
  /// What the specification says of long, one group of seven bits after the other.
  static func varint(_ value: Int64) -> [UInt8] {
    var rest = UInt64(bitPattern: (value << 1) ^ (value >> 63))
    var bytes: [UInt8] = []
    while rest > 0x7F {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    return bytes + [UInt8(rest)]
  }

  @Test("longs of every width are written in the fewest bytes")
  func longs() throws {
    let program = try AvroProgram(AvroFormat().parse(#"{"type":"array","items":"long"}"#))
    var values: [Int64] = []
    for shift in 0..<63 {
      let power = Int64(1) << Int64(shift)
      values += [power, power - 1, power + 1, -power, -power - 1, power ^ 0x5555_5555_5555_5555]
    }
    values += [.min, .max]
    var arena = RecordArena()
    var output: [UInt8] = []
    try program.fill(&arena, with: .array(values.map { .long($0) }))
    try program.encode(&arena, into: &output)
    #expect(output == Self.varint(Int64(values.count)) + values.flatMap(Self.varint) + [0])
  }

  @Test("texts of every length are written between their neighbours")
  func texts() throws {
    let program = try AvroProgram(AvroFormat().parse(#"{"type":"array","items":"string"}"#))
    let texts = (0...70).map { count in String((0..<count).map { Character(Unicode.Scalar(UInt8(0x30 + $0))) }) }
    var arena = RecordArena()
    var output: [UInt8] = [7]
    try program.fill(&arena, with: .array(texts.map { .string($0) }))
    try program.encode(&arena, into: &output)
    let expected = texts.flatMap { Self.varint(Int64($0.utf8.count)) + Array($0.utf8) }
    #expect(output == [7] + Self.varint(71) + expected + [0])
    try program.decode(output.dropFirst(), into: &arena)
    #expect(try program.value(of: arena) == .array(texts.map { .string($0) }))
  }

  @Test("arrays in arrays are written up to the depth that the program allows", arguments: [1, 8, 9, 16, 17, 100, 128])
  func depth(of arrays: Int) throws {
    let tree = #"{"type":"record","name":"Tree","fields":[{"name":"children","type":{"type":"array","items":"Tree"}}]}"#
    let limits = RecordLimits(maximumDepth: 256)
    let program = try AvroProgram(AvroFormat().parse(tree), limits: limits)
    // Each level holds one tree; the innermost holds none.
    let record = Array(repeating: UInt8(2), count: arrays - 1) + Array(repeating: 0, count: arrays)
    var decoded = RecordArena()
    try program.decode(record, into: &decoded)
    // An arena that was only filled has no room yet for what is open at a time.
    var filled = RecordArena()
    try program.fill(&filled, with: program.value(of: decoded))
    var output: [UInt8] = []
    try program.encode(&filled, into: &output)
    #expect(output == record)
  }
}
