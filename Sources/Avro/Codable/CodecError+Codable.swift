import SchemaCore

extension CodecError {
  /// The error of a decoder for what was thrown while a Swift type decoded itself.
  ///
  /// - Parameters:
  ///   - path: the value that was being decoded, for errors that do not say it themselves.
  ///   - offset: tells where in the record the value of a path begins.
  init(decoding error: any Error, path: [any CodingKey], offset: ([any CodingKey]) -> Int?) {
    switch error {
    case let error as CodecError: self = error
    case let error as DecodingError: self.init(error, offset)
    default: self.init(.mismatch, "\(error)", path: CodingStep.path(path), byteOffset: offset(path))
    }
  }

  /// The error of an encoder for what was thrown while a Swift value encoded itself.
  init(encoding error: any Error, path: [any CodingKey]) {
    switch error {
    case let error as CodecError: self = error
    case EncodingError.invalidValue(_, let context): self.init(context)
    default: self.init(.mismatch, "\(error)", path: CodingStep.path(path))
    }
  }

  private init(_ error: DecodingError, _ offset: ([any CodingKey]) -> Int?) {
    switch error {
    case .typeMismatch(_, let context), .valueNotFound(_, let context), .keyNotFound(_, let context),
      .dataCorrupted(let context):
      self.init(underlying: context.underlyingError, context.debugDescription, context.codingPath)
      byteOffset = byteOffset ?? offset(context.codingPath)
    @unknown default: self.init(.mismatch, "\(error)")
    }
  }

  private init(_ context: EncodingError.Context) {
    self.init(underlying: context.underlyingError, context.debugDescription, context.codingPath)
  }

  /// An error of this module that was dressed for the containers keeps what it knows beyond the words.
  private init(underlying: (any Error)?, _ message: String, _ path: [any CodingKey]) {
    self.init(.mismatch, message, path: CodingStep.path(path))
    guard let underlying = underlying as? CodecError else { return }
    kind = underlying.kind
    byteOffset = underlying.byteOffset
  }
}
