import ReferenceCodecs
import SchemaCore
import Testing

@testable import Avro

/// Random changes of random schemas, read with libavro's resolver. A failure prints the seed.
@Suite("Random changes and the second opinion")
struct PortableEvolutionTests {
  static let seeds = Array<UInt64>(1...300)

  @Test(
    "libavro reads the same from what was written with the version before, unless it is said that it does not",
    arguments: seeds)
  func read(seed: UInt64) throws {
    guard let pair = try Pair(seed: seed) else { return }
    let codec = try LibavroCodec(reader: pair.readerText, writer: pair.writerText)
    let program = try AvroProgram(pair.writer)
    let resolving = try AvroProgram(writer: pair.writer, reader: pair.reader)
    var values = RandomValue(program, seed: seed)
    var arena = RecordArena()
    for _ in 0..<5 {
      let value = values.next()
      if LibavroFault.cutsKeys(of: ReferenceValue(value, program.layout)) { continue }
      try program.fill(&arena, with: value)
      var bytes: [UInt8] = []
      try program.encode(&arena, into: &bytes)
      try resolving.decode(bytes, into: &arena)
      let ours = ReferenceValue(try resolving.value(of: arena), resolving.layout)
      #expect(try codec.decoded(bytes).withSortedMaps == ours.withSortedMaps)
    }
  }

  @Test("enough of the changes are compared")
  func coverage() throws {
    let sample = Self.seeds.prefix(150)
    let compared = try sample.filter { try Pair(seed: $0) != nil }.count
    #expect(compared >= sample.count / 6, "\(compared) of \(sample.count)")
  }

  /// Two versions of which the later one can read the earlier one, by the specification and by libavro.
  struct Pair {
    let writerText: String
    let readerText: String
    let writer: AvroDocument
    let reader: AvroDocument

    init?(seed: UInt64) throws {
      writerText = RandomSchema.text(seed: seed)
      readerText = try PortableEvolution.text(after: writerText, seed: seed)
      writer = try AvroFormat().parse(writerText)
      guard let reader = try? AvroFormat().parse(readerText) else { return nil }
      self.reader = reader
      let findings =
        writer.portabilityFindings() + reader.portabilityFindings() + reader.portabilityFindings(reading: writer)
      if !reader.incompatibilities(reading: writer).isEmpty || !findings.allSatisfy(\.isHarmless) { return nil }
    }
  }
}
