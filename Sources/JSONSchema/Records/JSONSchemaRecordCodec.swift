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
    [UInt8](unsafeUninitializedCapacity: text.count) { output, count in
      text.withUnsafeBufferPointer { text in
        var place = 0
        while place < text.count {
          let byte = text[place]
          if byte == UInt8(ascii: "\"") {
            let end = endOfString(text, from: place)
            for source in place..<end { output[count &+ source &- place] = text[source] }
            count += end - place
            place = end
          } else {
            // Between the parts nothing else is as low as a space.
            if byte > 0x20 {
              output[count] = byte
              count += 1
            }
            place += 1
          }
        }
      }
    }
  }

  /// Where the string ends that begins at a place, behind its closing quote.
  private static func endOfString(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var place = start + 1
    while place < text.count {
      if place + 16 <= text.count {
        let block = UnsafeRawBufferPointer(text).loadUnaligned(fromByteOffset: place, as: SIMD16<UInt8>.self)
        let plain = SpecialBytes.first(in: block)
        place += plain
        if plain == 16 { continue }
      }
      if text[place] == UInt8(ascii: "\"") { return place + 1 }
      place += text[place] == UInt8(ascii: "\\") ? 2 : 1
    }
    return text.count
  }
}
