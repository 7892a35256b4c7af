public import SchemaCore

extension AvroReader {
  /// What can be wrong with the bytes.
  @usableFromInline enum Failure {
    case truncated, trailingBytes, varint, intRange, boolean, negativeSize, utf8, symbol, branch, depth, emptyItems
    case uuid, bigDecimal
  }

  /// The error for the value that begins at `place`. The field is found later, by those who have the schema: keeping
  /// a path up to date would cost every record something and help almost none.
  @usableFromInline @inline(never) func failure(
    _ failure: Failure, at place: UnsafeRawPointer? = nil
  ) -> CodecError {
    let (kind, message): (CodecError.Kind, String) =
      switch failure {
      case .truncated: (.truncated, "the bytes end before the value does")
      case .trailingBytes: (.trailingBytes, "the record ends here, but more bytes follow")
      case .varint: (.malformed, "the bytes are not a variable-length number of at most 64 bits")
      case .intRange: (.malformed, "the number is out of the range of int")
      case .boolean: (.malformed, "a boolean is the byte 0 or 1")
      case .negativeSize: (.malformed, "the count of bytes or items is negative")
      case .utf8: (.malformed, "the bytes are not valid UTF-8")
      case .symbol: (.malformed, "the enum has no symbol with this index")
      case .branch: (.malformed, "the union has no branch with this index")
      case .depth: (.limit, "the record is nested deeper than \(Self.maximumDepth) levels")
      case .emptyItems: (.limit, "the record has more than \(Self.maximumEmptyItems) array items that take no bytes")
      case .uuid: (.malformed, "the text is no UUID")
      case .bigDecimal: (.malformed, "the bytes are no big decimal: an unscaled number and a scale")
      }
    return CodecError(kind, message, byteOffset: (place ?? position) - start)
  }
}
