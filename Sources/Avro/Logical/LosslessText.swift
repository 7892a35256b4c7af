extension Decoder {
  /// The value that a single string stands for.
  func losslessValue<Value: LosslessStringConvertible>(_ type: Value.Type = Value.self) throws -> Value {
    let container = try singleValueContainer()
    let text = try container.decode(String.self)
    guard let value = Value(text) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "\"\(text)\" is no \(Value.self)")
    }
    return value
  }
}

extension Encoder {
  /// Writes a value as the text that it can be read from again.
  func encodeText(_ value: some LosslessStringConvertible) throws {
    var container = singleValueContainer()
    try container.encode(value.description)
  }
}
