import Protobuf
import Testing

/// Random files here and in protoc. A failure prints the seed, which makes the same files again.
@Suite("Random .proto files")
struct RandomProtoTests {
  static let seeds = Array<UInt64>(1...300)

  @Test("they are in order")
  func order() {
    for seed in Self.seeds {
      #expect(throws: Never.self, "seed \(seed)") { try RandomProto.link(seed: seed) }
    }
  }

  @Test(
    "they are linked as protoc links them", .enabled(if: Protoc.isInstalled),
    arguments: seeds.filter(RandomProto.isWithoutEditions).prefix(60))
  func protoc(seed: UInt64) async throws {
    let linked = try RandomProto.link(seed: seed).files
    let files = RandomProto.files(seed: seed).map { (name: $0.name, text: $0.text) }
    for count in 1...files.count {
      let theirs = try await Protoc.compile(Array(files.prefix(count))).get()
      let ours = try #require(linked.first { $0.name == theirs.name })
      // Whole files would be no message that anybody reads.
      let areEqual = ours == theirs
      #expect(areEqual, "\(theirs.name)")
    }
  }

  @Test("they come back from their descriptors as they were")
  func descriptors() throws {
    for seed in Self.seeds {
      let files = try RandomProto.link(seed: seed).files
      #expect(try DescriptorReader.fileSet(DescriptorWriter.bytes(of: files)) == files, "seed \(seed)")
    }
  }
}
