import Protobuf
import ReferenceCodecs
import Testing

/// Random schemas and messages through libprotobuf-c. A failure prints the seed, which makes the same again.
@Suite("Random messages and the second opinion")
struct RandomOpinionTests {
  static let seeds = Array<UInt64>(1...150)

  @Test("libprotobuf-c reads and writes what the plain encoder writes", arguments: seeds)
  func plainEncoder(seed: UInt64) throws {
    let catalog = MessageCatalog(try RandomProto.link(seed: seed))
    guard let schema = LibprotobufSchema(catalog, root: "p.Root") else { return }
    let codec = LibprotobufCodec(schema)
    var messages = RandomMessage(catalog, content: [.unknownFields, .unusualNaN], seed: seed)
    let encoder = PlainEncoder(catalog: catalog)
    for _ in 0..<20 {
      let message = messages.next(of: "p.Root")
      let bytes = encoder.bytes(message, of: "p.Root")
      #expect(try codec.decoded(bytes).difference(from: message) == nil)
      let isSame = try codec.encoded(message) == bytes
      #expect(isSame)
    }
  }

  @Test("most of the schemas are compared, and most messages are not small")
  func coverage() throws {
    var compared = 0
    var size = 0
    for seed in Self.seeds.prefix(50) {
      let catalog = MessageCatalog(try RandomProto.link(seed: seed))
      if LibprotobufSchema(catalog, root: "p.Root") == nil { continue }
      compared += 1
      var messages = RandomMessage(catalog, seed: seed)
      size += PlainEncoder(catalog: catalog).bytes(messages.next(of: "p.Root"), of: "p.Root").count
    }
    #expect(compared >= 30 && size >= 50 * compared, "\(compared) schemas, messages of \(size) bytes")
  }
}
