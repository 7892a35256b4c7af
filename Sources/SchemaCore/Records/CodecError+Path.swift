extension CodecError {
  /// This error as it is told from outside a record, about the value in one of its fields.
  package func within(field: String) -> CodecError { prefixed(by: field) }

  /// This error as it is told from outside an array.
  package func within(index: Int) -> CodecError { prefixed(by: "[\(index)]") }

  /// This error as it is told from outside a map.
  package func within(key: String) -> CodecError { prefixed(by: Self.step(to: key)) }

  /// The step of a path to the value of a key, which is cut off where it is long: it may be as long as the record.
  package static func step(to key: String) -> String {
    if key.utf8.count <= maximumKeyBytes { return "[\"\(key)\"]" }
    // Not by characters, of which one may be as long as the key.
    return "[\"\(String(key.unicodeScalars.prefix(maximumKeyBytes / 4)))…\"]"
  }

  /// How much of a key is shown.
  private static let maximumKeyBytes = 256

  private func prefixed(by step: String) -> CodecError {
    var error = self
    error.path = step + (path.isEmpty || path.hasPrefix("[") ? "" : ".") + path
    return error
  }

  /// The refusal of a value whose parts are in one another too often.
  package static func nested(deeperThan levels: Int) -> CodecError {
    CodecError(.limit, "the value is nested deeper than \(levels) levels")
  }
}
