import Protobuf
public import RecordCodec
public import RegistryClient
import SchemaCore
public import SwiftProtobuf

/// Turns framed records into generated messages of one type.
///
/// The registry is asked once for each schema that records were written with. A record of another message than the type's
/// is an error that names both, however well its bytes would fit.
public final class MessageDecoder<Record: SwiftProtobuf.Message>: Sendable {
  private let schemas: DecodingSchemas

  /// Decodes with the schemas that `lookup` finds.
  public init(lookup: any SchemaLookup) {
    schemas = DecodingSchemas(lookup: lookup, formats: SchemaFormats([ProtobufFormat()]), json: .specification)
  }

  /// Decodes the key or the value of a record.
  ///
  /// - Throws: `RecordCodecError`.
  public func decode(
    _ bytes: [UInt8], headers: [RecordHeader] = [], part: RecordPart = .value
  ) async throws(RecordCodecError) -> Record {
    var framed: FramedRecord
    do {
      framed = try FramedRecord(parsing: bytes, headers: headers, part: part)
    } catch {
      throw .framing(error)
    }
    let schema = try await schemas.schema(framed.schema)
    let type: RecordType
    do {
      type = try schema.type(of: &framed)
    } catch {
      throw .framing(error)
    }
    do {
      try Self.agree(type, schema.writer)
    } catch {
      throw .schema(error, framed.schema)
    }
    do {
      return try Record(serializedBytes: Array(framed.payload))
    } catch {
      throw .codec(
        CodecError(.malformed, "the bytes are no \(Record.protoMessageName): \(error)"), framed.schema)
    }
  }

  private static func agree(_ type: RecordType, _ schema: any ParsedSchema) throws(SchemaError) {
    guard let schema = schema as? ProtobufSchema else {
      throw SchemaError(.unsupported, "it is a schema of \(schema.format), and messages need one of Protobuf")
    }
    let written = try schema.messageName(of: type)
    if written != Record.protoMessageName {
      throw SchemaError(
        .invalid, "the record is a \(written), and it is to be read as a \(Record.protoMessageName)")
    }
  }
}
