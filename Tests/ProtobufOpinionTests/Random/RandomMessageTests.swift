import ReferenceCodecs
import RegistryTesting
import SchemaCore
import Testing

@testable import Protobuf

/// Random schemas, and for each random messages. A failure prints the seed, which makes the same again.
@Suite("Random messages")
struct RandomMessageTests {
  static let seeds = Array<UInt64>(1...200)

  @Test("a message is read as what it was written from, in whatever way it was written", arguments: seeds)
  func reading(seed: UInt64) throws {
    let sample = try Sample(seed: seed)
    var messages = RandomMessage(sample.catalog, seed: seed)
    var wild = WildEncoder(sample.catalog, seed: seed)
    var arena = MessageArena()
    for _ in 0..<10 {
      let message = messages.next(of: Sample.root)
      try sample.program.decode(sample.encoder.bytes(message, of: Sample.root), into: &arena)
      #expect(ReferenceMessage(&arena, of: sample.program).difference(from: message) == nil)
      try sample.program.decode(wild.bytes(message, of: Sample.root), into: &arena)
      #expect(ReferenceMessage(&arena, of: sample.program).difference(from: message) == nil)
    }
  }

  @Test("a message that is cut off is refused, or is whole without what is missing", arguments: seeds.prefix(60))
  func truncation(seed: UInt64) throws {
    let sample = try Sample(seed: seed)
    var arena = MessageArena()
    var messages = RandomMessage(sample.catalog, seed: seed)
    guard let bytes = sample.shortMessage(&messages) else { return }
    for length in bytes.indices {
      do throws(CodecError) {
        try sample.program.decode(bytes[..<length], into: &arena)
        let read = sample.encoder.bytes(ReferenceMessage(&arena, of: sample.program), of: Sample.root)
        let isSame = read == Array(bytes[..<length])
        #expect(isSame, "\(Hexadecimal.text(bytes[..<length]))")
      } catch {
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
