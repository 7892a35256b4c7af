import Protobuf
public import RecordCodec
public import RegistryClient
public import SchemaCore
public import SwiftProtobuf

/// Makes framed records of generated messages of one type.
///
/// A generated type carries no descriptor, so the schema comes from the registry, and the message in it is found by the
/// type's name. What is encoded is read once more by that schema: a field that the schema does not have, or has with
/// another type, is an error and not a record that others misread.
public struct MessageEncoder<Record: SwiftProtobuf.Message>: Sendable {
  /// The schema that records are written with.
  public var schema: SchemaIdentity { frame.schema }

  private let frame: RecordFrame
  private let fields: SchemaFields?

  /// Prepares the coding of records.
  ///
  /// - Parameters:
  ///   - registered: the schema, as the registry has it.
  ///   - wireFormat: where the schema is named.
  ///   - checksFields: whether each record is held against the schema. It costs about as much as decoding once more.
  /// - Throws: `RecordCodecError.schema` if the schema is not Protobuf, cannot be used, or defines no message of the type's
  ///   name.
  public init(
    _ registered: RegisteredText, wireFormat: WireFormat = .payloadPrefix, part: RecordPart = .value,
    checksFields: Bool = true
  ) throws(RecordCodecError) {
    let type = RecordType.named(Record.protoMessageName)
    let parsed: ProtobufSchema
    do {
      parsed = try Self.parse(registered)
      fields = checksFields ? SchemaFields(try parsed.program(for: type)) : nil
    } catch {
      throw .schema(error, .id(registered.id))
    }
    frame = try RecordFrame(registered, parsed: parsed, type: type, wireFormat: wireFormat, part: part)
  }

  /// One record.
  ///
  /// - Throws: `RecordCodecError.codec` if a required field is missing, or if the message has something that the schema does
  ///   not have.
  public func encode(_ message: Record) throws(RecordCodecError) -> EncodedRecord {
    let bytes: [UInt8]
    do {
      bytes = try message.serializedBytes()
    } catch {
      throw .codec(CodecError(.mismatch, "\(Record.protoMessageName) cannot be encoded: \(error)"), schema)
    }
    do {
      try fields?.check(bytes)
    } catch {
      throw .codec(error, schema)
    }
    return frame.record(bytes)
  }

  private static func parse(_ registered: RegisteredText) throws(SchemaError) -> ProtobufSchema {
    if registered.schema.format != .protobuf {
      throw SchemaError(
        .unsupported, "it is a schema of \(registered.schema.format), and messages need one of Protobuf")
    }
    return try ProtobufFormat().parse(registered.schema.text, references: registered.references, rules: .stored)
  }
}
