import SchemaCore

extension CodecError {
  /// This error as it is told from outside a record, about the value in one of its fields.
  func within(field: String) -> CodecError { prefixed(by: field) }

  /// This error as it is told from outside an array.
  func within(index: Int) -> CodecError { prefixed(by: "[\(index)]") }

  /// This error as it is told from outside a map.
  func within(key: String) -> CodecError {
    let isLong = key.utf8.count > Self.maximumKeyBytes
    return prefixed(by: "[\"\(isLong ? key.prefix(Self.maximumKeyBytes / 4) + "…" : key)\"]")
  }

  /// How much of a key is shown: it may be as long as the record.
  private static let maximumKeyBytes = 256

  private func prefixed(by step: String) -> CodecError {
    var error = self
    error.path = step + (path.isEmpty || path.hasPrefix("[") ? "" : ".") + path
    return error
  }

  /// The refusal of a value whose parts are in one another too often.
  static func nested(deeperThan levels: Int) -> CodecError {
    CodecError(.limit, "the value is nested deeper than \(levels) levels")
  }
}
