import SchemaCore

/// Readings of single JSON values as Avro's scalars.
enum JSONFormScalar {
  static func integer(_ number: JSONNumber, as type: (some FixedWidthInteger).Type) throws(CodecError) -> Int64 {
    try fitting(number.int64, number, as: type)
  }

  /// A whole number that may be written with a fraction of zeros or an exponent.
  static func whole(_ number: JSONNumber, as type: (some FixedWidthInteger).Type) throws(CodecError) -> Int64 {
    try fitting(AvroDecimal(number.text)?.rescaled(to: 0)?.unscaled, number, as: type)
  }

  private static func fitting<Value: FixedWidthInteger>(
    _ value: Int64?, _ number: JSONNumber, as type: Value.Type
  ) throws(CodecError) -> Int64 {
    guard let value, let fitting = Value(exactly: value) else {
      let name = type == Int32.self ? "int" : "long"
      throw .expected("\(name) (a whole number from \(Value.min) to \(Value.max))", found: .number(number))
    }
    return Int64(fitting)
  }

  static func double(_ json: JSONValue) throws(CodecError) -> Double {
    if case .number(let number) = json, number.double.isFinite { return number.double }
    guard let special = special(json) else { throw .expected(expectation("double"), found: json) }
    return special
  }

  /// The nearest float to the digits, which is not always the nearest float to the nearest double.
  static func float(_ json: JSONValue) throws(CodecError) -> Float {
    if case .number(let number) = json, let value = Float(number.text), value.isFinite { return value }
    guard let special = special(json) else { throw .expected(expectation("float"), found: json) }
    return Float(special)
  }

  /// Each character as the byte with its number.
  static func bytes(_ text: String) throws(CodecError) -> [UInt8] {
    var bytes: [UInt8] = []
    for character in text.unicodeScalars {
      guard let byte = UInt8(exactly: character.value) else {
        throw CodecError(
          .mismatch, "bytes are written as characters from U+0000 to U+00FF, found the character \"\(character)\"")
      }
      bytes.append(byte)
    }
    return bytes
  }

  static func bytes(_ text: String, of type: AvroFixedType) throws(CodecError) -> [UInt8] {
    let bytes = try bytes(text)
    guard bytes.count == type.size else {
      throw CodecError(.mismatch, "\(type.name) has \(type.size) bytes, found \(bytes.count)")
    }
    return bytes
  }

  static func symbol(_ text: String, of type: AvroEnumType) throws(CodecError) -> Int {
    guard let index = type.index(of: text) else {
      let symbols = type.symbols.joined(separator: ", ")
      throw CodecError(.mismatch, "\(type.name) has no symbol \"\(text)\"; its symbols are \(symbols)")
    }
    return index
  }

  private static func special(_ json: JSONValue) -> Double? {
    switch json {
    case .string("NaN"): .nan
    case .string("Infinity"): .infinity
    case .string("-Infinity"): -.infinity
    default: nil
    }
  }

  static func expectation(_ type: String) -> String {
    "\(type) (a number within its range, or \"NaN\", \"Infinity\" or \"-Infinity\")"
  }
}
