import RegistryClient
import SchemaCore

/// What stands around the data of all records of one type and schema: it is made once.
@usableFromInline struct RecordFrame: Equatable, Sendable {
  /// The schema that is named.
  let schema: SchemaIdentity
  /// What stands in front of the data; empty if a header names the schema.
  @usableFromInline let prefix: [UInt8]
  /// The headers that belong to a record.
  @usableFromInline let headers: [RecordHeader]

  /// The frame of records.
  ///
  /// - Parameters:
  ///   - registered: the schema, as the registry has it.
  ///   - parsed: the same schema, parsed.
  ///   - type: which of the schema's types the records are of.
  ///   - wireFormat: where the schema is named.
  /// - Throws: `RecordCodecError.schema` if the schema has no such type, or no GUID where one is needed.
  init(
    _ registered: RegisteredText, parsed: any ParsedSchema, type: RecordType, wireFormat: WireFormat, part: RecordPart
  ) throws(RecordCodecError) {
    let id = SchemaIdentity.id(registered.id)
    let indexes: [UInt8]
    do {
      indexes = parsed.carriesMessageIndexes ? MessageIndexes.bytes(of: try parsed.messageIndexes(of: type)) : []
    } catch {
      throw .schema(error, .registered(id))
    }
    switch wireFormat {
    case .payloadPrefix:
      schema = id
      prefix = FramedRecord.frame(for: id) + indexes
      headers = []
    case .header:
      guard let guid = registered.guid else {
        let error = SchemaError(.unsupported, "the registry gives it no GUID, which headers need")
        throw .schema(error, .registered(id))
      }
      schema = .guid(guid)
      prefix = []
      headers = [RecordHeader(name: part.headerName, value: FramedRecord.frame(for: .guid(guid)) + indexes)]
    }
  }
}

/// A record ready for any Kafka client.
public struct EncodedRecord: Hashable, Sendable {
  /// The key's or value's bytes.
  public var bytes: [UInt8]
  /// The headers that belong to it.
  public var headers: [RecordHeader]

  public init(bytes: [UInt8], headers: [RecordHeader] = []) {
    self.bytes = bytes
    self.headers = headers
  }
}
