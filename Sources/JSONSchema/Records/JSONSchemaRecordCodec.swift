public import SchemaCore

/// Codes records of JSON schemas, whose bytes are JSON text themselves: without white space, and all else as it was
/// written.
public struct JSONSchemaRecordCodec: JSONRecordCodec {
  /// When records are held against the schema. That they are JSON is always checked.
  public struct Validation: OptionSet, Sendable {
    public let rawValue: Int

    public init(rawValue: Int) {
      self.rawValue = rawValue
    }

    public static let encoding = Validation(rawValue: 1)
    public static let decoding = Validation(rawValue: 2)
  }

  private let validator: JSONSchemaValidator
  /// Accepts any JSON.
  private let reader: JSONSchemaValidator
  private let validation: Validation

  /// How long a record may be, in bytes.
  public static let maximumBytes = 16 << 20

  /// A codec for the records of a schema, which is compiled here.
  ///
  /// - Throws: `SchemaError` with the first thing that is wrong with the schema.
  public init(
    _ schema: JSONSchemaDocument, validation: Validation = [.encoding, .decoding]
  ) throws(SchemaError) {
    var limits = JSONSchemaValidator.Limits()
    limits.bytes = Self.maximumBytes
    self.validation = validation
    validator = try JSONSchemaValidator(try schema.resources(), limits: limits)
    reader = try JSONSchemaValidator(try SchemaResources(true), limits: limits)
  }

  public func encode(json: some Collection<UInt8>) throws(CodecError) -> [UInt8] {
    let text = Array(json)
    try check(text, validation.contains(.encoding), syntax: .syntax, mismatch: .mismatch)
    return Self.compact(text)
  }

  public func decode(_ bytes: some Collection<UInt8>) throws(CodecError) -> [UInt8] {
    let text = Array(bytes)
    try check(text, validation.contains(.decoding), syntax: .malformed, mismatch: .malformed)
    return Self.compact(text)
  }

  private func check(
    _ text: [UInt8], _ isValidated: Bool, syntax: CodecError.Kind, mismatch: CodecError.Kind
  ) throws(CodecError) {
    let validator = isValidated ? validator : reader
    let result = text.withUnsafeBufferPointer { text in
      Result { () throws(CodecError) in try validator.check(text, syntax: syntax, mismatch: mismatch) }
    }
    try result.get()
  }

  /// The text, which is JSON, without the white space between its parts.
  private static func compact(_ text: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(text.count)
    var isInString = false
    var isEscaped = false
    for byte in text {
      if isInString {
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          isInString = false
        }
      } else if byte == UInt8(ascii: "\"") {
        isInString = true
      } else if [0x20, 0x09, 0x0A, 0x0D].contains(byte) {
        continue
      }
      output.append(byte)
    }
    return output
  }
}
