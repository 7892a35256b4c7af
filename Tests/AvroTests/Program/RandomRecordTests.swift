import ReferenceCodecs
import SchemaCore
import Testing

@testable import Avro

/// Random schemas, and for each random values. A failure prints the seed, which makes the same again.
@Suite("Random records")
struct RandomRecordTests {
  static let seeds = Array<UInt64>(1...150)

  @Test("a value comes back from bytes and from JSON as it was", arguments: seeds)
  func roundTrip(seed: UInt64) throws {
    let program = try AvroProgram(AvroFormat().parse(RandomSchema.text(seed: seed, isOdd: seed.isMultiple(of: 4))))
    var values = RandomValue(program, seed: seed, allowsNaN: true)
    var arena = RecordArena()
    for _ in 0..<10 {
      let made = values.next()
      let value = exact(made, program)
      try program.fill(&arena, with: made)
      #expect(exact(try program.value(of: arena), program) == value)

      var bytes: [UInt8] = []
      try program.encode(&arena, into: &bytes)
      try program.decode(bytes, into: &arena)
      #expect(exact(try program.value(of: arena), program) == value)

      let json = try program.jsonText(of: arena)
      try program.fill(&arena, withJSON: json)
      let read = exact(try program.value(of: arena), program)
      #expect(read.withOneNaN == value.withOneNaN, "\(String(decoding: json, as: UTF8.self))")
    }
  }

  /// Bit by bit, since NaN does not equal itself, and -0 equals 0.
  private func exact(_ value: AvroValue, _ program: AvroProgram) -> ReferenceValue {
    ReferenceValue(value, program.layout)
  }
}
