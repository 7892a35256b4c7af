public import SchemaCore

/// Reads records that were written with one schema as values of a Swift type, whose schema may be another (Avro 1.12
/// specification, Schema Resolution).
///
/// Where the two schemas have the same encoding, the type reads the bytes itself. Otherwise each record is first turned
/// into one of the type's schema. A decoder is made once and may be used by many tasks at a time.
public struct AvroTypedDecoder<Value: AvroSerializable>: Sendable {
  /// Nil if the records need not be changed.
  @usableFromInline let conversion: RecordConversion?

  /// - Parameters:
  ///   - writer: the schema that the records were written with.
  ///   - limits: what a record may cost.
  /// - Throws: `AvroResolutionError` with all reasons why the type can read no such record.
  public init(writer: AvroDocument, limits: RecordLimits = RecordLimits()) throws(AvroResolutionError) {
    conversion = try RecordConversion(from: writer, to: Value.avroSchema, limits: limits)
  }

  /// Reads one record in Avro's binary encoding.
  ///
  /// - Throws: `CodecError` with the field and the byte offset where the bytes stop making sense.
  @inlinable public func decode(_ record: some Collection<UInt8>) throws(CodecError) -> Value {
    let result: Result<Value, CodecError>? = record.withContiguousStorageIfAvailable { bytes in
      Result { () throws(CodecError) in try decode(UnsafeRawBufferPointer(bytes)) }
    }
    return if let result { try result.get() } else { try decode(Array(record)) }
  }

  /// Reads one record from memory that need not outlast the call.
  ///
  /// - Throws: as for any collection of bytes.
  @inlinable public func decode(_ record: UnsafeRawBufferPointer) throws(CodecError) -> Value {
    guard let conversion else { return try Value(avro: record) }
    return try Value(avro: try conversion.convert(record))
  }
}
