import SchemaCore

extension JSONSchemaValidator {
  /// Refuses a record that is no JSON, or not as the schema wants it.
  ///
  /// - Parameters:
  ///   - syntax: the kind of the error for what is no JSON.
  ///   - mismatch: the kind of the error for what is not as the schema wants it.
  func check(
    _ record: UnsafeBufferPointer<UInt8>, syntax: CodecError.Kind, mismatch: CodecError.Kind
  ) throws(CodecError) {
    let report: ValidationReport
    do {
      report = try validate(record)
    } catch {
      throw Self.codecError(error.kind == .limit ? .limit : syntax, error.message, error.path, error.position)
    }
    guard let first = report.errors.first else { return }
    let more = report.errors.count > 1 ? " (and \(report.errors.count - 1) more)" : ""
    throw Self.codecError(mismatch, first.message + more, first.instancePath, first.position)
  }

  private static func codecError(
    _ kind: CodecError.Kind, _ message: String, _ path: JSONPointer?, _ position: TextPosition?
  ) -> CodecError {
    var error = CodecError(kind, message)
    error.textPosition = position
    return (path ?? .root).tokens.reversed().reduce(error) { error, token in
      // An index cannot be told from a name that is one; both are shown in brackets.
      Int(token).map { error.within(index: $0) } ?? error.within(field: token)
    }
  }
}
