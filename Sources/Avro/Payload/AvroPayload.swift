public import SchemaCore

/// Records that are values of a type which has its own Avro schema, such as `martlet generate swift` writes them.
///
/// They are registered with that schema. What was written with another one is resolved to it, and where they are to be
/// written with another one, they are resolved to that (Avro 1.12 specification, Schema Resolution).
public struct AvroPayload<Record: AvroSerializable>: PayloadCodec {
  public init(_ type: Record.Type = Record.self) {}

  public var formats: SchemaFormats { SchemaFormats([AvroFormat()]) }

  public var schema: PayloadSchema? { PayloadSchema(Record.avroSchema) }

  public func encoder(writing schema: any ParsedSchema) throws(SchemaError) -> AvroPayloadEncoder<Record> {
    try AvroPayloadEncoder(FrameForm(own: Record.avroSchema, written: schema.requiring(AvroDocument.self, of: .avro)))
  }

  public func decoder(
    reading type: RecordType, of schema: any ParsedSchema
  ) throws(SchemaError) -> AvroPayloadDecoder<Record> {
    try type.requireRoot(in: .avro)
    return try AvroPayloadDecoder(writer: schema.requiring(AvroDocument.self, of: .avro))
  }
}

extension AvroSerializable {
  public static var defaultPayload: AvroPayload<Self> { AvroPayload() }
}

/// Lets values write themselves.
public struct AvroPayloadEncoder<Record: AvroSerializable>: PayloadEncoder {
  /// Nil if what values write is what stands in frames.
  @usableFromInline let form: FrameForm?

  init(_ form: FrameForm) {
    self.form = form.isPlain ? nil : form
  }

  @inlinable public func encode(_ record: Record, behind frame: [UInt8]) throws(CodecError) -> [UInt8] {
    var writer = AvroWriter()
    try record.write(to: &writer)
    if let form {
      return try writer.withUnsafeBytes { (bytes) throws(CodecError) in try form.framed(bytes, behind: frame) }
    }
    return writer.bytes(behind: frame)
  }
}

/// Lets values read themselves.
public struct AvroPayloadDecoder<Record: AvroSerializable>: PayloadDecoder {
  @usableFromInline let decoder: AvroTypedDecoder<Record>
  @usableFromInline let isBare: Bool

  init(writer: AvroDocument) throws(SchemaError) {
    isBare = BareBytes.isForm(of: writer)
    do {
      decoder = try AvroTypedDecoder(writer: writer)
    } catch {
      throw SchemaError(error)
    }
  }

  @inlinable public func decode(_ data: UnsafeRawBufferPointer) throws(CodecError) -> Record {
    isBare ? try decodeBare(data) : try decoder.decode(data)
  }

  @usableFromInline func decodeBare(_ data: UnsafeRawBufferPointer) throws(CodecError) -> Record {
    try decoder.decode(BareBytes.counted(data))
  }
}
