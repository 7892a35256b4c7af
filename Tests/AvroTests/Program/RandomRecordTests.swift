import Avro
import ReferenceCodecs
import SchemaCore
import Testing

/// Random schemas, and for each random values. A failure prints the seed, which makes the same again.
@Suite("Random records")
struct RandomRecordTests {
  static let seeds = Array<UInt64>(1...150)

  @Test("a value comes back from bytes and from JSON as it was", arguments: seeds)
  func roundTrip(seed: UInt64) throws {
    let program = try AvroProgram(AvroFormat().parse(RandomSchema.text(seed: seed)))
    var values = RandomValue(program, seed: seed)
    var arena = RecordArena()
    for _ in 0..<10 {
      let value = values.next()
      try program.fill(&arena, with: value)
      #expect(try program.value(of: arena) == value)

      var bytes: [UInt8] = []
      try program.encode(&arena, into: &bytes)
      try program.decode(bytes, into: &arena)
      #expect(try program.value(of: arena) == value)

      let json = try program.jsonText(of: arena)
      try program.fill(&arena, withJSON: json)
      #expect(try program.value(of: arena) == value, "\(String(decoding: json, as: UTF8.self))")
    }
  }

  @Test("libavro reads what is written, and what it writes is read", arguments: seeds)
  func agreesWithLibavro(seed: UInt64) throws {
    let text = RandomSchema.text(seed: seed)
    let program = try AvroProgram(AvroFormat().parse(text))
    let reference = try LibavroCodec(schema: text)
    var values = RandomValue(program, seed: seed)
    var arena = RecordArena()
    for _ in 0..<5 {
      let value = values.next()
      try program.fill(&arena, with: value)
      var bytes: [UInt8] = []
      try program.encode(&arena, into: &bytes)
      try program.decode(reference.reencoded(bytes), into: &arena)
      #expect(try program.value(of: arena).withSortedMaps == value.withSortedMaps)
    }
  }
}

extension AvroValue {
  /// The value with the entries of each map in one order; libavro writes them in its own.
  fileprivate var withSortedMaps: AvroValue {
    switch self {
    case .map(let entries):
      .map(
        entries.map { AvroMapEntry(key: $0.key, value: $0.value.withSortedMaps) }
          .sorted { $0.key.unicodeScalars.lexicographicallyPrecedes($1.key.unicodeScalars) })
    case .array(let items): .array(items.map(\.withSortedMaps))
    case .record(let record): .record(AvroRecordValue(record.type, fields: record.fields.map(\.withSortedMaps)))
    default: self
    }
  }
}
