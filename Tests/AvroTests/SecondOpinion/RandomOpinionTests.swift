import ReferenceCodecs
import SchemaCore
import Testing

@testable import Avro

/// Random schemas and values through libavro and back. A failure prints the seed, which makes the same again.
@Suite("Random records and the second opinion")
struct RandomOpinionTests {
  static let seeds = Array<UInt64>(1...300)

  @Test(
    "what is written here is read by libavro, as the same value and JSON, and written as the same bytes",
    arguments: seeds)
  func encodedHere(seed: UInt64) throws {
    guard let pair = try Pair(seed: seed) else { return }
    var values = RandomValue(pair.program, seed: seed, allowsNaN: true)
    var arena = RecordArena()
    for _ in 0..<5 {
      let value = values.next()
      let expected = ReferenceValue(value, pair.program.layout)
      if LibavroFault.cutsKeys(of: expected) { continue }
      try pair.program.fill(&arena, with: value)
      var bytes: [UInt8] = []
      try pair.program.encode(&arena, into: &bytes)

      let read = try pair.reference.decoded(bytes)
      #expect(read.withSortedMaps == expected.withSortedMaps)
      // A map keeps its order in libavro, so that even the bytes are the same.
      #expect(try pair.reference.reencoded(bytes) == bytes)

      if LibavroFault.hasNoJSON(for: expected) {
        #expect(throws: LibavroCodec.Failure.self) { try pair.reference.json(bytes) }
      } else if !LibavroFault.cutsTexts(of: expected) {
        let ours = try JSONParser.parse(pair.program.jsonText(of: arena))
        let theirs = try JSONParser.parse(pair.reference.json(bytes))
        #expect(LibavroJSON(layout: pair.program.layout).agrees(ours, theirs), "\(JSONWriter.text(ours))")
      }
    }
  }

  @Test("what libavro writes is read here as the same value", arguments: seeds)
  func encodedByLibavro(seed: UInt64) throws {
    guard let pair = try Pair(seed: seed) else { return }
    var values = RandomValue(pair.program, seed: seed ^ 0xFFFF, allowsNaN: true)
    var arena = RecordArena()
    for _ in 0..<5 {
      let expected = ReferenceValue(values.next(), pair.program.layout)
      if LibavroFault.cutsKeys(of: expected) { continue }
      try pair.program.decode(pair.reference.encoded(expected), into: &arena)
      #expect(ReferenceValue(try pair.program.value(of: arena), pair.program.layout) == expected)
    }
  }

  @Test("most of the schemas are compared")
  func coverage() throws {
    let compared = try Self.seeds.filter { try Pair(seed: $0) != nil }.count
    #expect(compared * 10 >= Self.seeds.count * 8)
  }

  /// A schema in both libraries; nil if it is known that libavro cannot cope with it.
  private struct Pair {
    let program: AvroProgram
    let reference: LibavroCodec

    init?(seed: UInt64) throws {
      let text = RandomSchema.text(seed: seed, isOdd: seed.isMultiple(of: 4))
      let document = try AvroFormat().parse(text)
      if document.portabilityFindings().contains(where: { $0.effect == .refused || $0.effect == .crash }) { return nil }
      program = try AvroProgram(document)
      reference = try LibavroCodec(schema: text)
    }
  }
}
