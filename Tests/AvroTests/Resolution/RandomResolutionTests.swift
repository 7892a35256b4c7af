import ReferenceCodecs
import RegistryTesting
import SchemaCore
import Testing

@testable import Avro

/// Random schemas changed at random, with random records. A failure prints the seed, which makes the same again.
@Suite("Random resolution")
struct RandomResolutionTests {
  static let seeds = Array<UInt64>(1...200)

  private struct Pair {
    var writer: AvroDocument
    var reader: AvroDocument
    var writing: AvroProgram
    /// nil if no record can be read.
    var reading: AvroProgram?

    init(seed: UInt64) throws {
      writer = try AvroFormat().parse(RandomSchema.text(seed: seed))
      reader = RandomEvolution.reader(of: writer, seed: seed)
      writing = try AvroProgram(writer)
      do {
        reading = try AvroProgram(writer: writer, reader: reader)
      } catch {
        guard case .unreadable(let reasons) = error, !reasons.isEmpty else { throw error }
      }
    }
  }

  @Test("what is read is what the plain reference makes of the value", arguments: seeds)
  func agreesWithReference(seed: UInt64) throws {
    let pair = try Pair(seed: seed)
    let reference = ReferenceResolution(writer: pair.writer, reader: pair.reader)
    var values = RandomValue(pair.writing, seed: seed)
    let plain = try AvroProgram(pair.reader)
    var arena = RecordArena()
    for _ in 0..<6 {
      let value = values.next()
      var bytes: [UInt8] = []
      try pair.writing.fill(&arena, with: value)
      try pair.writing.encode(&arena, into: &bytes)
      let expected: ReferenceValue
      do {
        expected = exact(try reference.resolved(value), plain)
      } catch {
        guard let reading = pair.reading else { continue }
        #expect(throws: CodecError.self, "\(error)") { try reading.decode(bytes, into: &arena) }
        continue
      }
      let reading = try #require(pair.reading)
      try reading.decode(bytes, into: &arena)
      #expect(exact(try reading.value(of: arena), plain) == expected)

      // What is written again is the reader's.
      let json = try reading.jsonText(of: arena)
      var again: [UInt8] = []
      try reading.encode(&arena, into: &again)
      try plain.decode(again, into: &arena)
      #expect(exact(try plain.value(of: arena), plain) == expected)
      #expect(try plain.jsonText(of: arena) == json)
    }
  }

  /// Bit by bit but for NaN, whose bits a promotion may change.
  private func exact(_ value: AvroValue, _ program: AvroProgram) -> ReferenceValue {
    ReferenceValue(value, program.layout).withOneNaN
  }

  @Test("a record cut off anywhere or followed by a byte is an error", arguments: seeds.prefix(60))
  func truncation(seed: UInt64) throws {
    let pair = try Pair(seed: seed)
    guard let reading = pair.reading else { return }
    var values = RandomValue(pair.writing, seed: seed)
    var arena = RecordArena()
    let bytes = try values.shortRecord(of: pair.writing)
    for count in 0..<bytes.count {
      #expect(throws: CodecError.self, "cut off after \(count) bytes") {
        try reading.decode(bytes.prefix(count), into: &arena)
      }
    }
    #expect(throws: CodecError.self) { try reading.decode(bytes + [0], into: &arena) }
  }

  @Test("flipped bits are refused or give a record that can be written", arguments: seeds.prefix(60))
  func flippedBits(seed: UInt64) throws {
    let pair = try Pair(seed: seed)
    guard let reading = pair.reading else { return }
    var values = RandomValue(pair.writing, seed: seed)
    var generator = SeededGenerator(seed: seed)
    var arena = RecordArena()
    let bytes = try values.shortRecord(of: pair.writing)
    guard !bytes.isEmpty else { return }
    for _ in 0..<150 {
      var changed = bytes
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        changed[Int.random(in: 0..<bytes.count, using: &generator)] ^= 1 << UInt8.random(in: 0...7, using: &generator)
      }
      do {
        try reading.decode(changed, into: &arena)
      } catch {
        #expect(error.byteOffset.map { (0...bytes.count).contains($0) } == true)
        continue
      }
      var written: [UInt8] = []
      try reading.encode(&arena, into: &written)
      _ = try reading.jsonText(of: arena)
    }
  }
}
