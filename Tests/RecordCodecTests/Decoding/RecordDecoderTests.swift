import Avro
import RecordCodec
import RegistryClient
import RegistryTesting
import SchemaCore
import Testing

@Suite("Decoding records")
struct RecordDecoderTests {
  private let lookup = FixedSchemaLookup(.fixed(#""string""#), .fixed(#""int""#, id: 8), .fixed(#""string""#, id: 71))
  private let hi: [UInt8] = [0, 0, 0, 0, 7, 4, 0x68, 0x69]

  @Test("a tombstone is nil, and nobody is asked about it")
  func tombstone() async throws {
    let decoder = RecordDecoder(AvroPayload<String>(), lookup: lookup)
    #expect(try await decoder.decodeIfPresent(nil) == nil)
    #expect(lookup.requests.isEmpty)
    let some: [UInt8]? = hi
    #expect(try await decoder.decodeIfPresent(some) == "hi")
  }

  @Test("the registry is asked for a schema once, and nobody waits from then on")
  func once() async throws {
    let decoder = RecordDecoder(AvroPayload<String>(), lookup: lookup)
    #expect(try hi.withUnsafeBytes { try decoder.decodeIfReady($0) } == nil)
    #expect(lookup.requests.isEmpty)
    for _ in 0..<3 { #expect(try await decoder.decode(hi) == "hi") }
    #expect(try hi.withUnsafeBytes { try decoder.decodeIfReady($0) } == "hi")
    #expect(lookup.requests == [.identity(.id(SchemaID(rawValue: 7)))])
    // An ID that shares a place in the table.
    let other: [UInt8] = [0, 0, 0, 0, 71, 2, 0x61]
    #expect(try other.withUnsafeBytes { try decoder.decodeIfReady($0) } == nil)
    #expect(try await decoder.decode(other) == "a")
    #expect(try await decoder.decode(hi) == "hi")
    #expect(lookup.requests.count == 2)
  }

  @Test("records that are ready are told apart by headers too")
  func headers() async throws {
    let decoder = RecordDecoder(AvroPayload<String>(), lookup: lookup, settings: DecodingSettings(part: .key))
    let guid = try #require(RegisteredText.fixed("", id: 7).guid)
    let header = RecordHeader(name: "__key_schema_id", value: FramedRecord.frame(for: .guid(guid)))
    let other = RecordHeader(name: "__value_schema_id", value: [9])
    for _ in 0..<2 { #expect(try await decoder.decode([4, 0x68, 0x69], headers: [other, header]) == "hi") }
    #expect(try await decoder.decode(hi, headers: [other]) == "hi")
    #expect(lookup.requests.count == 2)
    // With a header, an empty payload is data.
    await #expect(throws: RecordCodecError.self) { try await decoder.decode([], headers: [header]) }
  }

  @Test(
    "what cannot be decoded is an error, never a crash, the first time and later",
    arguments: [
      ("", "empty"), ("7b7d", "not framed"), ("00000007", "4 of 5"), ("0000000009", "Schema not found"),
      ("0000000007", "schema ID 7"), ("000000000704", "schema ID 7"), ("000000000704686900", "schema ID 7"),
    ])
  func undecodable(_ hex: String, _ part: String) async throws {
    let decoder = RecordDecoder(AvroPayload<String>(), lookup: lookup)
    let bytes = try #require(Hexadecimal.bytes(hex))
    for _ in 0..<2 {
      do {
        _ = try await decoder.decode(bytes)
        Issue.record("\(hex) was decoded")
      } catch {
        #expect(error.description.contains(part), "\(error)")
      }
    }
  }

  @Test("many tasks share a decoder")
  func sharing() async throws {
    let decoder = RecordDecoder(AvroPayload<String>(), lookup: lookup)
    let texts = try await withThrowingTaskGroup(of: String.self) { group in
      for number in 0..<200 {
        let bytes: [UInt8] = [0, 0, 0, 0, number % 2 == 0 ? 7 : 71, 2, 0x61 + UInt8(number % 26)]
        group.addTask { try await decoder.decode(bytes) }
      }
      return try await group.reduce(into: Set()) { $0.insert($1) }
    }
    #expect(texts.count == 26)
  }

  @Test("a decoder may decode for an actor without leaving it")
  @MainActor func isolation() async throws {
    let decoder = RecordDecoder(AvroPayload<String>(), lookup: lookup)
    #expect(try await decoder.decode(hi) == "hi")
    #expect(try await decoder.decode(hi) == "hi")
  }
}
