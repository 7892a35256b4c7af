import Avro
import RegistryTesting
import SchemaCore
import Testing

/// Bytes that nobody wrote with the schema: every answer is good except a crash, a hang or memory without end.
@Suite("Hostile bytes")
struct HostileBytesTests {
  static let seeds = Array<UInt64>(1...40)

  @Test("a record cut off anywhere is an error", arguments: seeds)
  func truncation(seed: UInt64) throws {
    let program = try AvroProgram(AvroFormat().parse(RandomSchema.text(seed: seed)))
    var values = RandomValue(program, seed: seed)
    var arena = RecordArena()
    let bytes = try values.shortRecord(of: program)
    for count in 0..<bytes.count {
      #expect(throws: CodecError.self, "cut off after \(count) bytes") {
        try program.decode(bytes.prefix(count), into: &arena)
      }
    }
  }

  @Test("a byte after the record is an error", arguments: seeds)
  func trailingByte(seed: UInt64) throws {
    let program = try AvroProgram(AvroFormat().parse(RandomSchema.text(seed: seed)))
    var values = RandomValue(program, seed: seed)
    var arena = RecordArena()
    let bytes = try values.shortRecord(of: program)
    let error = #expect(throws: CodecError.self) { try program.decode(bytes + [0], into: &arena) }
    #expect(error?.kind == .trailingBytes)
  }

  @Test("flipped bits are refused or give a record that can be written again", arguments: seeds)
  func flippedBits(seed: UInt64) throws {
    let program = try AvroProgram(AvroFormat().parse(RandomSchema.text(seed: seed)))
    var values = RandomValue(program, seed: seed)
    var generator = SeededGenerator(seed: seed)
    var arena = RecordArena()
    let bytes = try values.shortRecord(of: program)
    guard !bytes.isEmpty else { return }
    for _ in 0..<200 {
      var changed = bytes
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        changed[Int.random(in: 0..<bytes.count, using: &generator)] ^= 1 << UInt8.random(in: 0...7, using: &generator)
      }
      try decodeAndUse(changed, program, &arena)
    }
  }

  @Test("random bytes are refused or give a record that can be written again", arguments: seeds)
  func garbage(seed: UInt64) throws {
    let program = try AvroProgram(AvroFormat().parse(RandomSchema.text(seed: seed)))
    var generator = SeededGenerator(seed: seed)
    var arena = RecordArena()
    for _ in 0..<250 {
      let bytes = (0..<Int.random(in: 0...64, using: &generator)).map { _ in
        UInt8.random(in: 0...255, using: &generator)
      }
      try decodeAndUse(bytes, program, &arena)
    }
  }

  /// What was accepted must be a record in every respect: it comes back from what it is written as.
  private func decodeAndUse(_ bytes: [UInt8], _ program: AvroProgram, _ arena: inout RecordArena) throws {
    do {
      try program.decode(bytes, into: &arena)
    } catch {
      #expect(error.byteOffset.map { (0...bytes.count).contains($0) } == true)
      return
    }
    var written: [UInt8] = []
    try program.encode(&arena, into: &written)
    let json = try program.jsonText(of: arena)
    try program.decode(written, into: &arena)
    #expect(try program.jsonText(of: arena) == json)
  }
}
