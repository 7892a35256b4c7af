import ReferenceCodecs
import RegistryTesting
import SchemaCore
import Testing

@testable import Protobuf

/// Random schemas, and for each random messages. A failure prints the seed, which makes the same again.
@Suite("Random messages")
struct RandomMessageTests {
  static let seeds = Array<UInt64>(1...200)

  @Test(
    "a message is read in whatever way it was written, and written in the one that everybody uses", arguments: seeds)
  func roundTrip(seed: UInt64) throws {
    let sample = try Sample(seed: seed)
    var messages = RandomMessage(sample.catalog, seed: seed)
    var wild = WildEncoder(sample.catalog, seed: seed)
    var arena = MessageArena()
    for _ in 0..<10 {
      let message = messages.next(of: Sample.root)
      let plain = sample.encoder.bytes(message, of: Sample.root)
      for bytes in [plain, wild.bytes(message, of: Sample.root)] {
        try sample.program.decode(bytes, into: &arena)
        #expect(ReferenceMessage(&arena, of: sample.program).difference(from: message) == nil)
        // Entries of maps that do not count have been taken away by now.
        #expect(try sample.isEncoded(&arena, as: plain))
      }
    }
  }

  @Test("a message that is cut off is refused, or is whole without what is missing", arguments: seeds.prefix(60))
  func truncation(seed: UInt64) throws {
    let sample = try Sample(seed: seed)
    var arena = MessageArena()
    var messages = RandomMessage(sample.catalog, seed: seed)
    guard let bytes = sample.shortMessage(&messages) else { return }
    for length in bytes.indices {
      do {
        try sample.program.decode(bytes[..<length], into: &arena)
        #expect(try sample.isEncoded(&arena, as: Array(bytes[..<length])), "\(Hexadecimal.text(bytes[..<length]))")
      } catch let error as CodecError {
        #expect(error.byteOffset.map { $0 <= length } ?? true)
      }
    }
  }

  @Test("what libprotobuf-c accepts is accepted here, but for its faults", arguments: seeds)
  func acceptance(seed: UInt64) throws {
    let sample = try Sample(seed: seed)
    var messages = RandomMessage(sample.catalog, content: [.unknownFields], seed: seed)
    guard let schema = LibprotobufSchema(sample.catalog, root: Sample.root),
      var bytes = sample.shortMessage(&messages), !bytes.isEmpty
    else { return }
    let reference = LibprotobufCodec(schema)
    var generator = SeededGenerator(seed: seed)
    var arena = MessageArena()
    for _ in 0..<100 {
      let place = Int.random(in: 0..<bytes.count, using: &generator)
      let bit = UInt8(1) << UInt8.random(in: 0...7, using: &generator)
      bytes[place] ^= bit
      defer { bytes[place] ^= bit }
      do throws(CodecError) {
        try sample.program.decode(bytes, into: &arena)
      } catch {
        if LibprotobufFault.refusals.contains(where: error.description.contains) { continue }
        #expect(throws: LibprotobufCodec.Failure.self, "\(error): \(Hexadecimal.text(bytes))") {
          try reference.decoded(bytes)
        }
      }
    }
  }

  /// A random schema with all that is needed to write and read its messages.
  struct Sample {
    static let root = "p.Root"
    let catalog: MessageCatalog
    let encoder: PlainEncoder
    let program: ProtobufProgram

    init(seed: UInt64) throws {
      catalog = MessageCatalog(try RandomProto.link(seed: seed))
      encoder = PlainEncoder(catalog: catalog)
      program = try ProtobufProgram(catalog.files, message: Self.root)
    }

    /// True if the message is written as these bytes. Whole messages are nothing to read.
    func isEncoded(_ arena: inout MessageArena, as expected: [UInt8]) throws -> Bool {
      var bytes: [UInt8] = []
      try program.encode(&arena, into: &bytes)
      return bytes == expected
    }

    /// A message so short that each of its bytes can be tried; nil if the type has none.
    func shortMessage(_ messages: inout RandomMessage) -> [UInt8]? {
      for _ in 0..<20 {
        let bytes = encoder.bytes(messages.next(of: Self.root), of: Self.root)
        if (1...300).contains(bytes.count) { return bytes }
      }
      return nil
    }
  }
}
