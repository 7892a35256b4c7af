public import SchemaCore

/// Makes records of one schema into records of another, bytes into bytes (Avro 1.12 specification, Schema Resolution).
@usableFromInline final class RecordConversion: Sendable {
  private let program: AvroProgram
  private let arenas = RecordArenaPool()

  /// Nil where the two schemas have the same encoding.
  ///
  /// - Throws: `AvroResolutionError` with all reasons why no such record could be read.
  init?(
    from writer: AvroDocument, to reader: AvroDocument, limits: RecordLimits = RecordLimits()
  ) throws(AvroResolutionError) {
    if let written = try? writer.parsingCanonicalForm(), written == (try? reader.parsingCanonicalForm()) { return nil }
    program = try AvroProgram(writer: writer, reader: reader, limits: limits)
  }

  /// A record in the other schema's encoding.
  ///
  /// - Throws: `CodecError` with the field and the byte offset where the bytes stop making sense.
  @usableFromInline func convert(_ record: UnsafeRawBufferPointer) throws(CodecError) -> [UInt8] {
    var bytes: [UInt8] = []
    try arenas.withArena { arena throws(CodecError) in
      try program.decode(record, into: &arena)
      try program.encode(&arena, into: &bytes)
    }
    return bytes
  }
}
