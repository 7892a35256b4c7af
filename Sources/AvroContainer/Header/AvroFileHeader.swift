public import Avro
import SchemaCore

/// What stands in front of the blocks of a container file (Avro 1.12 specification, Object Container Files).
public struct AvroFileHeader: Sendable {
  /// The schema of the records.
  public let schema: AvroDocument
  /// How the blocks are compressed.
  public let codec: AvroFileCodec
  /// What ends the header and each block.
  public let syncMarker: SyncMarker
  /// Everything that the header says about the file, `avro.schema` and `avro.codec` included.
  public let metadata: [String: [UInt8]]
  /// How long the header is, in bytes: where the first block begins.
  public let byteCount: Int

  static let magic: [UInt8] = [0x4F, 0x62, 0x6A, 1]
  /// Keys with this beginning belong to the specification.
  static let reservedPrefix = "avro."
  static let schemaKey = "avro.schema"
  static let codecKey = "avro.codec"

  /// Reads the header, which is the first thing in the input.
  init(_ input: inout ByteInput, limits: AvroFileLimits) throws(AvroFileError) {
    let parsed = try HeaderParser.parse(&input, limits: limits)
    metadata = parsed.metadata
    syncMarker = parsed.syncMarker
    byteCount = parsed.byteCount
    codec = try Self.codec(parsed.metadata)
    schema = try Self.schema(parsed.metadata)
  }

  init(
    schema: AvroDocument, codec: AvroFileCodec, syncMarker: SyncMarker, metadata: [String: [UInt8]], byteCount: Int
  ) {
    self.schema = schema
    self.codec = codec
    self.syncMarker = syncMarker
    self.metadata = metadata
    self.byteCount = byteCount
  }

  private static func codec(_ metadata: [String: [UInt8]]) throws(AvroFileError) -> AvroFileCodec {
    // The specification takes a header without a codec for one that says null.
    guard let bytes = metadata[codecKey] else { return .null }
    let name = String(decoding: bytes, as: UTF8.self)
    guard let codec = AvroFileCodec(rawValue: name) else {
      let known = AvroFileCodec.allCases.map(\.rawValue).joined(separator: ", ")
      throw AvroFileError(
        .unknownCodec, "the blocks are compressed with the codec \"\(name)\", which is not among those known: \(known)")
    }
    return codec
  }

  private static func schema(_ metadata: [String: [UInt8]]) throws(AvroFileError) -> AvroDocument {
    guard let bytes = metadata[schemaKey] else {
      throw AvroFileError(.schema, "the header has no schema: the metadata has no \(schemaKey)")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw AvroFileError(.schema, "the schema in the header is not UTF-8 text")
    }
    return try schema(text)
  }

  static func schema(_ text: String) throws(AvroFileError) -> AvroDocument {
    do {
      return try AvroFormat().parse(text, rules: .stored)
    } catch {
      throw AvroFileError(.schema, "the schema in the header cannot be used: \(error)")
    }
  }
}
