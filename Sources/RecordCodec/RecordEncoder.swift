public import RegistryClient
public import SchemaCore

/// Makes framed records of one schema from JSON text.
public struct RecordEncoder: Sendable {
  /// A record ready for any Kafka client.
  public struct EncodedRecord: Hashable, Sendable {
    /// The key's or value's bytes.
    public var bytes: [UInt8]
    /// The headers that belong to it.
    public var headers: [RecordHeader]
  }

  /// The schema that records are written with.
  public let schema: SchemaIdentity
  private let codec: any JSONRecordCodec
  private let frame: [UInt8]
  private let part: RecordPart

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
    wireFormat: WireFormat = .payloadPrefix,
    part: RecordPart = .value, json form: JSONForm = .specification
  ) throws(RecordCodecError) {
    var identity = SchemaIdentity.id(registered.id)
    if wireFormat == .header {
      guard let guid = registered.guid else {
        let error = SchemaError(.unsupported, "the registry gives it no GUID, which headers need")
        throw .schema(error, identity)
      }
      identity = .guid(guid)
    }
    do {
      let parsed = try formats.parse(registered.schema, references: registered.references, rules: .stored)
      codec = try parsed.recordCodec(for: type, json: form)
      let indexes = parsed.carriesMessageIndexes ? MessageIndexes.bytes(of: try parsed.messageIndexes(of: type)) : []
      frame = FramedRecord.frame(for: identity) + indexes
    } catch {
      throw .schema(error, identity)
    }
    schema = identity
    self.part = part
  }

  /// One record from one JSON value.
  ///
  /// - Throws: `RecordCodecError.codec` naming the field that does not fit.
  public func encode(json: some Collection<UInt8>) throws(RecordCodecError) -> EncodedRecord {
    let payload: [UInt8]
    do {
      payload = try codec.encode(json: json)
    } catch {
      throw .codec(error, schema)
    }
    switch schema {
    case .id: return EncodedRecord(bytes: frame + payload, headers: [])
    case .guid: return EncodedRecord(bytes: payload, headers: [RecordHeader(name: part.headerName, value: frame)])
    }
  }
}
