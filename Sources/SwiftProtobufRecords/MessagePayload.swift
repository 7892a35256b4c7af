import Protobuf
public import SchemaCore
public import SwiftProtobuf

/// Records that are generated messages of one type.
///
/// A generated type carries no descriptor, so the schema is given, or comes from the registry, and the message in it is
/// found by the type's name. A record of another message than the type's is an error that names both, however well its bytes
/// would fit.
public struct MessagePayload<Record: SwiftProtobuf.Message>: PayloadCodec {
  public let schema: PayloadSchema?
  private let checksFields: Bool

  /// - Parameters:
  ///   - schema: the file that the type was generated from, with what it imports: `PayloadSchema(protobuf:imports:)`; nil
  ///     for what the registry has.
  ///   - checksFields: whether each record is read once more by the schema before it is sent, so that a field which the
  ///     schema does not have, or has with another type, is an error and not a record that others misread. It costs about
  ///     as much as decoding once more.
  public init(_ type: Record.Type = Record.self, schema: PayloadSchema? = nil, checksFields: Bool = true) {
    self.schema = schema
    self.checksFields = checksFields
  }

  public var formats: SchemaFormats { SchemaFormats([ProtobufFormat()]) }

  public var recordType: RecordType { .named(Record.protoMessageName) }

  public func encoder(writing schema: any ParsedSchema) throws(SchemaError) -> MessagePayloadEncoder<Record> {
    let schema = try schema.requiring(ProtobufSchema.self, of: .protobuf)
    let program = try schema.program(for: recordType)
    return MessagePayloadEncoder(fields: checksFields ? SchemaFields(program) : nil)
  }

  public func decoder(
    reading type: RecordType, of schema: any ParsedSchema
  ) throws(SchemaError) -> MessagePayloadDecoder<Record> {
    let schema = try schema.requiring(ProtobufSchema.self, of: .protobuf)
    try schema.requireMessage(named: Record.protoMessageName, at: type)
    return MessagePayloadDecoder()
  }
}

/// Lets messages write themselves.
public struct MessagePayloadEncoder<Record: SwiftProtobuf.Message>: PayloadEncoder {
  let fields: SchemaFields?

  public func encode(_ record: Record, behind frame: [UInt8]) throws(CodecError) -> [UInt8] {
    let bytes: [UInt8]
    do {
      bytes = try record.serializedBytes()
    } catch {
      throw CodecError(.mismatch, "\(Record.protoMessageName) cannot be encoded: \(error)")
    }
    try fields?.check(bytes)
    return frame.isEmpty ? bytes : frame + bytes
  }
}

/// Lets messages read themselves.
public struct MessagePayloadDecoder<Record: SwiftProtobuf.Message>: PayloadDecoder {
  public func decode(_ data: UnsafeRawBufferPointer) throws(CodecError) -> Record {
    do {
      return try Record(serializedBytes: data.bytes)
    } catch {
      throw CodecError(.malformed, "the bytes are no \(Record.protoMessageName): \(error)")
    }
  }
}
