public import SchemaCore

/// Records that are Swift values which are `Codable`. Which types go together is told at `AvroDecoder`.
///
/// With a schema of their own they are registered with it, and what was written with another one is resolved to it.
/// Without, they are written with the schema that the registry has and read as they were written, field by field of the
/// same name.
public struct AvroCodablePayload<Record: Codable>: PayloadCodec {
  private let own: AvroDocument?
  private let userInfo: [CodingUserInfoKey: any Sendable]

  /// - Parameters:
  ///   - schema: the schema of the records; nil for that of the registry.
  ///   - userInfo: what types find as `userInfo` in their `encode(to:)` and `init(from:)`.
  public init(
    _ type: Record.Type = Record.self, schema: AvroDocument? = nil, userInfo: [CodingUserInfoKey: any Sendable] = [:]
  ) {
    own = schema
    self.userInfo = userInfo
  }

  public var formats: SchemaFormats { SchemaFormats([AvroFormat()]) }

  public var schema: PayloadSchema? { own.map(PayloadSchema.init) }

  public func encoder(writing schema: any ParsedSchema) throws(SchemaError) -> AvroCodablePayloadEncoder<Record> {
    let written = try schema.requiring(AvroDocument.self, of: .avro)
    let own = own ?? written
    let form = try FrameForm(own: own, written: written)
    return AvroCodablePayloadEncoder(AvroEncoder(try AvroProgram(own), userInfo: userInfo), form)
  }

  public func decoder(
    reading type: RecordType, of schema: any ParsedSchema
  ) throws(SchemaError) -> AvroCodablePayloadDecoder<Record> {
    try type.requireRoot(in: .avro)
    let writer = try schema.requiring(AvroDocument.self, of: .avro)
    return AvroCodablePayloadDecoder(
      AvroDecoder(try AvroProgram(writer, readAs: own), userInfo: userInfo), isBare: BareBytes.isForm(of: writer))
  }
}

/// Writes values by `AvroEncoder`.
public struct AvroCodablePayloadEncoder<Record: Codable>: PayloadEncoder {
  private let encoder: AvroEncoder
  /// Nil if what values write is what stands in frames.
  private let form: FrameForm?

  init(_ encoder: AvroEncoder, _ form: FrameForm) {
    self.encoder = encoder
    self.form = form.isPlain ? nil : form
  }

  public func encode(_ record: Record, behind frame: [UInt8]) throws(CodecError) -> [UInt8] {
    if let form {
      let bytes = try encoder.encode(record)
      return try bytes.span.bytes.withUnsafeBytes { (bytes) throws(CodecError) in
        try form.framed(bytes, behind: frame)
      }
    }
    var output = frame
    try encoder.encode(record, into: &output)
    return output
  }
}

/// Reads values by `AvroDecoder`.
public struct AvroCodablePayloadDecoder<Record: Codable>: PayloadDecoder {
  private let decoder: AvroDecoder
  private let isBare: Bool

  init(_ decoder: AvroDecoder, isBare: Bool) {
    self.decoder = decoder
    self.isBare = isBare
  }

  public func decode(_ data: UnsafeRawBufferPointer) throws(CodecError) -> Record {
    isBare
      ? try decoder.decode(Record.self, from: BareBytes.counted(data)) : try decoder.decode(Record.self, from: data)
  }
}

extension AvroProgram {
  /// A program for records of one schema, read as those of another if there is one.
  ///
  /// - Throws: `SchemaError` with all reasons why no record could be read so.
  convenience init(_ writer: AvroDocument, readAs reader: AvroDocument?) throws(SchemaError) {
    guard let reader else {
      try self.init(writer)
      return
    }
    do {
      try self.init(writer: writer, reader: reader)
    } catch {
      throw SchemaError(error)
    }
  }
}
