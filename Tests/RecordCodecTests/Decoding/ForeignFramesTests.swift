import Avro
import RecordCodec
import RegistryClient
import RegistryTesting
import SchemaCore
import Testing
import Zlib

@Suite("Frames of other systems")
struct ForeignFramesTests {
  private let lookup = FixedSchemaLookup(.fixed(#""string""#))
  private let version = "095d71cf-1255-6b9d-0000-000000000007"
  private let text = "046869"

  private func decoder(_ kinds: FrameKinds) -> RecordDecoder<AvroPayload<String>> {
    RecordDecoder(AvroPayload(), lookup: lookup, settings: DecodingSettings(kinds: kinds))
  }

  @Test("Apicurio's IDs of eight bytes are told apart by their zeros, beside those of four")
  func apicurio() async throws {
    let long = try #require(Hexadecimal.bytes("00" + "0000000000000007" + text))
    let short = try #require(Hexadecimal.bytes("00" + "00000007" + text))
    let decoder = decoder([.registry, .apicurio])
    for _ in 0..<2 {
      #expect(try await decoder.decode(long) == "hi")
      #expect(try await decoder.decode(short) == "hi")
    }
    await #expect(throws: RecordCodecError.self) { try await self.decoder(.registry).decode(long) }
    await #expect(throws: RecordCodecError.self) { try await self.decoder(.apicurio).decode(short) }
  }

  @Test("AWS Glue's versions are UUIDs, and the data may be compressed")
  func glue() async throws {
    let identity = version.replacing("-", with: "")
    let plain = try #require(Hexadecimal.bytes("0300" + identity + text))
    var packed: [UInt8] = []
    let data = try #require(Hexadecimal.bytes(text))
    try data.withUnsafeBytes { try DeflateEncoder(.zlib).encode($0, into: &packed) }
    let frame = try #require(Hexadecimal.bytes("0305" + identity))
    let decoder = decoder(.glue)
    for _ in 0..<2 {
      #expect(try await decoder.decode(plain) == "hi")
      #expect(try await decoder.decode(frame + packed) == "hi")
      for damaged in [frame + packed.dropLast(), frame + packed + [0], frame + [1, 2, 3], frame] {
        await #expect(throws: RecordCodecError.self) { try await decoder.decode(damaged) }
      }
    }
    let unknown = try #require(Hexadecimal.bytes("0307" + identity))
    await #expect(throws: RecordCodecError.self) { try await decoder.decode(unknown) }
  }

  @Test("single objects name a fingerprint, which somebody has to know")
  func singleObject() async throws {
    let fingerprint = try AvroFormat().parse(#""string""#).fingerprint()
    let bytes = FrameIdentity.fingerprint(fingerprint).frame + [4, 0x68, 0x69]
    #expect(try SingleObjectMessage(bytes).fingerprint == fingerprint)
    let error = await #expect(throws: RecordCodecError.self) { try await self.decoder(.singleObject).decode(bytes) }
    #expect(error?.description.contains("fingerprint") == true)
    let settings = DecodingSettings(kinds: .singleObject) { identity throws(ClientError) in
      guard identity == .fingerprint(fingerprint) else { throw ClientError(.invalidRequest, "\(identity)?") }
      return .fixed(#""string""#)
    }
    let decoder = RecordDecoder(AvroPayload<String>(), lookup: lookup, settings: settings)
    for _ in 0..<2 { #expect(try await decoder.decode(bytes) == "hi") }
    await #expect(throws: RecordCodecError.self) { try await decoder.decode(bytes.dropLast(4) + []) }
  }

  @Test("are not understood unless they are asked for", arguments: ["0300", "c301"])
  func notAsked(_ hex: String) async throws {
    let bytes = try #require(Hexadecimal.bytes(hex + String(repeating: "00", count: 20)))
    await #expect(throws: RecordCodecError.self) { try await decoder(.registry).decode(bytes) }
  }
}
