/// Codes records that are Swift values of one type, by any schema of the formats that it knows.
///
/// The formats' modules have one for each kind of value, such as generated types, types that are `Codable`, and values
/// that are known only at run time. What stands around the data in a Kafka record is none of a payload's business.
public protocol PayloadCodec<Record>: Sendable {
  /// What one record is.
  associatedtype Record
  /// What writes records with one schema.
  associatedtype Encoder: PayloadEncoder<Record>
  /// What reads records that were written with one schema.
  associatedtype Decoder: PayloadDecoder<Record>

  /// The formats of the schemas that records can be coded by.
  var formats: SchemaFormats { get }

  /// The schema that the records bring along; nil if only a registry can tell it.
  var schema: PayloadSchema? { get }

  /// Which of the types of a schema the records are written as.
  var recordType: RecordType { get }

  /// What writes records with a schema, which need not be the records' own. It is made once for each schema.
  ///
  /// - Throws: `SchemaError` if no record could be written so.
  func encoder(writing schema: any ParsedSchema) throws(SchemaError) -> Encoder

  /// What reads records that were written as a type of a schema. It is made once for each.
  ///
  /// - Throws: `SchemaError` if no such record could be read.
  func decoder(reading type: RecordType, of schema: any ParsedSchema) throws(SchemaError) -> Decoder
}

/// Writes the data of records with one schema. It may be used by many tasks at a time.
public protocol PayloadEncoder<Record>: Sendable {
  /// What one record is.
  associatedtype Record

  /// The data of a record behind bytes that are to stand in front of it.
  ///
  /// - Throws: `CodecError` naming the field that does not fit.
  func encode(_ record: Record, behind frame: [UInt8]) throws(CodecError) -> [UInt8]
}

/// Reads the data of records that were written with one schema. It may be used by many tasks at a time.
public protocol PayloadDecoder<Record>: Sendable {
  /// What one record is.
  associatedtype Record

  /// The record that some data holds. The memory need not outlast the call.
  ///
  /// - Throws: `CodecError` with the field and the byte offset where the bytes stop making sense; bytes left over after
  ///   the record are an error.
  func decode(_ data: UnsafeRawBufferPointer) throws(CodecError) -> Record
}

extension PayloadCodec {
  /// The root type, which counts where a format defines one for each schema.
  public var recordType: RecordType { .root }
}

extension ParsedSchema {
  /// This schema as one of a certain format.
  ///
  /// - Throws: `SchemaError` of kind `unsupported` if it is one of another.
  public func requiring<Schema: ParsedSchema>(
    _ type: Schema.Type, of format: FormatName
  ) throws(SchemaError) -> Schema {
    if let schema = self as? Schema { return schema }
    throw SchemaError(.unsupported, "it is a schema of \(self.format), and these records need one of \(format)")
  }
}
