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

  public func encode(json: some Collection<UInt8>) throws(CodecError) -> [UInt8] {
    try arenas.withArena { (arena) throws(CodecError) in
      try program.fill(&arena, withJSON: json, form: form)
      if isBareBytes { return Array(arena.content(of: arena.values[0])) }
      var output: [UInt8] = []
      try program.encode(&arena, into: &output)
      return output
    }
  }

  public func decode(_ bytes: some Collection<UInt8>) throws(CodecError) -> [UInt8] {
    try arenas.withArena { (arena) throws(CodecError) in
      if isBareBytes {
        try program.fill(&arena, with: .bytes(Array(bytes)))
      } else {
        try program.decode(bytes, into: &arena)
      }
      return try program.jsonText(of: arena, form: form)
    }
  }

  private var isBareBytes: Bool { if case .bytes = program.layout.root { true } else { false } }
}
