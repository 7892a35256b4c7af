public import SchemaCore

/// Codes records of JSON schemas, whose bytes are JSON text themselves: without white space, and all else as it was
/// written.
public struct JSONSchemaRecordCodec: JSONRecordCodec {
  init() {}

  public func encode(json: some Collection<UInt8>) throws(CodecError) -> [UInt8] {
    try Self.compact(json, .syntax)
  }

  public func decode(_ bytes: some Collection<UInt8>) throws(CodecError) -> [UInt8] {
    try Self.compact(bytes, .malformed)
  }

  private static func compact(
    _ bytes: some Collection<UInt8>, _ kind: CodecError.Kind
  ) throws(CodecError) -> [UInt8] {
    let options = JSONParser.Options(maximumBytes: maximumBytes)
    do {
      return JSONWriter.bytes(try JSONParser.parse(bytes, options: options))
    } catch {
      throw CodecError(error.isLimit ? .limit : kind, error.description)
    }
  }

  /// How long a record may be.
  private static let maximumBytes = 16 << 20
}
