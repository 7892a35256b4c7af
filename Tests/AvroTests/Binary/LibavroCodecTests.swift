import Avro
import ReferenceCodecs
import RegistryTesting
import SchemaCore
import Testing

@Suite("The second opinion")
struct LibavroCodecTests {
  @Test("libavro reads a record, writes it again and shows it as JSON")
  func record() throws {
    let codec = try LibavroCodec(schema: #"{"type":"record","name":"R","fields":[{"name":"n","type":"int"}]}"#)
    #expect(try codec.reencoded([2]) == [2])
    #expect(try codec.json([2]) == #"{"n": 1}"#)
    #expect(throws: LibavroCodec.Failure.self) { try codec.reencoded([]) }
    #expect(throws: LibavroCodec.Failure.self) { try codec.json([0x80]) }
  }

  @Test("libavro refuses what is no schema")
  func schema() {
    #expect(throws: LibavroCodec.Failure.self) { try LibavroCodec(schema: "{") }
    #expect(throws: LibavroCodec.Failure.self) {
      try LibavroCodec(schema: #"{"type":"record","name":"1","fields":[]}"#)
    }
  }

  @Test("what is accepted here, libavro accepts too")
  func acceptance() throws {
    let accepted = try HostileBytesTests.seeds.map(acceptedRecords).reduce(0, +)
    #expect(accepted >= 2000, "of \(100 * HostileBytesTests.seeds.count) changed records")
  }

  /// How many of 100 records with a changed bit are accepted.
  private func acceptedRecords(seed: UInt64) throws -> Int {
    let text = RandomSchema.text(seed: seed)
    let program = try AvroProgram(AvroFormat().parse(text))
    let reference = try LibavroCodec(schema: text)
    var values = RandomValue(program, seed: seed)
    var generator = SeededGenerator(seed: seed)
    var arena = RecordArena()
    var bytes: [UInt8] = []
    try program.fill(&arena, with: values.next())
    try program.encode(&arena, into: &bytes)
    if bytes.isEmpty { return 0 }
    var accepted = 0
    for _ in 0..<100 {
      var changed = bytes
      changed[Int.random(in: 0..<bytes.count, using: &generator)] ^= 1 << UInt8.random(in: 0...7, using: &generator)
      guard (try? program.decode(changed, into: &arena)) != nil else { continue }
      #expect(throws: Never.self, "seed \(seed)") { try reference.reencoded(changed) }
      accepted += 1
    }
    return accepted
  }
}
