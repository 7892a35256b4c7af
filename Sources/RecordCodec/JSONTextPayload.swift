public import SchemaCore

/// Records of any schema as JSON text, for people and scripts.
public struct JSONTextPayload: PayloadCodec {
  /// One line of JSON text, UTF-8.
  public typealias Record = [UInt8]

  public let formats: SchemaFormats
  public let schema: PayloadSchema?
  public let recordType: RecordType
  private let reader: (any ParsedSchema)?
  private let form: JSONForm

  /// - Parameters:
  ///   - formats: the formats that are installed.
  ///   - schema: the schema to register; nil for that of the registry.
  ///   - type: which of a schema's types records are written as.
  ///   - reader: the schema that all records are read as, whichever they were written with; nil for their own.
  ///   - form: how the JSON is written.
  public init(
    formats: SchemaFormats, schema: PayloadSchema? = nil, type: RecordType = .root,
    as reader: (any ParsedSchema)? = nil,
    json form: JSONForm = .specification
  ) {
    self.formats = formats
    self.schema = schema
    recordType = type
    self.reader = reader
    self.form = form
  }

  public func encoder(writing schema: any ParsedSchema) throws(SchemaError) -> JSONTextPayloadEncoder {
    JSONTextPayloadEncoder(codec: try schema.recordCodec(for: recordType, json: form))
  }

  public func decoder(
    reading type: RecordType, of schema: any ParsedSchema
  ) throws(SchemaError) -> JSONTextPayloadDecoder {
    guard let reader else { return JSONTextPayloadDecoder(codec: try schema.recordCodec(for: type, json: form)) }
    return JSONTextPayloadDecoder(codec: try reader.recordCodec(for: type, reading: schema, json: form))
  }
}

/// Writes JSON text as records.
public struct JSONTextPayloadEncoder: PayloadEncoder {
  let codec: any JSONRecordCodec

  public func encode(_ record: [UInt8], behind frame: [UInt8]) throws(CodecError) -> [UInt8] {
    let bytes = try codec.encode(json: record)
    return frame.isEmpty ? bytes : frame + bytes
  }
}

/// Writes records as JSON text.
public struct JSONTextPayloadDecoder: PayloadDecoder {
  let codec: any JSONRecordCodec

  public func decode(_ data: UnsafeRawBufferPointer) throws(CodecError) -> [UInt8] { try codec.decode(data) }
}
