import Avro
import JSONSchema
import Protobuf
import RecordCodec
import RegistryClient
import RegistryTesting
import SchemaCore
import Testing

/// The framed records in `fixtures/wire`, whose bytes were put together by hand from the formats' specifications.
@Suite("Golden frames")
struct GoldenFrameTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var schema: RegisteredText
    var type: RecordType
    var frame: [UInt8]
    var json: [UInt8]
    /// False for spellings that are read and not written.
    var isWritten: Bool
  }

  private static let formats = SchemaFormats([AvroFormat(), ProtobufFormat(), JSONSchemaFormat()])

  private static let rows: [Row] = ["avro", "protobuf", "json"].flatMap { format in
    let text = try? Fixtures.fixture("wire/\(format).json")
    let rows = text.flatMap { try? JSONParser.parse($0).array } ?? []
    return rows.compactMap(\.object).compactMap { row in Self.row(row, FormatName(rawValue: format.uppercased())) }
  }

  private static func row(_ row: JSONObject, _ format: FormatName) -> Row? {
    guard let schema = row["schema"], let id = row["id"]?.number?.int64,
      let frame = row["frame"]?.string.flatMap({ Hexadecimal.bytes($0) }), let json = row["json"]?.string,
      let name = row["name"]?.string
    else { return nil }
    // Schemas of Avro stand there as JSON, others as text.
    let text = format == .avro ? JSONWriter.text(schema) : schema.string ?? ""
    return Row(
      testDescription: "\(format): \(name)", schema: .fixed(text, format: format, id: Int32(id), subject: "t-value"),
      type: row["message"]?.string.map(RecordType.named) ?? .root, frame: frame, json: Array(json.utf8),
      isWritten: row["written"]?.bool ?? true)
  }

  @Test("are written and read, in front of the data", arguments: rows)
  func prefix(_ row: Row) async throws {
    let lookup = FixedSchemaLookup(row.schema)
    let payload = JSONTextPayload(formats: Self.formats, type: row.type)
    let decoder = RecordDecoder(payload, lookup: lookup)
    for _ in 0..<2 { #expect(try JSONParser.parse(await decoder.decode(row.frame)) == JSONParser.parse(row.json)) }
    if row.isWritten {
      #expect(try await RecordEncoder(payload, topic: "t", lookup: lookup).encode(row.json).bytes == row.frame)
    }
  }

  @Test("are written and read with a header", arguments: rows)
  func header(_ row: Row) async throws {
    let lookup = FixedSchemaLookup(row.schema)
    let payload = JSONTextPayload(formats: Self.formats, type: row.type)
    let encoder = RecordEncoder(
      payload, topic: "t", lookup: lookup, settings: EncodingSettings(wireFormat: .header))
    let record = try await encoder.encode(row.json)
    let decoder = RecordDecoder(payload, lookup: lookup)
    for _ in 0..<2 {
      let decoded = try await decoder.decode(record.bytes, headers: record.headers)
      #expect(try JSONParser.parse(decoded) == JSONParser.parse(row.json))
    }
    guard row.isWritten else { return }
    // The frame is made of the same: what names the message moves to the header, and the data is what is left.
    let guid = try #require(row.schema.guid)
    let header = try #require(record.headers.first?.value)
    #expect(header.prefix(17) == FramedRecord.frame(for: .guid(guid))[...])
    #expect(Array(row.frame.dropFirst(5)) == Array(header.dropFirst(17)) + record.bytes)
  }

  @Test("there are some of each format")
  func count() {
    for format in FormatName.all { #expect(Self.rows.count { $0.schema.schema.format == format } > 5) }
  }
}
