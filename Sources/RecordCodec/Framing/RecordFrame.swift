public import RegistryClient
public import SchemaCore

/// What stands around the data of all records of one type and schema: it is made once.
public struct RecordFrame: Sendable {
  /// The schema that is named.
  public let schema: SchemaIdentity
  private let bytes: [UInt8]
  private let part: RecordPart

  /// The frame of records.
  ///
  /// - Parameters:
  ///   - registered: the schema, as the registry has it.
  ///   - parsed: the same schema, parsed.
  ///   - type: which of the schema's types the records are of.
  ///   - wireFormat: where the schema is named.
  /// - Throws: `RecordCodecError.schema` if the schema has no such type, or no GUID where one is needed.
  public init(
    _ registered: RegisteredText, parsed: any ParsedSchema, type: RecordType, wireFormat: WireFormat, part: RecordPart
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
      let indexes = parsed.carriesMessageIndexes ? MessageIndexes.bytes(of: try parsed.messageIndexes(of: type)) : []
      bytes = FramedRecord.frame(for: identity) + indexes
    } catch {
      throw .schema(error, identity)
    }
    schema = identity
    self.part = part
  }

  /// The record that holds some data.
  public func record(_ payload: [UInt8]) -> EncodedRecord {
    switch schema {
    case .id: EncodedRecord(bytes: bytes + payload, headers: [])
    case .guid: EncodedRecord(bytes: payload, headers: [RecordHeader(name: part.headerName, value: bytes)])
    }
  }
}

/// A record ready for any Kafka client.
public struct EncodedRecord: Hashable, Sendable {
  /// The key's or value's bytes.
  public var bytes: [UInt8]
  /// The headers that belong to it.
  public var headers: [RecordHeader]
}
