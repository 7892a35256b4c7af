import RecordCodec
import SchemaCore
import Testing

@Suite struct FramedRecordTests {
  private let guid = "095d71cf-1255-6b9d-5e33-0ad575b3df5d"

  @Test(
    "the ID stands in front of the payload, most significant byte first",
    arguments: [(Int32(1), "0000000001"), (258, "0000000102"), (.max, "007fffffff")])
  func prefix(_ number: Int32, _ hex: String) throws {
    let identity = SchemaIdentity.id(SchemaID(rawValue: number))
    #expect(Hexadecimal.text(FramedRecord.frame(for: identity)) == hex)
    let record = try FramedRecord(parsing: FramedRecord.frame(for: identity) + [4, 0x68, 0x69])
    #expect(record.schema == .registered(identity))
    #expect(Array(record.payload) == [4, 0x68, 0x69])
    #expect(record.wireFormat == .payloadPrefix)
  }

  @Test("a GUID stands in the header of its part, and the payload is bare")
  func header() throws {
    let identity = SchemaIdentity.guid(try #require(SchemaGUID(guid)))
    let frame = FramedRecord.frame(for: identity)
    #expect(Hexadecimal.text(frame) == "01095d71cf12556b9d5e330ad575b3df5d")
    let headers = [
      RecordHeader(name: "__key_schema_id", value: [9]), RecordHeader(name: "__value_schema_id", value: [9]),
      RecordHeader(name: "__value_schema_id", value: frame),
    ]
    let record = try FramedRecord(parsing: [0, 1, 2], headers: headers)
    #expect(record.schema == .registered(identity))
    #expect(Array(record.payload) == [0, 1, 2])
    #expect(record.wireFormat == .header)
  }

  @Test("either frame is understood in either place")
  func mixed() throws {
    let identity = SchemaIdentity.guid(try #require(SchemaGUID(guid)))
    #expect(try FramedRecord(parsing: FramedRecord.frame(for: identity) + [7]).schema == .registered(identity))
    let header = RecordHeader(name: "__key_schema_id", value: [0, 0, 0, 0, 5])
    let record = try FramedRecord(parsing: [7], headers: [header], part: .key)
    #expect(record.schema == .registered(.id(SchemaID(rawValue: 5))))
  }

  @Test(
    "what is not a frame is refused by its reason",
    arguments: [
      ("", FramingError.Kind.empty), ("02", .unknownMagicByte), ("7b22", .unknownMagicByte), ("00", .truncated),
      ("00000000", .truncated), ("01095d71", .truncated), ("0000000000", .invalidIdentity),
      ("00ffffffff", .invalidIdentity),
    ])
  func refusals(_ hex: String, _ kind: FramingError.Kind) throws {
    let bytes = try #require(Hexadecimal.bytes(hex))
    #expect(throws: FramingError.self) { try FramedRecord(parsing: bytes) }
    do {
      _ = try FramedRecord(parsing: bytes)
    } catch {
      #expect(error.kind == kind)
    }
  }

  @Test("an empty payload behind a frame is a payload")
  func emptyPayload() throws {
    #expect(try FramedRecord(parsing: [0, 0, 0, 0, 1]).payload.isEmpty)
  }
}
