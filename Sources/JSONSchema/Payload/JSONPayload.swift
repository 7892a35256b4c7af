public import SchemaCore

/// Records that are JSON text and Swift values which are `Codable`; `JSONValue` for those without a type. Which types go
/// together is told at `JSONRecordDecoder`.
public struct JSONPayload<Record: Codable>: PayloadCodec {
  public let schema: PayloadSchema?
  private let validation: JSONSchemaRecordCodec.Validation
  private let dates: JSONDateForm
  private let userInfo: [CodingUserInfoKey: any Sendable]

  /// - Parameters:
  ///   - schema: the schema of the records; nil for that of the registry.
  ///   - validation: when records are held against the schema that they are written with: both times, as Python's client
  ///     does; Java's does it only if it is told to.
  ///   - dates: how a `Date` is written.
  ///   - userInfo: what types find as `userInfo` in their `encode(to:)` and `init(from:)`.
  public init(
    _ type: Record.Type = Record.self, schema: PayloadSchema? = nil,
    validation: JSONSchemaRecordCodec.Validation = [.encoding, .decoding], dates: JSONDateForm = .dateTime,
    userInfo: [CodingUserInfoKey: any Sendable] = [:]
  ) {
    self.schema = schema
    self.validation = validation
    self.dates = dates
    self.userInfo = userInfo
  }

  /// Records with a schema that refers to no other.
  ///
  /// - Parameter schema: the text of the schema.
  public init(
    _ type: Record.Type = Record.self, schema: String,
    validation: JSONSchemaRecordCodec.Validation = [.encoding, .decoding], dates: JSONDateForm = .dateTime
  ) {
    self.init(
      schema: PayloadSchema(SchemaText(format: .json, text: schema)), validation: validation, dates: dates)
  }

  public var formats: SchemaFormats { SchemaFormats([JSONSchemaFormat()]) }

  public func encoder(writing schema: any ParsedSchema) throws(SchemaError) -> JSONPayloadEncoder<Record> {
    let validator = try validator(of: schema, for: .encoding)
    return JSONPayloadEncoder(encoder: JSONRecordEncoder(validator: validator, dates: dates, userInfo: userInfo))
  }

  public func decoder(
    reading type: RecordType, of schema: any ParsedSchema
  ) throws(SchemaError) -> JSONPayloadDecoder<Record> {
    try type.requireRoot(in: .json)
    let validator = try validator(of: schema, for: .decoding)
    return JSONPayloadDecoder(decoder: JSONRecordDecoder(validator: validator, dates: dates, userInfo: userInfo))
  }

  private func validator(
    of schema: any ParsedSchema, for use: JSONSchemaRecordCodec.Validation
  ) throws(SchemaError) -> JSONSchemaValidator? {
    let document = try schema.requiring(JSONSchemaDocument.self, of: .json)
    guard validation.contains(use) else { return nil }
    var limits = JSONSchemaValidator.Limits()
    limits.bytes = JSONSchemaRecordCodec.maximumBytes
    return try JSONSchemaValidator(try document.resources(), limits: limits)
  }
}

/// Writes values by `JSONRecordEncoder`.
public struct JSONPayloadEncoder<Record: Codable>: PayloadEncoder {
  let encoder: JSONRecordEncoder

  public func encode(_ record: Record, behind frame: [UInt8]) throws(CodecError) -> [UInt8] {
    var output = frame
    try encoder.encode(record, into: &output)
    return output
  }
}

/// Reads values by `JSONRecordDecoder`.
public struct JSONPayloadDecoder<Record: Codable>: PayloadDecoder {
  let decoder: JSONRecordDecoder

  public func decode(_ data: UnsafeRawBufferPointer) throws(CodecError) -> Record {
    try data.withMemoryRebound(to: UInt8.self) { (text) throws(CodecError) in
      try decoder.decode(Record.self, from: text)
    }
  }
}
