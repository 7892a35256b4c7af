import Testing

@testable import Avro

/// Random schemas, and for each random values. A failure prints the seed, which makes the same again.
@Suite("Codable: random records")
struct CodableRandomTests {
  static let seeds = Array<UInt64>(1...60)

  @Test("containers write the bytes that values are written as", arguments: seeds)
  func encodes(seed: UInt64) throws {
    try Self.forEachRecord(seed) { program, value, bytes in
      let encoder = AvroEncoder(program)
      let layout = program.layout
      let nested = try encoder.encode(CodableByLayout.Nested(value: value, node: 0, layout: layout))
      #expect(nested == bytes)
      let interleaved = try encoder.encode(CodableByLayout.Interleaved(value: value, layout: layout))
      #expect(interleaved == bytes)
    }
  }

  @Test("containers read what values are read as", arguments: seeds)
  func decodes(seed: UInt64) throws {
    try Self.forEachRecord(seed) { program, value, bytes in
      let key = try #require(CodableByLayout.layout)
      let decoder = AvroDecoder(program, userInfo: [key: program.layout])
      let decoded = try decoder.decode(CodableByLayout.Decoded.self, from: bytes)
      #expect(decoded.value == value)
    }
  }

  @Test("what a type asks for in vain does not change what is read afterwards", arguments: seeds)
  func mismatches(seed: UInt64) throws {
    try Self.forEachRecord(seed) { program, value, bytes in
      let key = try #require(CodableByLayout.layout)
      let decoder = AvroDecoder(program, userInfo: [key: program.layout])
      #expect(try decoder.decode(Misreader.self, from: bytes).decoded.value == value)
    }
  }

  /// A type that asks every value for everything, and then for what it is.
  private struct Misreader: Decodable {
    var decoded: CodableByLayout.Decoded

    init(from decoder: any Decoder) throws {
      Self.misread(decoder, depth: 0)
      decoded = try CodableByLayout.Decoded(from: decoder)
    }

    private static func misread(_ decoder: any Decoder, depth: Int) {
      guard depth < 8 else { return }
      if let container = try? decoder.singleValueContainer() {
        _ = container.decodeNil()
        _ = try? container.decode(Bool.self)
        _ = try? container.decode(Int8.self)
        _ = try? container.decode(UInt64.self)
        _ = try? container.decode(Float.self)
        _ = try? container.decode(Double.self)
        _ = try? container.decode(String.self)
        _ = try? container.decode([UInt8].self)
        _ = try? container.decode([Int].self)
        _ = try? container.decode([String: String].self)
        _ = try? container.decode(Int?.self)
      }
      if let container = try? decoder.container(keyedBy: CodableByLayout.Key.self) {
        _ = container.contains(CodableByLayout.Key("none"))
        for key in container.allKeys.prefix(3) {
          if let part = try? container.superDecoder(forKey: key) { misread(part, depth: depth + 1) }
        }
      }
      if var container = try? decoder.unkeyedContainer() {
        for _ in 0..<2 {
          _ = try? container.decode(Bool.self)
          if let part = try? container.superDecoder() { misread(part, depth: depth + 1) }
        }
      }
    }
  }

  private static func forEachRecord(
    _ seed: UInt64, _ body: (AvroProgram, AvroValue, [UInt8]) throws -> Void
  ) throws {
    let program = try AvroProgram(AvroFormat().parse(RandomSchema.text(seed: seed)))
    var values = RandomValue(program, seed: seed)
    var arena = RecordArena()
    for _ in 0..<4 {
      let value = values.next()
      try program.fill(&arena, with: value)
      var bytes: [UInt8] = []
      try program.encode(&arena, into: &bytes)
      try body(program, value, bytes)
    }
  }
}
