public import SchemaCore

/// Records that are messages of a type which is known only at run time.
///
/// With a program they are messages of its root type: those of the same name are read by it, whichever version of the file
/// they were written with. Without, they are read by the type that they were written as, and written as the first message
/// of the registry's schema.
public struct DynamicMessagePayload: PayloadCodec {
  public typealias Record = DynamicMessage

  public let schema: PayloadSchema?
  private let program: ProtobufProgram?

  /// - Parameters:
  ///   - program: the type of the records, compiled; nil for those of the schemas.
  ///   - schema: the schema to register; nil for that of the registry.
  public init(_ program: ProtobufProgram? = nil, schema: PayloadSchema? = nil) {
    self.program = program
    self.schema = schema
  }

  public var formats: SchemaFormats { SchemaFormats([ProtobufFormat()]) }

  public var recordType: RecordType { program.map { .named($0.root.name) } ?? .root }

  public func encoder(writing schema: any ParsedSchema) throws(SchemaError) -> DynamicMessagePayloadEncoder {
    let schema = try schema.requiring(ProtobufSchema.self, of: .protobuf)
    return DynamicMessagePayloadEncoder(messageName: try schema.messageName(of: recordType))
  }

  public func decoder(
    reading type: RecordType, of schema: any ParsedSchema
  ) throws(SchemaError) -> DynamicMessagePayloadDecoder {
    let schema = try schema.requiring(ProtobufSchema.self, of: .protobuf)
    guard let program else { return DynamicMessagePayloadDecoder(program: try schema.program(for: type)) }
    try schema.requireMessage(named: program.root.name, at: type)
    return DynamicMessagePayloadDecoder(program: program)
  }
}

/// Writes messages of one type.
public struct DynamicMessagePayloadEncoder: PayloadEncoder {
  let messageName: String

  public func encode(_ record: DynamicMessage, behind frame: [UInt8]) throws(CodecError) -> [UInt8] {
    guard record.type.name == messageName else {
      throw CodecError(.mismatch, "the record is a \(record.type.name), and a \(messageName) is to be written")
    }
    var output = frame
    try record.encode(into: &output)
    return output
  }
}

/// Reads messages of one type.
public struct DynamicMessagePayloadDecoder: PayloadDecoder {
  let program: ProtobufProgram

  public func decode(_ data: UnsafeRawBufferPointer) throws(CodecError) -> DynamicMessage {
    try DynamicMessage(program, decoding: data)
  }
}

extension ProtobufSchema {
  /// Refuses records of another message than one of this name, however well their bytes would fit.
  ///
  /// - Parameter type: what the record is, as its frame says.
  /// - Throws: `SchemaError` that names both, or if there is no such type.
  public func requireMessage(named name: String, at type: RecordType) throws(SchemaError) {
    let written = try messageName(of: type)
    if written != name {
      throw SchemaError(.invalid, "the record is a \(written), and it is to be read as a \(name)")
    }
  }
}
