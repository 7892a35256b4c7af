import RecordCodec
import RegistryClient
import SchemaCore

/// Framed keys and values of any schema as JSON text.
struct JSONTextDecoder: Sendable {
  /// A record and the schema that it was written with.
  struct Record {
    var json: [UInt8]
    var schema: FrameIdentity
    /// The full name of its type; nil if it has none.
    var typeName: String?
  }

  private let keys: RecordDecoder<JSONTextPayload>
  private let values: RecordDecoder<JSONTextPayload>

  /// - Parameters:
  ///   - reader: the schema that all records are read as; nil for their own.
  ///   - form: the JSON that is made.
  ///   - rules: what to do with schemas that have rules.
  init(
    lookup: any SchemaLookup, as reader: (any ParsedSchema)? = nil, json form: JSONForm = .specification,
    rules: RulesPolicy = .refuse
  ) {
    let payload = JSONTextPayload(formats: InstalledFormats.all, as: reader, json: form)
    keys = RecordDecoder(payload, lookup: lookup, settings: DecodingSettings(part: .key, rules: rules))
    values = RecordDecoder(payload, lookup: lookup, settings: DecodingSettings(rules: rules))
  }

  /// The JSON of a value whose schema was met before; nil if ``decode(_:headers:)`` must ask for it.
  func decodeIfReady(_ bytes: [UInt8]) throws(RecordCodecError) -> [UInt8]? {
    try bytes.span.bytes.withUnsafeBytes { (bytes) throws(RecordCodecError) in try values.decodeIfReady(bytes) }
  }

  /// The JSON of a value. Only the first record of a schema waits.
  nonisolated(nonsending) func decode(
    _ bytes: [UInt8], headers: [RecordHeader] = []
  ) async throws(RecordCodecError) -> [UInt8] {
    try await values.decode(bytes, headers: headers)
  }

  /// A key or value with what is known about its schema.
  func record(
    _ bytes: [UInt8], headers: [RecordHeader], part: RecordPart = .value
  ) async throws(RecordCodecError) -> Record {
    let decoder = part == .key ? keys : values
    let json = try await decoder.decode(bytes, headers: headers)
    let schema = try await decoder.schema(of: bytes, headers: headers)
    return Record(json: json, schema: schema.identity, typeName: schema.typeName)
  }
}
