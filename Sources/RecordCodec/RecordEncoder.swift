public import RegistryClient
public import SchemaCore

/// Makes framed records of one schema from JSON text.
public struct RecordEncoder: Sendable {
  private let codec: any JSONRecordCodec
  private let frame: RecordFrame

  /// The schema that records are written with.
  public var schema: SchemaIdentity { frame.schema }

  /// Prepares the coding of records.
  ///
  /// - Parameters:
  ///   - registered: the schema, as the registry has it.
  ///   - type: which of the schema's types the records are of.
  ///   - wireFormat: where the schema is named.
  ///   - form: how the JSON is written.
  /// - Throws: `RecordCodecError.schema` if the schema's format is not installed, the schema cannot be used, or has no such
  ///   type.
  public init(
    _ registered: RegisteredText, type: RecordType = .root, formats: SchemaFormats,
    wireFormat: WireFormat = .payloadPrefix, part: RecordPart = .value, json form: JSONForm = .specification
  ) throws(RecordCodecError) {
    let parsed: any ParsedSchema
    do {
      parsed = try formats.parse(registered.schema, references: registered.references, rules: .stored)
      codec = try parsed.recordCodec(for: type, json: form)
    } catch {
      throw .schema(error, .id(registered.id))
    }
    frame = try RecordFrame(registered, parsed: parsed, type: type, wireFormat: wireFormat, part: part)
  }

  /// One record from one JSON value.
  ///
  /// - Throws: `RecordCodecError.codec` naming the field that does not fit.
  public func encode(json: some Collection<UInt8>) throws(RecordCodecError) -> EncodedRecord {
    do {
      return frame.record(try codec.encode(json: json))
    } catch {
      throw .codec(error, schema)
    }
  }
}
