import SchemaCore

/// Why a message cannot be written as JSON.
enum ProtoJSONProblem: Error {
  case depth(Int), length(Int), timestamp(Int64, Int32), duration(Int64, Int32), fieldMask(String), emptyValue,
    numberOfValue(Double), anyType(String)
  indirect case any(String, CodecError)

  /// The error for the caller.
  var error: CodecError {
    switch self {
    case .depth(let limit): .nested(deeperThan: limit)
    case .length(let limit): CodecError(.limit, "the message takes more than \(limit) bytes as JSON")
    case .timestamp(let seconds, let nanos):
      CodecError(
        .mismatch,
        "\(seconds) seconds and \(nanos) nanoseconds are no timestamp from 0001-01-01T00:00:00Z to 9999-12-31T23:59:59Z"
      )
    case .duration(let seconds, let nanos):
      CodecError(
        .mismatch,
        "\(seconds) seconds and \(nanos) nanoseconds are no duration of at most \(DurationText.maximumSeconds) s, both of one sign"
      )
    case .fieldMask(let path):
      CodecError(
        .mismatch, "the path \"\(path)\" of a field mask would not be the same when it is read from JSON again")
    case .emptyValue: CodecError(.mismatch, "a google.protobuf.Value with nothing set stands for no JSON")
    case .numberOfValue(let number):
      CodecError(.mismatch, "JSON has no number for the \(number) in a google.protobuf.Value")
    case .anyType(let url): CodecError(.mismatch, Self.unknownType(url))
    case .any(let url, let error):
      CodecError(error.kind, "the bytes of the Any of type \(url) are wrong: \(error)")
    }
  }

  /// The words for the type of an Any that cannot be found.
  static func unknownType(_ url: String) -> String {
    url.contains("/")
      ? "the type of the Any, \(url), is in none of the schema's files; add the one that defines it to the references"
      : "the type of an Any is a URL that ends in a slash and the type's name, found \"\(url)\""
  }
}
