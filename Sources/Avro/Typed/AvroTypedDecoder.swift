public import SchemaCore

/// Reads records that were written with one schema as values of a Swift type, whose schema may be another (Avro 1.12
/// specification, Schema Resolution).
///
/// Where the two schemas have the same encoding, the type reads the bytes itself. Otherwise each record is first turned
/// into one of the type's schema. A decoder is made once and may be used by many tasks at a time.
public struct AvroTypedDecoder<Value: AvroSerializable>: Sendable {
  /// Nil if the records need not be changed.
  private let resolution: AvroProgram?
  private let arenas = RecordArenaPool()

  /// - Parameters:
  ///   - writer: the schema that the records were written with.
  ///   - limits: what a record may cost.
  /// - Throws: `AvroResolutionError` with all reasons why the type can read no such record.
  public init(writer: AvroDocument, limits: RecordLimits = RecordLimits()) throws(AvroResolutionError) {
    let reader = Value.avroSchema
    if let written = try? writer.parsingCanonicalForm(), written == (try? reader.parsingCanonicalForm()) {
      resolution = nil
    } else {
      resolution = try AvroProgram(writer: writer, reader: reader, limits: limits)
    }
  }

  /// Reads one record in Avro's binary encoding.
  ///
  /// - Throws: `CodecError` with the field and the byte offset where the bytes stop making sense.
  public func decode(_ record: some Collection<UInt8>) throws(CodecError) -> Value {
    guard let resolution else { return try Value(avro: record) }
    var bytes: [UInt8] = []
    try arenas.withArena { arena throws(CodecError) in
      try resolution.decode(record, into: &arena)
      try resolution.encode(&arena, into: &bytes)
    }
    return try Value(avro: bytes)
  }
}
