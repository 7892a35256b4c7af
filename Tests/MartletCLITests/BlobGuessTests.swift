import RegistryTesting
import SchemaCore
import Testing

@testable import MartletCLI

@Suite struct BlobGuessTests {
  @Test(
    "a blob is told by its beginning and by how it holds together",
    arguments: [
      ("", "nothing", "no bytes"), ("00000000070261", "framed with a schema ID", "the number 7"),
      ("0000", "which is damaged", "2 of 5 bytes"), ("0000000000", "which is damaged", "schema ID 0"),
      ("01095d71cf12556b9d5e330ad575b3df5d02", "framed with a schema GUID", "16 bytes"),
      ("01095d71cf12556b9d5e330ad575b3df5d", "framed with a schema GUID", "headers"),
      ("00000000000000002a0261", "Apicurio", "the number 42"),
      ("0300095d71cf12556b9d5e330ad575b3df5d02", "AWS Glue", "095d71cf-1255-6b9d-5e33-0ad575b3df5d"),
      ("0305095d71cf12556b9d5e330ad575b3df5d02", "AWS Glue, compressed", "compression byte 5"),
      ("c301736a8b1ba5e5d1d302", "an Avro single object", "fingerprint"),
      ("4f626a0104", "container file", "4f626a01"), ("1f8b08", "gzip", ""), ("28b52ffd", "Zstandard", ""),
      ("aced0005", "Java", ""), ("7b2261223a317d", "JSON text", "one JSON value"), ("205b5d", "JSON text", ""),
      ("7b2261223a", "damaged JSON", ""), ("0a03616263100a", "Protobuf", "1 text, 2 number"),
      ("0d000000000900000000000000001a020a00", "Protobuf", "1 4 bytes, 1 8 bytes, 3 bytes or message"),
      ("68656c6c6f", "text without a frame", "printable"), ("ff00ff", "not a frame", "ff"),
      ("0a04616263", "not a frame", "0a"), ("0306", "which is damaged", ""),
    ])
  func guesses(hex: String, what: String, why: String) throws {
    let guess = BlobGuess(try #require(Hexadecimal.bytes(hex)))
    #expect(guess.what.contains(what), "\(guess)")
    #expect(guess.why.contains(why), "\(guess)")
    let isOfRegistry = what.hasPrefix("framed with a schema") || hex.hasPrefix("0000") && what == "which is damaged"
    #expect((guess.kind == .registryFrame) == isOfRegistry, "\(guess)")
  }

  @Test("nothing that bytes can be ends the process")
  func hostile() {
    var random = SeededGenerator(seed: 1)
    for length in 0..<400 {
      let bytes = (0..<length % 40).map { _ in UInt8.random(in: .min ... .max, using: &random) }
      for start in [[], [0], [0, 0, 0, 0], [1], [3], [0xC3, 1], [0x0A]] as [[UInt8]] {
        #expect(!BlobGuess(start + bytes).what.isEmpty)
      }
    }
    let lengths: [UInt8] = [0x0A] + Array(repeating: 0xFF, count: 9) + [0x01]
    #expect(ProtobufShape(lengths) == nil)
    #expect(ProtobufShape(Array(repeating: 0xFF, count: 100)) == nil)
  }
}
