import Protobuf
import ReferenceCodecs
import Testing

/// Random schemas and messages through libprotobuf-c. A failure prints the seed, which makes the same again.
@Suite("Random messages and the second opinion", .enabled(if: Protoc.isInstalled))
struct RandomOpinionTests {
  static let seeds = (1...60).map(UInt64.init).filter(RandomProto.isWithoutEditions)

  @Test("libprotobuf-c reads and writes what the plain encoder writes", arguments: seeds)
  func plainEncoder(seed: UInt64) throws {
    let catalog = MessageCatalog(FileSet(try Protoc.link(RandomProto.files(seed: seed))))
    guard let schema = LibprotobufSchema(catalog, root: "p.Root") else { return }
    let codec = LibprotobufCodec(schema)
    var messages = RandomMessage(catalog, content: [.unknownFields, .unusualNaN], seed: seed)
    let encoder = PlainEncoder(catalog: catalog)
    for _ in 0..<20 {
      let message = messages.next(of: "p.Root")
      let bytes = encoder.bytes(message, of: "p.Root")
      #expect(try codec.decoded(bytes) == message)
      #expect(try codec.encoded(message) == bytes)
    }
  }
}
