import Avro
import RegistryTesting
import SchemaCore
import Testing

/// The framed records in `fixtures/wire/avro.json`, whose bytes were put together by hand from the specification.
@Suite("Golden frames")
struct GoldenFrameTests {
  struct Frame: CustomTestStringConvertible, Sendable {
    var name: String
    var schema: String
    /// What stands behind the magic byte and the schema ID.
    var payload: [UInt8]
    var json: String
    var testDescription: String { name }
  }

  static func frames() throws -> [Frame] {
    let cases = try JSONParser.parse(Fixtures.fixture("wire/avro.json")).array ?? []
    return try cases.map { value in
      let object = try #require(value.object)
      let frame = try #require(object["frame"]?.string.flatMap { Hexadecimal.bytes($0) })
      return Frame(
        name: try #require(object["name"]?.string), schema: JSONWriter.text(try #require(object["schema"])),
        payload: Array(frame.dropFirst(5)), json: try #require(object["json"]?.string))
    }
  }

  @Test("the frame's payload gives the JSON and the JSON gives the payload")
  func bothWays() throws {
    let frames = try Self.frames()
    #expect(!frames.isEmpty)
    for frame in frames {
      let codec = try AvroFormat().parse(frame.schema).recordCodec()
      #expect(try codec.decode(frame.payload) == Array(frame.json.utf8), "\(frame.name)")
      #expect(try codec.encode(json: Array(frame.json.utf8)) == frame.payload, "\(frame.name)")
    }
  }
}
