import RecordCodec
import SchemaCore
import Testing

@Suite("Recognizing what bytes may be")
struct RecognizedFrameTests {
  @Test(
    "by how they begin",
    arguments: [
      ("", "nothing"), ("0000000007", "schema ID"), ("01095d71cf12556b9d5e330ad575b3df5d", "GUID"),
      ("000000000000000007", "Apicurio"), ("0300095d71cf12556b9d5e330ad575b3df5d", "Glue, not compressed"),
      ("0305095d71cf12556b9d5e330ad575b3df5d", "zlib"), ("c3010000000000000000", "single object"),
      ("4f626a01", "container"), ("7b7d", "JSON"), ("5b", "JSON"), ("22", "JSON"), ("ff", "first byte is ff"),
      ("0000", "schema ID, which is damaged"), ("0300", "Glue, which is damaged"), ("00ffffffff", "which is damaged"),
      ("01ff", "GUID, which is damaged"), ("c301", "single object, which is damaged"),
      ("00000000" + String(repeating: "61", count: 32), "Azure"),
    ])
  func beginnings(_ hex: String, _ words: String) throws {
    let frame = RecognizedFrame(try #require(Hexadecimal.bytes(hex)))
    #expect(frame.description.contains(words), "\(frame)")
  }

  @Test("the schema that a frame names is told")
  func identity() {
    #expect(
      RecognizedFrame([0, 0, 0, 0, 7]) == .framed(.registered(.id(SchemaID(rawValue: 7))), isCompressed: false))
    #expect(
      RecognizedFrame([0xC3, 1, 1, 0, 0, 0, 0, 0, 0, 0]) == .framed(.fingerprint(1), isCompressed: false))
  }
}
