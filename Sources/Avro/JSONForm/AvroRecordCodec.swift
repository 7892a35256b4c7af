public import SchemaCore

/// Codes framed records of one Avro schema between the binary encoding and JSON text.
///
/// In a frame the bytes of a root type `bytes` stand alone, without the count that Avro's encoding puts before them.
public struct AvroRecordCodec: JSONRecordCodec {
  private let program: AvroProgram
  private let form: JSONForm
  private let arenas = RecordArenaPool()

  /// A codec for the records of a schema, which is compiled here.
  ///
  /// - Throws: `SchemaError` as `AvroProgram.init`.
  public init(
    _ schema: AvroDocument, json form: JSONForm = .specification, limits: RecordLimits = RecordLimits()
  ) throws(SchemaError) {
    self.form = form
    program = try AvroProgram(schema, limits: limits)
  }

  /// A codec that decodes the records of one schema as records of another, which it also encodes.
  ///
  /// - Throws: `AvroResolutionError` as `AvroProgram.init(writer:reader:limits:)`.
  public init(
    writer: AvroDocument, reader: AvroDocument, json form: JSONForm = .specification,
    limits: RecordLimits = RecordLimits()
  ) throws(AvroResolutionError) {
    self.form = form
    program = try AvroProgram(writer: writer, reader: reader, limits: limits)
  }

  public func encode(json: some Collection<UInt8>) throws(CodecError) -> [UInt8] {
    try arenas.withArena { (arena) throws(CodecError) in
      try program.fill(&arena, withJSON: json, form: form)
      if case .bytes = program.layout.root { return Array(arena.content(of: arena.values[0])) }
      var output: [UInt8] = []
      try program.encode(&arena, into: &output)
      return output
    }
  }

  public func decode(_ bytes: some Collection<UInt8>) throws(CodecError) -> [UInt8] {
    try arenas.withArena { (arena) throws(CodecError) in
      if case .bytes = program.writerLayout.root {
        try program.decode(Array(bytes).withUnsafeBytes(BareBytes.counted), into: &arena)
      } else {
        try program.decode(bytes, into: &arena)
      }
      return try program.jsonText(of: arena, form: form)
    }
  }
}
