public import SchemaCore

/// Records that are values of a schema which is known only at run time.
///
/// With a schema of their own they are registered with it, and what was written with another one is resolved to it.
/// Without, they are written with the schema that the registry has and read as they were written.
public struct AvroValuePayload: PayloadCodec {
  public typealias Record = AvroValue

  private let own: AvroDocument?

  /// - Parameter schema: the schema of the records; nil for that of the registry.
  public init(schema: AvroDocument? = nil) {
    own = schema
  }

  public var formats: SchemaFormats { SchemaFormats([AvroFormat()]) }

  public var schema: PayloadSchema? { own.map(PayloadSchema.init) }

  public func encoder(writing schema: any ParsedSchema) throws(SchemaError) -> AvroValuePayloadEncoder {
    let written = try schema.requiring(AvroDocument.self, of: .avro)
    let own = own ?? written
    return AvroValuePayloadEncoder(try AvroProgram(own), try FrameForm(own: own, written: written))
  }

  public func decoder(
    reading type: RecordType, of schema: any ParsedSchema
  ) throws(SchemaError) -> AvroValuePayloadDecoder {
    try type.requireRoot(in: .avro)
    let writer = try schema.requiring(AvroDocument.self, of: .avro)
    return AvroValuePayloadDecoder(try AvroProgram(writer, readAs: own), isBare: BareBytes.isForm(of: writer))
  }
}

/// Writes values by a program.
public struct AvroValuePayloadEncoder: PayloadEncoder {
  private let program: AvroProgram
  private let form: FrameForm
  private let arenas = RecordArenaPool()

  init(_ program: AvroProgram, _ form: FrameForm) {
    self.program = program
    self.form = form
  }

  public func encode(_ record: AvroValue, behind frame: [UInt8]) throws(CodecError) -> [UInt8] {
    var output = form.isPlain ? frame : []
    try arenas.withArena { (arena) throws(CodecError) in
      try program.fill(&arena, with: record)
      try program.encode(&arena, into: &output)
    }
    if form.isPlain { return output }
    return try output.span.bytes.withUnsafeBytes { (bytes) throws(CodecError) in
      try form.framed(bytes, behind: frame)
    }
  }
}

/// Reads values by a program.
public struct AvroValuePayloadDecoder: PayloadDecoder {
  private let program: AvroProgram
  private let isBare: Bool
  private let arenas = RecordArenaPool()

  init(_ program: AvroProgram, isBare: Bool) {
    self.program = program
    self.isBare = isBare
  }

  public func decode(_ data: UnsafeRawBufferPointer) throws(CodecError) -> AvroValue {
    try arenas.withArena { (arena) throws(CodecError) in
      if isBare {
        try program.decode(BareBytes.counted(data), into: &arena)
      } else {
        try program.decode(data, into: &arena)
      }
      return try program.value(of: arena)
    }
  }
}
