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
  func protoc(seed: UInt64) throws {
    // Options bring their own file with them.
    let ours = try RandomProto.link(seed: seed).files.filter { !$0.name.hasPrefix("google/") }
    let theirs = try Protoc.link(RandomProto.files(seed: seed))
    #expect(ours.map(\.name) == theirs.map(\.name))
    // Whole files would be no message that anybody reads.
    for (ours, theirs) in zip(ours, theirs) {
      let areEqual = ours == theirs
      #expect(areEqual, "\(ours.name)")
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
