import SchemaCore

extension ValidationReport {
  // For each place, the text is read again.
  private static let maximumPlaces = 100

  /// The report with the lines and columns of keywords: of the first 100 different ones that stand in the schema itself.
  ///
  /// - Parameter text: the schema as its author wrote it. Compiled schemas carry no places.
  public func located(inSchema text: String) -> ValidationReport {
    var positions: [JSONPointer: TextPosition?] = [:]
    return ValidationReport(errors: errors.map { Self.located($0, in: text, &positions) })
  }

  private static func located(
    _ error: ValidationError, in text: String, _ positions: inout [JSONPointer: TextPosition?]
  ) -> ValidationError {
    var error = error
    if error.isInOwnSchema {
      if let known = positions[error.schemaPath] {
        error.schemaPosition = known
      } else if positions.count < maximumPlaces {
        let options = JSONParser.Options(ignoresRest: true)
        error.schemaPosition = error.schemaPath.position(in: text, options: options)
        positions[error.schemaPath] = .some(error.schemaPosition)
      }
    }
    error.causes = error.causes.map { located($0, in: text, &positions) }
    return error
  }
}
